import { AirtableError, type CachedAnswer } from '@larder/airtable-adapter'
import { CacheError } from '@larder/cache-core'
import { airtableErrorBody } from './airtable-bodies.ts'
import { currentRequest, requestIdHeader } from '../telemetry/request-context.ts'
import { headersOfCached, headersOfForwarded } from './cache-status.ts'
import { isKnownToClient, prepareAnswer } from './prepared-answer.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** A refusal of our own in Airtable's words. */
export function refusal(status: number, type: string, message: string, retryAfterMs?: number): AirtableError {
  const body = airtableErrorBody(type, message)
  return new AirtableError({ status, body, kind: 'request', message, retryAfterMs })
}

/** An answer that the cache may give again: with its validator, so that a client that has it need not be sent it. */
export function cachedAnswer({ method, headers }: Request, answer: CachedAnswer<unknown>): Response {
  const { bytes, etag } = prepareAnswer(answer.value)
  // Added to, and not spread into another: that would cost as much as all else that is done for an answer from memory.
  const head = headersOfCached(answer)
  head['etag'] = etag
  head['vary'] = 'authorization'
  const { id } = currentRequest() ?? NOBODY
  if (id !== undefined) head['x-request-id'] = id
  if (method === 'GET' && isKnownToClient(headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: head })
  head['content-type'] = JSON_TYPE
  return new Response(bytes, { headers: head })
}

const NOBODY = { id: undefined }

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const head = { 'content-type': JSON_TYPE, ...headers, ...requestIdHeader() }
  return new Response(JSON.stringify(body), { status, headers: head })
}

/** What Airtable said, or that it could not be asked and when to try again. Throws what is neither. */
export function errorAnswer(error: unknown): Response {
  if (error instanceof AirtableError && error.status > 0) {
    const retryAfterMs =
      error.retryAfterMs ?? (error.status === 429 || error.status === 503 ? 30_000 : undefined)
    const forwarded = headersOfForwarded({ reason: 'miss', status: error.status })
    return jsonAnswer(error.status, error.body, { ...retryAfter(retryAfterMs), ...forwarded })
  }
  // Nobody reads it, and it is no trouble of ours.
  if (error instanceof CacheError && error.code === 'ABORTED')
    return jsonAnswer(408, airtableErrorBody('CALLER_GONE', 'The caller has gone'))
  if (error instanceof AirtableError || error instanceof CacheError) {
    const retryAfterMs = error.retryAfterMs ?? 5_000
    return jsonAnswer(503, airtableErrorBody('RETRIABLE_ERROR', error.message), retryAfter(retryAfterMs))
  }
  throw error
}

/** In whole seconds, at least one: clients wait that long before they try again. */
export function retryAfter(ms: number | undefined): Record<string, string> {
  return ms === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) }
}
