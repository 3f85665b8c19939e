import { ApiError, iteratorGone, typedError } from '../api/api-error.ts'
import type { AnsweredFault } from './faults.ts'

/** Which of the two documented shapes the limiter answers with. */
export type RateLimitBody = 'plural' | 'object'

export interface RefusalOptions {
  readonly rateLimitBody: RateLimitBody
  /** Sent as `Retry-After`; the real API sends none. */
  readonly retryAfterSeconds: number | undefined
}

export function rateLimitReached({ rateLimitBody, retryAfterSeconds }: RefusalOptions): ApiError {
  const [type, message] = ['RATE_LIMIT_REACHED', 'Rate limit exceeded. Please try again later']
  const body =
    rateLimitBody === 'object' ? { error: { type, message } } : { errors: [{ error: type, message }] }
  return new ApiError(429, body, retryAfter(retryAfterSeconds))
}

export function quotaExceeded(): ApiError {
  const message = 'The monthly limit of API calls has been exceeded.'
  return new ApiError(429, { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED', message }] })
}

/** The answer of a fault that has one. A 502 is not JSON. */
export function faultError(kind: AnsweredFault, options: RefusalOptions): ApiError {
  switch (kind) {
    case '429':
      return rateLimitReached(options)
    case '429-quota':
      return quotaExceeded()
    case '500':
      return typedError(500, 'SERVER_ERROR', 'Server error')
    case '502':
      return new ApiError(502, '<html><body><h1>502 Bad Gateway</h1></body></html>')
    case '503': {
      const { body } = typedError(
        503,
        'RETRIABLE_ERROR',
        'Server encountered an error while processing your request, and it is safe to retry the request',
      )
      return new ApiError(503, body, retryAfter(options.retryAfterSeconds))
    }
    case 'iterator-gone':
      return iteratorGone()
  }
}

function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}
