import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { type Spoiler, spoilers, wrongType } from '../spoilers.ts'
import { valueSet } from '../origin.ts'

/** Keys that are spoilt in each way, one after the other. */
const KEYS = { short: 5, long: 40 }

export const listUnderKey: FaultRow = {
  number: 18,
  title: 'another type under our key',
  how: 'Keys of ours are made lists (LPUSH) behind our back.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  run: (drill) => spoilAll(drill, [wrongType]),
}

export const spoiltPayload: FaultRow = {
  number: 19,
  title: 'spoilt payload',
  how: 'Entries are overwritten in part with random bytes, cut short, emptied, made JSON of somebody else, or given another version.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  run: (drill) => spoilAll(drill, spoilers),
}

export const bomb: FaultRow = {
  number: 20,
  title: 'decompression bomb',
  how: 'Entries with a right checksum whose payload is 50 MiB of zeros, by zstd and by deflate, with a header that tells the truth or a lie.',
  budgets: { stalenessMs: PROPAGATION_MS, heapGrowthBytes: 16 * 2 ** 20 },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const { bombs, INFLATED_BYTES } = await import('../bombs.ts')
    const before = mostMemoryBytes()
    await spoilAll(drill, bombs)
    // What is thrown away stays for a while; a bomb that goes off takes its size each time.
    const [grown, limit] = [mostMemoryBytes() - before, 3 * INFLATED_BYTES]
    drill.expect('memory at its most, above before', grown < limit, inMiB(grown), `< ${inMiB(limit)}`)
  },
}

async function spoilAll(drill: Drill, ways: readonly Spoiler[]): Promise<void> {
  const redis = await drill.startRedis()
  const admin = await drill.openAdmin(redis.url)
  await drill.open({ url: redis.url })
  await drill.before()
  await drill.fault(() => {})
  for (const { name, spoil } of ways) {
    const wrong: string[] = []
    const unreadableBefore = unreadable(drill)
    for (let index = 0; index < KEYS[drill.profile.name]; index++) {
      const key = `spoilt:${name.replaceAll(/\W/g, '-')}:${index}`
      const problem = await spoilOne(drill, key, () => spoil(admin, `larder:${key}`))
      if (problem !== undefined) wrong.push(problem)
    }
    const told = unreadable(drill) - unreadableBefore
    drill.expect(`${name}: a miss, then written anew`, wrong.length === 0, wrong[0] ?? 'all', 'all')
    // A list reads as absent: there is nothing to tell.
    if (name !== wrongType.name)
      drill.expect(
        `${name}: told of`,
        told >= KEYS[drill.profile.name],
        told,
        `≥ ${KEYS[drill.profile.name]}`,
      )
  }
  await drill.heal(() => {})
  await drill.after()
}

/** What went wrong; `undefined` when the spoilt entry is a miss, and is replaced by what was loaded. */
async function spoilOne(
  drill: Drill,
  key: string,
  spoil: () => Promise<unknown>,
): Promise<string | undefined> {
  const [first, second] = drill.caches
  if (!first?.set || !second) return 'there are not two caches'
  await first.set(key, undefined, valueSet(key, 1, 0))
  await spoil()
  let loads = 0
  const load = async () => {
    loads++
    return valueSet(key, 1, 0)
  }
  const { value, outcome } = await second.read({ key, tag: undefined, isStrict: false, load })
  if (outcome !== 'load' || loads !== 1)
    return `it was served as ${outcome}: ${JSON.stringify(value).slice(0, 80)}`
  await first.set(key, undefined, valueSet(key, 2, 0))
  const anew = await second.read({ key, tag: undefined, isStrict: true, load })
  const { version } = anew.value as { readonly version: number }
  return version === 2 && anew.outcome === 'l2'
    ? undefined
    : `it was not overwritten: ${anew.outcome} ${version}`
}

function unreadable({ instruments }: Drill): number {
  return instruments.events.filter(({ event }) => event.type === 'unreadable-entry').length
}

/** The most that the process ever had. */
function mostMemoryBytes(): number {
  return process.resourceUsage().maxRSS * 1_024
}

function inMiB(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}
