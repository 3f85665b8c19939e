import { createHash } from 'node:crypto'
import { AirtableError } from './airtable-error.ts'

/** Where a client stands in a listing. */
export interface ListPosition {
  /** Hash of the query that the listing belongs to. */
  readonly queryHash: string
  /** Pages before this one. */
  readonly page: number
  /** The last record of the page before: the place to go on from when Airtable has forgotten the listing. */
  readonly after: string
  /** Airtable's own offset of this page. */
  readonly upstream: string
}

/**
 * The position as an opaque offset. It holds all that is needed to go on, so that it outlives restarts, works in every
 * process, and survives the end of Airtable's own iterator.
 */
export function encodeOffset({ queryHash, page, after, upstream }: ListPosition): string {
  const payload = Buffer.from(JSON.stringify([page, after, upstream])).toString('base64url')
  return `itr${sealOf(queryHash, payload)}/rec${payload}`
}

/** Throws Airtable's own 422 for an offset that is malformed or belongs to another query. */
export function decodeOffset(offset: string, queryHash: string): ListPosition {
  const [, seal, payload] = /^itr([\w-]{14})\/rec([\w-]+)$/.exec(offset) ?? []
  if (seal === undefined || payload === undefined || seal !== sealOf(queryHash, payload))
    throw invalidOffset(offset)
  const [page, after, upstream] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [
    number,
    string,
    string,
  ]
  return { queryHash, page, after, upstream }
}

/** Ties the payload to its query. It keeps mistakes out, not attackers: the payload opens nothing that the caller may not read. */
function sealOf(queryHash: string, payload: string): string {
  return createHash('sha256').update(`${queryHash} ${payload}`).digest('base64url').slice(0, 14)
}

function invalidOffset(offset: string): AirtableError {
  const message = `The value of offset ${offset} is invalid`
  return new AirtableError({
    status: 422,
    body: { error: { type: 'INVALID_OFFSET_VALUE', message } },
    kind: 'request',
    message,
  })
}
