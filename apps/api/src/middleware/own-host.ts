import { problemAnswer } from '../problem/problem-answer.ts'
import { ProblemError } from '../problem/problem-error.ts'
import { airtableErrorBody } from '../routes/airtable-bodies.ts'
import { jsonAnswer } from '../routes/airtable-answers.ts'
import { isAirtablePath } from '../routes/airtable-path.ts'

const LOOPBACK = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:[/?#]|$)/i

/**
 * Whether a request names this machine by one of its own names. Where no key is asked for, the browser's rule that pages
 * reach their own site alone is all that keeps pages out, and whoever owns a name can point it here (DNS rebinding).
 */
export function isOwnHost({ url }: Request): boolean {
  return LOOPBACK.test(url)
}

export function foreignHostAnswer({ url }: Request): Response {
  const message =
    'Without keys Larder answers to localhost, 127.0.0.1 and [::1] only: ask by one of these names, or set LARDER_API_KEY.'
  const { pathname } = new URL(url)
  return isAirtablePath(pathname)
    ? jsonAnswer(403, airtableErrorBody('INVALID_PERMISSIONS', message))
    : problemAnswer(pathname, new ProblemError('foreign-host', message))
}
