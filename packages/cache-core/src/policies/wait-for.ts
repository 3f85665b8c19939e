import type { Clock } from '../ports/clock.ts'
import { CacheError } from '../errors.ts'

/** Resolves after `ms`; rejects with ABORTED as soon as the signal aborts. Leaves no timer and no listener behind. */
export function waitFor(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      timer.cancel()
      reject(
        new CacheError('ABORTED', 'The call was aborted while it waited for its next attempt.', {
          cause: signal?.reason,
        }),
      )
    }
    const timer = clock.setTimer(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
}
