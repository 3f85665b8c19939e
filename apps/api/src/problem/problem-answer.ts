import { type Problem, PROBLEM_MEDIA_TYPE, PROBLEM_TYPES, problemUri } from '@larder/api-contract'
import { requestIdHeader } from '../telemetry/request-context.ts'
import type { ProblemError } from './problem-error.ts'

/** An error of our own routes as problem details (RFC 9457). `path`: what was asked for, without its query. */
export function problemAnswer(path: string, error: ProblemError): Response {
  const { problem: name, message: detail, errors, headers } = error
  const { status, title } = PROBLEM_TYPES[name]
  const body: Problem = {
    type: problemUri(name),
    title,
    status,
    detail,
    instance: path,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': PROBLEM_MEDIA_TYPE,
      'cache-control': 'no-store',
      ...headers,
      ...requestIdHeader(),
    },
  })
}
