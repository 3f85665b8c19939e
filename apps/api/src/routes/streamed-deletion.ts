import { CacheError, type Invalidation, type Reclaimed } from '@larder/cache-core'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Signal } from '../dashboard/signal.ts'
import type { Chosen } from './selection-of.ts'

/** Whether somebody called it off. */
export function isAborted(error: unknown): boolean {
  return error instanceof CacheError && error.code === 'ABORTED'
}

/**
 * Server-sent events: `held` as soon as nothing of it is served any more, `progress` as often as it is read, `done`. Whoever
 * closes the connection calls the rest off.
 */
export function streamedDeletion(
  c: Context,
  { by, what }: Chosen,
  { acknowledged, reclaim }: Invalidation,
): Response {
  const told = { [by]: what, pending: !acknowledged }
  c.header('x-accel-buffering', 'no')
  return streamSSE(c, async (stream) => {
    const tell = (event: string, data: object) => stream.writeSSE({ event, data: JSON.stringify(data) })
    const stopping = new AbortController()
    stream.onAbort(() => stopping.abort())
    await tell('held', told)
    const progress = new Progress()
    const freed = reclaim({
      signal: AbortSignal.any([stopping.signal, c.req.raw.signal]),
      onProgress: (now) => progress.note(now),
    }).finally(() => progress.end())
    // Its end is looked at below, after what was told until then.
    const ended = freed.catch((error: unknown) => (isAborted(error) ? undefined : Promise.reject(error)))
    ended.catch(() => {})
    for await (const { l1: memory, l2: redis } of progress.news()) await tell('progress', { memory, redis })
    const deleted = await ended
    if (deleted !== undefined) await tell('done', { deleted, ...told })
  })
}

/** How far it is, for a reader who may be slower: told of the newest alone. */
class Progress {
  readonly #raised = new Signal()
  #latest: Reclaimed | undefined
  #isOver = false

  note(now: Reclaimed): void {
    this.#latest = now
    this.#raised.raise()
  }

  end(): void {
    this.#isOver = true
    this.#raised.raise()
  }

  async *news(): AsyncGenerator<Reclaimed> {
    while (!this.#isOver || this.#latest) {
      const now = this.#latest
      this.#latest = undefined
      if (now) yield now
      else await this.#raised.raised()
    }
  }
}
