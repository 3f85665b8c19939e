import type { Clock } from '../ports/clock.ts'
import type { Policy } from './policy.ts'
import { CacheError } from '../errors.ts'

export interface DeadlineOptions {
  /** How long the operation may take, in ms. */
  readonly ms: number
  readonly clock: Clock
  /** What is being bounded, for the message. Default `operation`. */
  readonly label?: string | undefined
}

/**
 * Bounds an operation in time. Outermost it is the deadline of the whole call, innermost the timeout of one attempt.
 * Narrows the context's `deadlineAt`, hands down a signal that aborts at that instant, and rejects with
 * DEADLINE_EXCEEDED then (ABORTED when the caller's signal aborts), whether the operation listens or not;
 * what it brings later is dropped.
 */
export function deadline({ ms, clock, label = 'operation' }: DeadlineOptions): Policy {
  return {
    execute(operation, context) {
      const now = clock.monotonic()
      const deadlineAt = Math.min(context.deadlineAt ?? Number.POSITIVE_INFINITY, now + ms)
      return new Promise((resolve, reject) => {
        const controller = new AbortController()
        const { signal } = context
        const end = () => {
          timer.cancel()
          signal?.removeEventListener('abort', onAbort)
        }
        const cut = (error: CacheError) => {
          end()
          controller.abort(error)
          reject(error)
        }
        const onAbort = () =>
          cut(new CacheError('ABORTED', `The ${label} was aborted by its caller.`, { cause: signal?.reason }))
        const timer = clock.setTimer(() => cut(exceeded(label, deadlineAt - now)), deadlineAt - now)
        if (signal?.aborted) return onAbort()
        signal?.addEventListener('abort', onAbort, { once: true })
        const run = async () => operation({ signal: controller.signal, deadlineAt })
        run().finally(end).then(resolve, reject)
      })
    },
  }
}

function exceeded(label: string, ms: number): CacheError {
  return new CacheError('DEADLINE_EXCEEDED', `The ${label} took longer than its ${Math.round(ms)} ms.`, {
    retryable: true,
  })
}
