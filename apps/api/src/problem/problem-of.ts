import { AirtableError } from '@larder/airtable-adapter'
import { CacheError } from '@larder/cache-core'
import { HTTPException } from 'hono/http-exception'
import { retryAfter } from '../routes/airtable-answers.ts'
import { ProblemError } from './problem-error.ts'

/** What a failure is to whoever asked, as far as it was foreseen; `undefined`: a fault of ours. */
export function problemOf(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error
  if (error instanceof HTTPException) return problemOfHono(error)
  if (error instanceof AirtableError && error.status === 429)
    return new ProblemError('rate-limited', 'Airtable takes no more requests now.', {
      headers: retryAfter(error.retryAfterMs ?? 30_000),
    })
  if (error instanceof AirtableError || (error instanceof CacheError && error.retryable))
    return new ProblemError('temporarily-unavailable', error.message, {
      headers: retryAfter(error.retryAfterMs ?? 5_000),
    })
  return undefined
}

/** What the checks of Hono refuse before a route is reached. */
function problemOfHono({ status }: HTTPException): ProblemError | undefined {
  if (status === 415)
    return new ProblemError('unsupported-media-type', 'The body has no content-type: send application/json.')
  return status === 400 ? new ProblemError('malformed-body', 'The body must be JSON, and is not.') : undefined
}
