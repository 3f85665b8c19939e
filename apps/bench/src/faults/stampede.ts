import type { Drill } from './drill.ts'
import { until } from '../scoreboard/bounded-wait.ts'

const KEYS = 60
const CALLERS_OF_EACH = 3
const LIMIT_MS = 3_000

/** Callers of both processes want cold keys all at once while Redis is away: each process loads each key once, within its limit. */
export async function stampede({ caches, instruments, expect }: Drill): Promise<void> {
  const { origin } = instruments
  const loadsBefore = origin.loads
  const calls = caches.flatMap((cache) =>
    Array.from({ length: KEYS * CALLERS_OF_EACH }, (_, index) => {
      const key = `cold:${index % KEYS}`
      return cache.read({ key, tag: undefined, isStrict: false, load: () => origin.load(key) })
    }),
  )
  let answered = 0
  for (const call of calls)
    call.then(
      () => answered++,
      () => {},
    )
  await until(async () => answered === calls.length, LIMIT_MS)
  expect('cold keys wanted at once, answered', answered === calls.length, answered, String(calls.length))
  // The load goes on beside, and loads too.
  const loads = origin.loads - loadsBefore
  const most = KEYS * caches.length * 1.5
  expect('their loads', loads <= most, loads, `≤ ${most}, of ${calls.length} calls`)
}
