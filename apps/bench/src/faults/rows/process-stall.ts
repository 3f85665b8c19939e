import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { valueSet } from '../origin.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

/** One shorter than the timeouts of the client's own, one longer than all of them. */
const STALLS_MS = [250, 2_000]
const CALLS_UNDER_WAY = 20

export const processStall: FaultRow = {
  number: 29,
  title: 'the process itself stands still',
  how: 'The event loop is blocked for 0.25 s and then for 2 s, each time with 20 reads under way in each cache: every timer is late, and Redis is well.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const redis = await drill.startRedis()
    await drill.open({ url: redis.url })
    await drill.before()
    await drill.fault(() => {})
    for (const ms of STALLS_MS) {
      await stallWithCalls(drill, ms)
      await wait(500)
      const longest = drill.instruments.stalls.longest(drill.marks.faultAt, performance.now())
      drill.expect(
        `it stood still for ${ms} ms`,
        longest > ms * 0.9,
        `${Math.round(longest)} ms`,
        `≥ ${ms * 0.9} ms`,
      )
    }
    await drill.heal(() => {})
    await drill.after()
  },
}

/**
 * The calls have been sent, or are about to be, and no answer can have been heard. From an immediate, because what comes
 * next in the event loop are the timers, all late, and only then the sockets.
 */
async function stallWithCalls({ caches }: Drill, ms: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  const calls = caches.flatMap((cache) =>
    Array.from({ length: CALLS_UNDER_WAY }, (_, index) => {
      const key = `stalled:${ms}:${index}`
      return cache.read({ key, tag: undefined, isStrict: false, load: async () => valueSet(key, 1, 0) })
    }),
  )
  await ticks(10)
  for (const end = performance.now() + ms; performance.now() < end;);
  await Promise.all(calls)
}

/** Lets what is queued run, without a look at the sockets. */
async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) await new Promise<void>((resolve) => process.nextTick(resolve))
}
