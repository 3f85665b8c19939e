import { createHash } from 'node:crypto'

/** An answer as it leaves: its bytes, and what names them. */
export interface PreparedAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Strong: the same bytes have the same one, in every process. */
  readonly etag: string
}

const prepared = new WeakMap<object, PreparedAnswer>()

/** The JSON of a value, made once for as long as memory has the value: what the cache hands out is never changed. */
export function prepareAnswer(value: unknown): PreparedAnswer {
  const object = typeof value === 'object' && value !== null ? value : undefined
  const known = object && prepared.get(object)
  if (known) return known
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const answer = { bytes, etag }
  if (object && Object.isFrozen(object)) prepared.set(object, answer)
  return answer
}

/** Whether a client has the answer already: `If-None-Match` as RFC 9110, section 13.1.2 has it, compared weakly. */
export function isKnownToClient(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  if (ifNoneMatch === etag) return true
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
