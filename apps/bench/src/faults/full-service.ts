import type { DrillCache } from './drill-cache.ts'
import { timed, wait } from '../scoreboard/bounded-wait.ts'
import { type DrillValue, valueSet } from './origin.ts'

const POLL_MS = 10
const KEYS_EACH_WAY = 6
/** One attempt may not hold up the next for longer. */
const ATTEMPT_MS = 1_000

let probes = 0

/**
 * Time until every cache says that it is healthy, its breakers are closed, and what one writes the others read from
 * Redis, in ms; `undefined` when that is not so within the limit.
 */
export async function timeToFullService(
  caches: readonly DrillCache[],
  limitMs: number,
): Promise<number | undefined> {
  const startedAt = performance.now()
  while (performance.now() < startedAt + limitMs) {
    if (caches.every(isUntroubled) && (await allPairs(caches))) return performance.now() - startedAt
    await wait(POLL_MS)
  }
  return undefined
}

function isUntroubled(cache: DrillCache): boolean {
  const { isHealthy, read, write } = cache.state()
  return isHealthy && read === 'closed' && write === 'closed'
}

/** Several keys each way: in a cluster they lie on several nodes. */
async function allPairs(caches: readonly DrillCache[]): Promise<boolean> {
  const pairs = caches.flatMap((from) =>
    caches
      .filter((to) => to !== from)
      .flatMap((to) => Array.from({ length: KEYS_EACH_WAY }, () => [from, to] as const)),
  )
  const passed = await Promise.all(pairs.map(([from, to]) => passes(from, to)))
  return passed.every(Boolean)
}

/** Whether a value that one writes reaches the other by way of Redis. The key is new, so that no memory has it. */
async function passes(from: DrillCache, to: DrillCache): Promise<boolean> {
  const key = `probe:${probes++}`
  const value = valueSet(key, 1, 0)
  const attempt = async (): Promise<boolean> => {
    if (from.set) await from.set(key, undefined, value)
    else await from.read({ key, tag: undefined, isStrict: false, load: async () => value })
    let isLoaded = false
    const load = async (): Promise<DrillValue> => {
      isLoaded = true
      return valueSet(key, 2, 0)
    }
    const { outcome } = await to.read({ key, tag: undefined, isStrict: false, load })
    return !isLoaded && (outcome === 'l2' || outcome === 'cached')
  }
  const { outcome, value: answer } = await timed(attempt(), ATTEMPT_MS)
  return outcome === 'answered' && answer === true
}
