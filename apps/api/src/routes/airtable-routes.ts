import {
  AirtableError,
  listQueryFromBody,
  listQueryFromSearch,
  type RecordCache,
} from '@larder/airtable-adapter'
import { CacheError, type Lookup } from '@larder/cache-core'
import { airtableErrorBody, NOT_FOUND } from './airtable-bodies.ts'
import { parseAirtablePath } from './airtable-path.ts'

/** Largest request body taken, in bytes; ten records of long texts stay far below. */
const MAX_BODY_BYTES = 4 * 2 ** 20

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
      ? json(200, await records.metadata(path.segments, url.searchParams, signal))
      : json(404, NOT_FOUND)
  const { base, table, recordId } = path
  if (method === 'GET' && recordId === undefined) {
    return cached(await records.listPage(base, table, listQueryFromSearch(url.searchParams), { signal }))
  }
  if (method === 'GET' && recordId !== undefined)
    return cached(await records.record(base, table, recordId, url.searchParams, { signal }))
  if (method === 'POST' && recordId === 'listRecords') {
    return cached(
      await records.listPage(
        base,
        table,
        listQueryFromBody(objectOf(await readJson(request)), url.searchParams),
        { signal },
      ),
    )
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

/** Cache-Status as RFC 9211 has it; Age as RFC 9111. */
function cached({ value, outcome, tier, ageMs }: Lookup<unknown>): Response {
  const detail =
    outcome === 'load'
      ? 'fwd=miss'
      : outcome === 'stale'
        ? `hit; fwd=stale; detail=${tier}`
        : `hit; detail=${tier}`
  return json(200, value, { 'cache-status': `larder; ${detail}`, age: String(Math.floor(ageMs / 1_000)) })
}

function errorAnswer(error: unknown): Response {
  if (error instanceof AirtableError && error.status > 0) {
    const retryAfterMs =
      error.retryAfterMs ?? (error.status === 429 || error.status === 503 ? 30_000 : undefined)
    return json(error.status, error.body, retryAfter(retryAfterMs))
  }
  if (error instanceof AirtableError || error instanceof CacheError) {
    const retryAfterMs = error.retryAfterMs ?? 5_000
    return json(503, airtableErrorBody('RETRIABLE_ERROR', error.message), retryAfter(retryAfterMs))
  }
  throw error
}

/** In whole seconds, at least one: clients wait that long before they try again. */
function retryAfter(ms: number | undefined): Record<string, string> {
  return ms === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) }
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}
