import {
  ApiError,
  quotaExceeded,
  type RateLimitBody,
  rateLimitReached,
  retriable,
  serverError,
} from './api-error.ts'

/** What the next requests meet instead of an answer. `hang` never answers, `reset` breaks the connection. */
export type FaultKind = '429' | '429-quota' | '500' | '502' | '503' | 'hang' | 'reset'

/** Switches that a test moves while the simulator runs. */
export class Faults {
  /** Added to every answer, in ms. */
  latencyMs = 0
  #pending: FaultKind[] = []
  #lasting: FaultKind | undefined

  /** The next `count` requests fail in this way. */
  failNext(count: number, kind: FaultKind): void {
    this.#pending.push(...Array.from({ length: count }, () => kind))
  }

  /** Every request fails in this way until it is set back to `undefined`. */
  failAll(kind: FaultKind | undefined): void {
    this.#lasting = kind
  }

  /** The fault that this request meets. */
  take(): FaultKind | undefined {
    return this.#pending.shift() ?? this.#lasting
  }
}

/** The answer of a fault that has one. A 502 is not JSON. */
export function faultError(kind: Exclude<FaultKind, 'hang' | 'reset'>, shape: RateLimitBody): ApiError {
  switch (kind) {
    case '429':
      return rateLimitReached(shape)
    case '429-quota':
      return quotaExceeded()
    case '500':
      return serverError()
    case '502':
      return new ApiError(502, '<html><body><h1>502 Bad Gateway</h1></body></html>')
    case '503':
      return retriable()
  }
}
