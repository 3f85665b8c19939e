import { CacheError } from '@larder/cache-core'

/** Waits for `work` until the signal aborts, then rejects with ABORTED; the work goes on. Leaves no listener behind. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const leave = () =>
    aborted.reject(
      new CacheError('ABORTED', 'The caller stopped waiting for the answer.', { cause: signal.reason }),
    )
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
