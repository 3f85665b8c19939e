/** What an answer or failure means for whoever decides whether to try again. */
export type AirtableErrorKind =
  /** More than 5 requests in a second: the base is closed for 30 s. */
  | 'rate-limit'
  /** The plan's monthly calls are used up: trying again is useless for days. */
  | 'quota'
  /** 5xx: Airtable's side. */
  | 'server'
  /** 4xx: the request's side. */
  | 'request'
  /** No answer: refused, reset, or not in time. The request may have been applied. */
  | 'network'

/** How long Airtable refuses everything after a burst, in ms. It sends no Retry-After. */
export const RATE_LIMIT_LOCKOUT_MS = 30_000

export interface AirtableErrorOptions {
  readonly status: number
  readonly body: unknown
  readonly kind: AirtableErrorKind
  readonly message: string
  readonly retryAfterMs?: number | undefined
}

/** An answer of Airtable that is an error, or the lack of one. Never holds a token. */
export class AirtableError extends Error {
  override readonly name = 'AirtableError'
  /** 0 when there was no answer. */
  readonly status: number
  /** The JSON body to hand on, exactly as Airtable sent it where it sent one. */
  readonly body: unknown
  readonly kind: AirtableErrorKind
  /** Airtable's own name of the error, for example `INVALID_OFFSET_VALUE`. */
  readonly type: string
  readonly retryAfterMs: number | undefined

  constructor({ status, body, kind, message, retryAfterMs }: AirtableErrorOptions) {
    super(message)
    this.status = status
    this.body = body
    this.kind = kind
    this.type = detailsOf(body).type
    this.retryAfterMs = retryAfterMs
  }

  /** Whether Airtable certainly did nothing, so that even a create may be sent again. */
  get wasNotApplied(): boolean {
    const refused = this.kind === 'request' || this.kind === 'quota' || this.kind === 'rate-limit'
    return refused || this.status === 502 || this.status === 503
  }

  /** Whether the same request may succeed soon. */
  get mayPass(): boolean {
    return this.kind === 'rate-limit' || this.kind === 'server' || this.kind === 'network'
  }
}

/** An error answer. `body` is `undefined` when it was not JSON, as a proxy's 502 page is not. */
export function airtableErrorFromAnswer(status: number, body: unknown): AirtableError {
  const { type, message } = detailsOf(body)
  const kind = kindOf(status, type)
  return new AirtableError({
    status,
    body: body ?? {
      error: { type: 'UNEXPECTED_ANSWER', message: `Airtable answered ${status} without JSON.` },
    },
    kind,
    message: `Airtable answered ${status}${type ? ` ${type}` : ''}${message ? `: ${message}` : ''}`,
    retryAfterMs: kind === 'rate-limit' ? RATE_LIMIT_LOCKOUT_MS : undefined,
  })
}

/** No answer. The reason is a system code or a text of the client's, not of a server's. */
export function airtableErrorFromFailure(reason: string): AirtableError {
  const message = `Airtable could not be reached: ${reason}`
  return new AirtableError({
    status: 0,
    body: { error: { type: 'UPSTREAM_UNREACHABLE', message } },
    kind: 'network',
    message,
  })
}

function kindOf(status: number, type: string): AirtableErrorKind {
  if (status === 429) return type === 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' ? 'quota' : 'rate-limit'
  return status >= 500 ? 'server' : 'request'
}

/** Airtable has four shapes: {error: "T"}, {error: {type}}, {error: {type, message}}, {errors: [{error: "T", message}]}. */
function detailsOf(body: unknown): { readonly type: string; readonly message: string } {
  if (!isObject(body)) return { type: '', message: '' }
  const [first] = Array.isArray(body['errors']) ? (body['errors'] as unknown[]) : []
  const error = isObject(first) ? { type: first['error'], message: first['message'] } : body['error']
  if (!isObject(error)) return { type: textOf(error), message: '' }
  return { type: textOf(error['type']), message: textOf(error['message']) }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
