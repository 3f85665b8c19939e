import { type Clock, systemClock } from '@larder/cache-core'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { until } from '../../scoreboard/bounded-wait.ts'
import { valueSet } from '../origin.ts'

const HOUR_MS = 3_600_000

export const clockJump: FaultRow = {
  number: 21,
  title: 'clock skew and jumps',
  how: 'The wall clock of one process jumps an hour ahead, then an hour back, under load.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const redis = await drill.startRedis()
    let offsetMs = 0
    const skewed: Clock = { ...systemClock, now: () => systemClock.now() + offsetMs }
    const own = (index: number) => (index === 1 ? { clock: skewed } : {})
    await drill.open({ url: redis.url, cache: own, backend: own })
    await drill.before()
    await drill.fault(() => {
      offsetMs = HOUR_MS
    })
    await drill.hold(drill.profile.faultMs / 2)
    offsetMs = -HOUR_MS
    drill.strike()
    await drill.hold(drill.profile.faultMs / 2)
    await expiresInTime(drill)
    await drill.heal(() => {
      offsetMs = 0
    })
    await drill.after()
  },
}

/** An entry that seems to come from the future counts as new where it is read, and no more than that. */
async function expiresInTime({ caches: [first, second], expect }: Drill): Promise<void> {
  const [key, ttlMs] = ['from-the-future', 400]
  const startedAt = performance.now()
  await first?.set?.(key, undefined, valueSet(key, 1, 0), ttlMs)
  const isGone = await until(async () => {
    const load = async () => valueSet(key, 2, 0)
    const found = await second?.read({ key, tag: undefined, isStrict: false, load, ttlMs })
    return (found?.value as { readonly version: number } | undefined)?.version === 2
  }, 5_000)
  const ms = performance.now() - startedAt
  const limit = 2 * ttlMs + 200
  expect(
    'an entry from the future expires',
    isGone && ms <= limit,
    `${Math.round(ms)} ms`,
    `≤ ${limit} ms, two ttls`,
  )
}
