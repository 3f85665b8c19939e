import { randomBytes } from 'node:crypto'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { phaseStats } from '../phase-stats.ts'
import { UNNOTICED_STALL_MS } from '../stall-meter.ts'
import { valueSet } from '../origin.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const MIB = 2 ** 20
const EVERY_MS = 150
/** More than `maxValueBytes`, 8 MiB. */
const TOO_LARGE = [9, 64]
const SIZES = [1, 2, 4]
/** Small reads beside big ones, over before. */
const MOST_TIMES = 1.5
/** A big one may be too late for the deadline, and is loaded then. */
const SHARE_THAT_PASSES = 0.9

export const bigValues: FaultRow = {
  number: 17,
  title: 'big values among small ones',
  how: 'Values of 1, 2 and 4 MiB are set in one process and read in the other every 150 ms; one of 9 and one of 64 MiB, above maxValueBytes, are too.',
  // What does not compress costs its process some 10 ms a megabyte, which is no fault of Redis; and there is no moment from
  // which on nothing waits any more: big ones come all the time.
  budgets: { failFastMs: undefined, stalenessMs: PROPAGATION_MS, heapGrowthBytes: 64 * MIB },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const redis = await drill.startRedis()
    await drill.open({ url: redis.url })
    await drill.before()
    // Made before: that costs time of the process as well.
    const big = SIZES.map((size) => noise(size * MIB))
    const tooLarge = TOO_LARGE.map((size) => noise(size * MIB))
    let passed = 0
    let count = 0
    await drill.fault(() => {})
    for (
      const end = performance.now() + drill.profile.faultMs * 2;
      performance.now() < end;
      await wait(EVERY_MS)
    ) {
      if (await travels(drill, count, big[count % big.length] ?? '')) passed++
      count++
    }
    drill.expect(
      'big values that reached the other process',
      passed >= SHARE_THAT_PASSES * count,
      `${passed} of ${count}`,
      `≥ ${SHARE_THAT_PASSES * 100} %`,
    )
    for (const [index, size] of TOO_LARGE.entries()) {
      const isShared = await travels(drill, 1_000 + index, tooLarge[index] ?? '')
      drill.expect(
        `a value of ${size} MiB is not shared`,
        !isShared,
        isShared ? 'shared' : 'not shared',
        'not shared',
      )
    }
    await drill.heal(() => {})
    await drill.after()
    compareSmall(drill)
  },
}

/** Whether what one sets the other reads from Redis. */
async function travels({ caches: [from, to] }: Drill, index: number, filler: string): Promise<boolean> {
  const key = `big:${index}`
  const value = { ...valueSet(key, 1, 0), filler }
  await from?.set?.(key, undefined, value)
  const found = await to?.read({ key, tag: undefined, isStrict: false, load: async () => value })
  const isWhole = (found?.value as typeof value | undefined)?.filler.length === filler.length
  return isWhole && found?.outcome === 'l2'
}

/** Text that compresses as badly as JSON can. */
function noise(bytes: number): string {
  return randomBytes(Math.ceil(bytes / 4) * 3)
    .toString('base64')
    .slice(0, bytes)
}

/** Small reads take no longer than before; what their own process computes meanwhile is not Redis. */
function compareSmall({ instruments, marks, expect }: Drill): void {
  const calls = instruments.record
    .all()
    .filter(({ kind }) => kind === 'read')
    .map((call) => ({
      ...call,
      latencyMs: call.latencyMs - instruments.stalls.within(call.beganAt, call.beganAt + call.latencyMs),
    }))
  const p99 = (some: typeof calls, from: number, to: number) => phaseStats(some, from, to)?.p99Ms ?? 0
  const beside = (some: typeof calls) => p99(some, marks.faultAt, marks.healedAt)
  const before = (some: typeof calls) => p99(some, marks.beforeAt, marks.faultAt)
  const fromRedis = calls.filter(({ outcome }) => outcome === 'l2')
  // Stretches of computing that are too short to be told from a wait are in it.
  const limit = MOST_TIMES * before(calls) + UNNOTICED_STALL_MS
  expect(
    'p99 of small reads',
    beside(calls) <= limit,
    `${beside(calls).toFixed(1)} ms, before ${before(calls).toFixed(1)} ms; of those from Redis ${beside(fromRedis).toFixed(1)} ms, before ${before(fromRedis).toFixed(1)} ms`,
    `≤ ${limit.toFixed(1)} ms`,
  )
}
