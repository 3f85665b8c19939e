import {
  AirtableError,
  type CachedAnswer,
  listQueryFromBody,
  listQueryFromSearch,
  type RecordCache,
} from '@larder/airtable-adapter'
import { CacheError } from '@larder/cache-core'
import { airtableErrorBody, NOT_FOUND } from './airtable-bodies.ts'
import { headersOfCached, headersOfForwarded } from './cache-status.ts'
import { isKnownToClient, prepareAnswer } from './prepared-answer.ts'
import { parseAirtablePath } from './airtable-path.ts'

/** Largest request body taken, in bytes; ten records of long texts stay far below. */
const MAX_BODY_BYTES = 4 * 2 ** 20

const JSON_TYPE = 'application/json; charset=utf-8'

type Write = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * The Airtable-compatible endpoint: lists and records through the cache, writes through to Airtable. Takes the whole
 * request because Airtable's paths are matched undecoded and clients spell them in several ways.
 */
export async function answerAirtableRequest(request: Request, records: RecordCache): Promise<Response> {
  try {
    return await answer(request, records)
  } catch (error) {
    return errorAnswer(error)
  }
}

async function answer(request: Request, records: RecordCache): Promise<Response> {
  const url = new URL(request.url)
  const path = parseAirtablePath(url.pathname)
  const { method, signal } = request
  if (!path) return json(404, NOT_FOUND)
  if (path.kind === 'meta')
    return method === 'GET'
      ? json(200, await records.metadata(path.segments, url.searchParams, signal), PASSED_ON)
      : json(404, NOT_FOUND)
  const { base, table, recordId } = path
  if (method === 'GET' && recordId === undefined) {
    const query = listQueryFromSearch(url.searchParams)
    return cached(request, await records.listPage(base, table, query, { signal }))
  }
  if (method === 'GET' && recordId !== undefined)
    return cached(request, await records.record(base, table, recordId, url.searchParams, { signal }))
  if (method === 'POST' && recordId === 'listRecords') {
    const query = listQueryFromBody(objectOf(await readJson(request)), url.searchParams)
    return cached(request, await records.listPage(base, table, query, { signal }))
  }
  if (!isWrite(method) || (method === 'POST' && recordId !== undefined)) return json(404, NOT_FOUND)
  const body = method === 'DELETE' ? undefined : await readJson(request)
  // Not the request's own signal: a write that was sent is seen through, and what it touched invalidated.
  return json(
    200,
    await records.write(
      { method, base, table, recordId, query: url.searchParams, body },
      new AbortController().signal,
    ),
    headersOfForwarded({ reason: 'method', status: 200 }),
  )
}

function isWrite(method: string): method is Write {
  return method === 'POST' || method === 'PATCH' || method === 'PUT' || method === 'DELETE'
}

async function readJson(request: Request): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const text = declared > MAX_BODY_BYTES ? undefined : await readText(request)
  if (text === undefined)
    throw refusal(413, 'REQUEST_TOO_LARGE', `Request body is larger than ${MAX_BODY_BYTES} bytes`)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(400, 'INVALID_REQUEST_BODY', 'Could not parse request body')
  }
}

/** `undefined` when there is more than may be taken, however much was declared. */
async function readText(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
}

function refusal(status: number, type: string, message: string): AirtableError {
  return new AirtableError({ status, body: { error: { type, message } }, kind: 'request', message })
}

const PASSED_ON = headersOfForwarded({ reason: 'bypass', status: 200 })

/** An answer that the cache may give again: with its validator, so that a client that has it need not be sent it. */
function cached({ method, headers }: Request, answer: CachedAnswer<unknown>): Response {
  const { bytes, etag } = prepareAnswer(answer.value)
  const head = { ...headersOfCached(answer), etag, vary: 'authorization' }
  if (method === 'GET' && isKnownToClient(headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: head })
  return new Response(bytes, { headers: { 'content-type': JSON_TYPE, ...head } })
}

function errorAnswer(error: unknown): Response {
  if (error instanceof AirtableError && error.status > 0) {
    const retryAfterMs =
      error.retryAfterMs ?? (error.status === 429 || error.status === 503 ? 30_000 : undefined)
    return json(error.status, error.body, { ...retryAfter(retryAfterMs), ...refusedBy(error.status) })
  }
  if (error instanceof AirtableError || error instanceof CacheError) {
    const retryAfterMs = error.retryAfterMs ?? 5_000
    return json(503, airtableErrorBody('RETRIABLE_ERROR', error.message), retryAfter(retryAfterMs))
  }
  throw error
}

function refusedBy(status: number): Record<string, string> {
  return headersOfForwarded({ reason: 'miss', status })
}

/** In whole seconds, at least one: clients wait that long before they try again. */
function retryAfter(ms: number | undefined): Record<string, string> {
  return ms === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) }
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': JSON_TYPE, ...headers },
  })
}
