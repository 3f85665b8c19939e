import { createHash } from 'node:crypto'
import type { StandardSchema } from '@larder/cache-core'
import { ageOf, type Storing } from './storing.ts'

/** A response as the cache keeps it: plain JSON. */
export interface StoredResponse {
  readonly kind: 'response'
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** How `body` is written: text where the bytes are UTF-8, which compresses best, else base64. */
  readonly encoding: 'utf8' | 'base64'
  /** Its age when it came here, in ms: greater than 0 when the handler took it from another cache. */
  readonly ageMs: number
  readonly ttlMs: number
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
}

/** What may stand under a key: a response, the names it depends on besides, or that it is not to be stored. */
export type Stored =
  | StoredResponse
  | { readonly kind: 'varies'; readonly vary: readonly string[] }
  | { readonly kind: 'passes'; readonly reason: string }

/** Of one connection, and no part of the response (RFC 9111, section 3.1); what is counted anew; and what is ours. */
const NOT_KEPT = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'age',
])

export interface ResponseParts {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Adds `Date`, and an `ETag` to a 200 that has none: the same bytes have the same. */
export function storedOf(
  { status, headers, body }: ResponseParts,
  storing: Storing,
  now: number,
): StoredResponse {
  const named = new Set((headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase()))
  const kept = new Map([...headers].filter(([name]) => !NOT_KEPT.has(name) && !named.has(name)))
  if (!kept.has('date')) kept.set('date', new Date(now).toUTCString())
  if (status === 200 && !kept.has('etag')) kept.set('etag', etagOf(body))
  const { ttlMs, staleWhileRevalidateMs, staleIfErrorMs } = storing
  return {
    kind: 'response',
    status,
    headers: [...kept],
    ...textOf(body),
    ageMs: ageOf(headers, now),
    ttlMs,
    staleWhileRevalidateMs,
    staleIfErrorMs,
  }
}

/** The body again; `null` where a response has none. Text stays text where a content type is given with it. */
export function bodyOf({ status, body, encoding }: StoredResponse): Uint8Array<ArrayBuffer> | null {
  return status === 204 || status === 205 ? null : Buffer.from(body, encoding)
}

function textOf(bytes: Uint8Array): Pick<StoredResponse, 'body' | 'encoding'> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return {
      body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer),
      encoding: 'utf8',
    }
  } catch {
    return { body: buffer.toString('base64'), encoding: 'base64' }
  }
}

function etagOf(body: Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}

/** What comes from the shared tier may be of another release, or of anybody who can write there. */
export const storedSchema: StandardSchema<Stored> = {
  '~standard': {
    version: 1,
    vendor: 'larder',
    validate: (value) =>
      isStored(value) ? { value } : { issues: [{ message: 'It is no stored response of this release.' }] },
  },
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false
  const stored = value as Readonly<Record<string, unknown>>
  if (stored['kind'] === 'varies') return isList(stored['vary'], (name) => typeof name === 'string')
  if (stored['kind'] === 'passes') return typeof stored['reason'] === 'string'
  return (
    stored['kind'] === 'response' &&
    typeof stored['body'] === 'string' &&
    (stored['encoding'] === 'utf8' || stored['encoding'] === 'base64') &&
    ['ageMs', 'ttlMs', 'staleWhileRevalidateMs', 'staleIfErrorMs'].every(
      (name) => typeof stored[name] === 'number',
    ) &&
    isHead(stored['status'], stored['headers'])
  )
}

/** As far as a response can be made with them. */
function isHead(status: unknown, headers: unknown): boolean {
  if (
    typeof status !== 'number' ||
    !isList(headers, (pair) => isList(pair, (text) => typeof text === 'string'))
  )
    return false
  try {
    return new Response(null, { status, headers: headers as [string, string][] }).status === status
  } catch {
    return false
  }
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}
