import { setTimeout as sleep } from 'node:timers/promises'

const INTERVAL_MS = 10

/**
 * Resolves with the first result that is neither false nor undefined. A condition that throws is asked again, like one
 * that is false. Rejects with what was awaited, and the last error, when `boundMs` are over.
 */
export async function until<T>(
  what: string,
  boundMs: number,
  condition: () => Promise<T | false | undefined>,
): Promise<T> {
  const deadline = performance.now() + boundMs
  let cause: unknown
  while (performance.now() < deadline) {
    try {
      const result = await withinMs(deadline - performance.now(), condition())
      if (result !== false && result !== undefined) return result
    } catch (error) {
      cause = error
    }
    await sleep(INTERVAL_MS)
  }
  throw new Error(`Not so after ${boundMs} ms: ${what}.`, { cause })
}

/** Rejects when the promise has not settled in time: a hung server answers nothing. */
export async function withinMs<T>(boundMs: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`No answer within ${Math.round(boundMs)} ms.`)), boundMs)
  // Nobody listens any more when it fails later.
  promise.catch(() => {})
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
