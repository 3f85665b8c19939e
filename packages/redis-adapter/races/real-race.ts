import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { startRedis } from '@larder/redis-adapter/testing'
import { SeededRandom } from '@larder/cache-core/testing'
import { count, judge, type RacerEvents } from './verdict.ts'
import type { RaceCommand, RaceEvents, RaceReply } from './protocol.ts'

export interface RealRaceOptions {
  readonly durationMs: number
  readonly processes: number
  readonly seed: number
}

export interface RealRaceResult {
  readonly violations: readonly string[]
  readonly errors: readonly string[]
  readonly reads: number
  readonly invalidations: number
  readonly faults: Readonly<Record<string, number>>
  /** Loads of each key that nobody had and all wanted at once. */
  readonly coldLoads: readonly number[]
}

/**
 * Processes of their own on one real Redis, under mixed load, while their connections are killed and they themselves are
 * stopped at random. A second Redis, left alone, is the source.
 */
export async function runRealRace({ durationMs, processes, seed }: RealRaceOptions): Promise<RealRaceResult> {
  const [redis, sourceServer] = await Promise.all([startRedis(), startRedis()])
  const [admin, source] = [new Redis(redis.url), new Redis(sourceServer.url)]
  const racers = Array.from(
    { length: processes },
    (_, index) => new Racer(`P${index + 1}`, [redis.url, sourceServer.url, String(seed * 100 + index)]),
  )
  try {
    await Promise.all(racers.map((racer) => racer.ready))
    for (const racer of racers) racer.send({ kind: 'run' })
    const saboteur = new Saboteur(admin, racers, new SeededRandom(seed))
    const coldLoads: number[] = []
    const until = performance.now() + durationMs
    for (let round = 0; performance.now() < until; round++) {
      await saboteur.work(600, ['pubsub', 'lane', 'stop'])
      await saboteur.heal()
      const key = `cold:${round}`
      const cold = Promise.all(racers.map((racer) => racer.wantCold(key)))
      await saboteur.work(60, ['pubsub'])
      await cold
      coldLoads.push(Number(await source.get(`loads:${key}`)))
    }
    await saboteur.heal()
    const histories = await Promise.all(racers.map((racer) => racer.stop()))
    const errors = racers.flatMap((racer) => racer.errors)
    return { violations: judge(histories), errors, ...count(histories), faults: saboteur.faults, coldLoads }
  } finally {
    for (const racer of racers) racer.kill()
    admin.disconnect()
    source.disconnect()
    await Promise.all([redis.close(), sourceServer.close()])
  }
}

type Sabotage = 'pubsub' | 'lane' | 'stop'

/** Breaks things at random. */
class Saboteur {
  readonly faults: Record<string, number> = {}
  readonly #admin: Redis
  readonly #racers: readonly Racer[]
  readonly #random: SeededRandom
  #stopped: Racer | undefined

  constructor(admin: Redis, racers: readonly Racer[], random: SeededRandom) {
    this.#admin = admin
    this.#racers = racers
    this.#random = random
  }

  async work(ms: number, kinds: readonly Sabotage[]): Promise<void> {
    const until = performance.now() + ms
    while (performance.now() < until) {
      await pause(20 + this.#random.next() * 150)
      const kind = kinds[Math.floor(this.#random.next() * kinds.length)]
      if (kind === 'pubsub') await this.#kill('pubsub', ':messages')
      else if (kind === 'lane') await this.#kill('normal', ':lane')
      else await this.#stopSomebody()
    }
  }

  /** Lets whoever was stopped go on, and waits until everybody is in full service again. */
  async heal(): Promise<void> {
    this.#resume()
    await pause(30)
    await Promise.all(this.#racers.map((racer) => racer.heal()))
  }

  async #kill(type: 'pubsub' | 'normal', name: string): Promise<void> {
    const lines = String(await this.#admin.client('LIST')).split('\n')
    const ids = lines.filter((line) => line.includes(name)).map((line) => /id=(\d+)/.exec(line)?.[1] ?? '')
    const id = ids[Math.floor(this.#random.next() * ids.length)]
    if (id === undefined) return
    await this.#admin.client('KILL', 'ID', id).catch(() => {})
    this.faults[type] = (this.faults[type] ?? 0) + 1
  }

  async #stopSomebody(): Promise<void> {
    if (this.#stopped) return this.#resume()
    this.#stopped = this.#racers[Math.floor(this.#random.next() * this.#racers.length)]
    this.#stopped?.signal('SIGSTOP')
    this.faults['stopped'] = (this.faults['stopped'] ?? 0) + 1
  }

  #resume(): void {
    this.#stopped?.signal('SIGCONT')
    this.#stopped = undefined
  }
}

/** A process of the race, seen from outside. */
class Racer {
  readonly name: string
  readonly ready: Promise<void>
  errors: readonly string[] = []
  readonly #child: ChildProcess
  readonly #events: RaceEvents[] = []
  readonly #cold = new Map<string, () => void>()
  #onHealed: () => void = () => {}
  readonly #stopped = Promise.withResolvers<void>()

  constructor(name: string, args: readonly string[]) {
    this.name = name
    this.#child = fork(new URL('./race-process.ts', import.meta.url), args, {
      execArgv: ['--conditions=@larder/source'],
    })
    const ready = Promise.withResolvers<void>()
    this.ready = ready.promise
    this.#child.on('message', (reply: RaceReply) => {
      if (reply.kind === 'ready') ready.resolve()
      else if (reply.kind === 'healed') this.#onHealed()
      else if (reply.kind === 'cold') this.#cold.get(reply.key)?.()
      else {
        this.#events.push(reply.events)
        if (reply.kind === 'stopped') {
          this.errors = reply.errors.map((error) => `${name}: ${error}`)
          this.#stopped.resolve()
        }
      }
    })
    this.#child.once('exit', (code) => ready.reject(new Error(`${name} ended with code ${String(code)}.`)))
  }

  send(command: RaceCommand): void {
    this.#child.send(command)
  }

  /** Resolves when everybody in the process has the key. */
  wantCold(key: string): Promise<void> {
    return new Promise((resolve) => {
      this.#cold.set(key, resolve)
      this.send({ kind: 'cold', key })
    })
  }

  heal(): Promise<void> {
    return new Promise((resolve) => {
      this.#onHealed = resolve
      this.send({ kind: 'heal' })
    })
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal)
  }

  async stop(): Promise<RacerEvents> {
    this.send({ kind: 'stop' })
    await this.#stopped.promise
    if (this.#child.exitCode === null) await once(this.#child, 'exit')
    return { name: this.name, events: this.#events }
  }

  kill(): void {
    this.ready.catch(() => {})
    this.#child.kill('SIGKILL')
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
