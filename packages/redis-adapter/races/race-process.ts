import { Redis } from 'ioredis'
import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { SeededRandom, type SeenInvalidation, type SeenRead } from '@larder/cache-core/testing'
import { DELTA_MS, monotonicMs, type RaceCommand, type RaceEvents, type RaceReply } from './protocol.ts'

/** One of several processes that read, load, set and invalidate the same few keys as fast as they can. */

const [redisUrl = '', sourceUrl = '', seed = '1'] = process.argv.slice(2)
const random = new SeededRandom(Number(seed))
const source = new Redis(sourceUrl)
const cache: Cache = createCache({
  shared: createRedisBackend({ url: redisUrl }),
  ttlMs: 3_000,
  propagationLimitMs: DELTA_MS,
  isolatedTtlMs: DELTA_MS,
})

interface Value {
  readonly version: number
  readonly setBy?: string
}

const GROUPS = ['a', 'b', 'c', 'd']
const WORKERS = 6

let invalidations: SeenInvalidation[] = []
let reads: SeenRead[] = []
let sets: Record<string, number> = {}
let setCount = 0
const errors: string[] = []
let isRunning = true
let reports: NodeJS.Timeout | undefined

process.on('unhandledRejection', (error) => errors.push(`unhandled: ${String(error)}`))
process.on('message', (command: RaceCommand) => {
  obey(command).catch((error: unknown) => errors.push(String(error)))
})
await healed()
reply({ kind: 'ready' })

async function obey(command: RaceCommand): Promise<void> {
  if (command.kind === 'heal') {
    await healed()
    reply({ kind: 'healed' })
  } else if (command.kind === 'cold') {
    await Promise.all(
      Array.from({ length: 5 }, () => cache.getOrSet(command.key, () => loadCold(command.key))),
    )
    reply({ kind: 'cold', key: command.key })
  } else if (command.kind === 'stop') {
    isRunning = false
    await pause(50)
    // What a worker in the midst of a slow call still sees is of no interest, and nobody could be told of it.
    clearInterval(reports)
    reply({ kind: 'stopped', events: taken(), errors })
    await cache.close()
    source.disconnect()
    process.disconnect()
  } else {
    reports = setInterval(() => reply({ kind: 'events', events: taken() }), 200)
    await Promise.all(Array.from({ length: WORKERS }, work))
  }
}

async function healed(): Promise<void> {
  while (cache.health().status !== 'healthy') await pause(5)
}

async function work(): Promise<void> {
  while (isRunning) {
    try {
      await (random.next() < 0.85 ? read() : invalidate())
    } catch (error) {
      errors.push(String(error))
    }
    if (random.next() < 0.3) await pause(random.next() * 4)
  }
}

async function read(): Promise<void> {
  const key = someKey()
  const strict = random.next() < 0.15
  const beganAt = monotonicMs()
  const options = { tags: [tagOf(key)], consistency: strict ? ('strict' as const) : ('bounded' as const) }
  const chance = random.next()
  const value =
    chance < 0.3
      ? await cache.get<Value>(key, options)
      : chance < 0.4
        ? (await cache.getOrSetMany([key], (keys) => Promise.all(keys.map(load)), options))[0]
        : await cache.getOrSet(key, () => load(key), options)
  if (value) reads.push({ key, version: value.version, setBy: value.setBy, beganAt, strict })
}

async function invalidate(): Promise<void> {
  const key = someKey()
  const group = key.slice(0, 1)
  const chance = random.next()
  const covered = chance < 0.6 ? [key] : [`${group}:0`, `${group}:1`, `${group}:2`]
  const versions = await Promise.all(covered.map((one) => source.incr(one)))
  const beganAt = monotonicMs()
  const acknowledged = await invalidateBy(chance, key, versions[0] ?? 0)
  const returnedAt = monotonicMs()
  covered.forEach((one, index) =>
    invalidations.push({ key: one, version: versions[index] ?? 0, beganAt, returnedAt, acknowledged }),
  )
}

async function invalidateBy(chance: number, key: string, version: number): Promise<boolean> {
  const group = key.slice(0, 1)
  if (chance >= 0.9) return (await cache.deleteByPattern(`${group}:?`)).acknowledged
  if (chance >= 0.8) return (await cache.deleteByPrefix(`${group}:`)).acknowledged
  if (chance >= 0.6) return (await cache.invalidateTag(group)).acknowledged
  if (chance >= 0.3) {
    const setBy = `${seed}:${setCount++}`
    await cache.set(key, { version, setBy }, { tags: [tagOf(key)] })
    sets[setBy] = monotonicMs()
  } else await cache.delete(key)
  return cache.health().journalSize === 0
}

async function load(key: string): Promise<Value> {
  if (random.next() < 0.3) await pause(random.next() * 30)
  const version = Number((await source.get(key)) ?? 0)
  if (random.next() < 0.3) await pause(random.next() * 30)
  return { version }
}

async function loadCold(key: string): Promise<string> {
  await source.incr(`loads:${key}`)
  await pause(10 + random.next() * 30)
  return key
}

function someKey(): string {
  const group = GROUPS[Math.floor(random.next() * GROUPS.length)]
  return `${group}:${Math.floor(random.next() * 3)}`
}

function tagOf(key: string): string {
  return key.slice(0, 1)
}

function taken(): RaceEvents {
  const events = { invalidations, reads, sets }
  invalidations = []
  reads = []
  sets = {}
  return events
}

function reply(message: RaceReply): void {
  process.send?.(message)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
