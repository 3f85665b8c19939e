import { CacheError, type Clock, deadline } from '@larder/cache-core'

export interface ReadLimits {
  /** How long the next piece may take, in ms; asked before each. */
  readonly nextMs: () => number
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called once, however the reading ends: close what the pieces come from. */
  readonly close: (reason: CacheError) => void
}

/**
 * Reads a stream, waiting no longer for each piece than is allowed: rejects with DEADLINE_EXCEEDED, or with ABORTED when
 * the signal aborts, whether the stream notices or not. A stream of the SDK that stalls is waited for for ever, and one
 * that is aborted ends as if it were complete.
 */
export async function* readWithin<T>(pieces: AsyncIterable<T>, limits: ReadLimits): AsyncGenerator<T, void> {
  const { nextMs, clock, signal, close } = limits
  const iterator = pieces[Symbol.asyncIterator]()
  try {
    for (;;) {
      const watch = deadline({ ms: nextMs(), clock, label: 'wait for the next piece of an answer' })
      const next = await watch.execute(() => iterator.next(), { signal })
      if (next.done) return
      yield next.value
    }
  } finally {
    close(new CacheError('ABORTED', 'Nobody reads the answer any more.'))
  }
}
