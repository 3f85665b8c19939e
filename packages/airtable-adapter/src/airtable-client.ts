import { createHash } from 'node:crypto'
import type { RequestPriority } from '@larder/cache-core'
import Airtable from 'airtable'
import { withoutRedirects } from './no-redirects.ts'
import { AirtableError, airtableErrorFromAnswer, airtableErrorFromFailure } from './airtable-error.ts'

export interface AirtableClientOptions {
  /** A personal access token. */
  readonly apiKey: string
  /** Default https://api.airtable.com. */
  readonly endpointUrl?: string | undefined
  /** How long to wait for the head of an answer, in ms. Default 30,000. */
  readonly requestTimeoutMs?: number | undefined
  /** Headers to be sent along with a request, for example `traceparent`. Asked for each. Default: none. */
  readonly headers?: (() => Readonly<Record<string, string>>) | undefined
}

export interface AirtableRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** A base id, `meta` for the metadata API, or `bases` for webhooks. */
  readonly base: string
  /** What follows it, decoded: table, record id and so on. */
  readonly segments: readonly string[]
  readonly query?: URLSearchParams | undefined
  readonly body?: unknown
  /** What it is for. Default: a write or a read that somebody waits for; of a load that nobody waits for, background. */
  readonly priority?: RequestPriority | undefined
  /** Told of each attempt: `sent` when it leaves, `refused` when Airtable certainly did not apply it. */
  readonly onAttempt?: ((what: 'sent' | 'refused') => void) | undefined
}

/** Sends one request, once. */
export interface AirtableClient {
  /** Names the token, without telling it: requests of one token count together. */
  readonly account?: string | undefined
  /** Resolves to the JSON of a 2xx answer; rejects with AirtableError for all else. */
  send(request: AirtableRequest): Promise<unknown>
}

/** A client on the official package, with its endless retry of 429 switched off: policies of our own stand around it. */
export function createAirtableClient({
  apiKey,
  endpointUrl,
  requestTimeoutMs = 30_000,
  headers = () => ({}),
}: AirtableClientOptions): AirtableClient {
  const airtable = new Airtable({
    apiKey,
    noRetryIfRateLimited: true,
    requestTimeout: requestTimeoutMs,
    ...(endpointUrl === undefined ? {} : { endpointUrl: endpointUrl.replace(/\/+$/, '') }),
  })
  const account = createHash('sha256').update(apiKey).digest('hex').slice(0, 12)
  return { account, send: (request) => send(airtable, request, headers()) }
}

async function send(
  airtable: Airtable,
  { method, base, segments, query, body }: AirtableRequest,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  try {
    const official = baseWithExactErrors(airtable, base)
    const answer: unknown = await withoutRedirects(() =>
      official.makeRequest({
        method,
        path: `/${segments.map(encodeURIComponent).join('/')}`,
        qs: queryObject(query),
        headers,
        ...(body === undefined ? {} : { body }),
      }),
    )
    return (answer as { readonly body: unknown }).body
  } catch (error) {
    if (isEmptySuccess(error, { method, base })) return {}
    throw toAirtableError(error)
  }
}

/** The part of the official client's base that is used here. */
interface OfficialBase {
  readonly makeRequest: (options: object) => Promise<unknown>
  /** Where the client turns an answer into its own error, and loses the body of most. */
  readonly _base: { _checkStatusForError(status: number, body: unknown): unknown }
}

/**
 * The official client flattens errors: 401, 403, 429, 500 and 503 get fixed texts, so a used-up quota looks like a
 * burst. A proxy has to hand on what Airtable said, so that one method is replaced on the instance we use.
 */
function baseWithExactErrors(airtable: Airtable, base: string): OfficialBase {
  const official: unknown = airtable.base(encodeURIComponent(base))
  const instance = official as OfficialBase
  instance._base._checkStatusForError = (status, body) =>
    status >= 200 && status < 300 ? null : airtableErrorFromAnswer(...told(status, body))
  return instance
}

/** What is not ours yet: an answer that was not JSON, or no answer. */
function toAirtableError(error: unknown): AirtableError {
  if (error instanceof AirtableError) return error
  const { statusCode, message } = error as { readonly statusCode?: unknown; readonly message?: unknown }
  if (typeof statusCode === 'number') return airtableErrorFromAnswer(...told(statusCode, undefined))
  return airtableErrorFromFailure(
    /\b(E[A-Z]{4,}|aborted)\b/.exec(String(message))?.[1] ?? 'connection failed',
  )
}

/** What is no answer of an API, such as a redirect or a page, is a failure of whatever stands in its place. */
function told(status: number, body: unknown): readonly [status: number, body: unknown] {
  return status >= 400 ? [status, body] : [502, undefined]
}

/** What changes webhooks may be answered with nothing, which the official client takes for broken JSON. */
function isEmptySuccess(error: unknown, { method, base }: Pick<AirtableRequest, 'method' | 'base'>): boolean {
  const { statusCode } = error as { readonly statusCode?: unknown }
  const isSuccess = typeof statusCode === 'number' && statusCode >= 200 && statusCode < 300
  return base === 'bases' && method !== 'GET' && isSuccess
}

/** The client writes `{a: [x, y]}` as `a[]=x&a[]=y`, which Airtable takes for `a=x&a=y` too; other names pass as they are. */
function queryObject(query: URLSearchParams = new URLSearchParams()): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = {}
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    if (name.endsWith('[]')) object[name.slice(0, -2)] = values
    else object[name] = values.length > 1 ? values : (values[0] ?? '')
  }
  return object
}
