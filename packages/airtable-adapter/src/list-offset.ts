import { createHash } from 'node:crypto'
import { AirtableError } from './airtable-error.ts'

/**
 * Where a client stands in a listing. A listing is read from Airtable in chunks of 100 records, and pages are cut from
 * them.
 */
export interface ListPosition {
  /** Hash of the query that the listing belongs to. */
  readonly queryHash: string
  /** Names the run through the list that the client is on. */
  readonly run: string
  /** Chunks before this one. */
  readonly chunk: number
  /** Airtable's own offset of the chunk; empty for the first. */
  readonly upstream: string
  /** The last record of the chunk before, to find the place again when Airtable has forgotten the listing; empty for the first. */
  readonly before: string
  /** Records of the chunk that the client has. */
  readonly index: number
  /** The last ones of them, to find the place again when the chunk has been read anew; the latest last. */
  readonly after: readonly string[]
}

/** What stands in the place of an offset of Airtable's in a listing that it has no part in. */
export const MIRROR_OFFSET = 'mirror'

/**
 * The position as an opaque offset. It holds all that is needed to go on, so that it outlives restarts, works in every
 * process, and survives the end of Airtable's own iterator.
 */
export function encodeOffset({
  queryHash,
  run,
  chunk,
  upstream,
  before,
  index,
  after,
}: ListPosition): string {
  const place = JSON.stringify([run, chunk, upstream, before, index, ...after])
  const payload = Buffer.from(place).toString('base64url')
  return `itr${sealOf(queryHash, payload)}/rec${payload}`
}

/**
 * Throws Airtable's own 422 for an offset that is malformed or belongs to another query. One of Airtable's itself, from before
 * the client was pointed here, is told to be gone: clients begin their listing anew then.
 */
export function decodeOffset(offset: string, queryHash: string): ListPosition {
  if (/^itr[0-9A-Za-z]{14}\/rec[0-9A-Za-z]{14}$/.test(offset)) throw iteratorGone()
  const [, seal, payload] = /^itr([\w-]{14})\/rec([\w-]+)$/.exec(offset) ?? []
  if (seal === undefined || payload === undefined || seal !== sealOf(queryHash, payload))
    throw invalidOffset(offset)
  const place = placeIn(Buffer.from(payload, 'base64url').toString('utf8'))
  if (!place) throw invalidOffset(offset)
  const [run, chunk, upstream, before, index, ...after] = place
  return { queryHash, run, chunk, upstream, before, index, after }
}

type Place = [run: string, chunk: number, upstream: string, before: string, index: number, ...after: string[]]

/** Whoever knows how a payload is sealed can seal another one. */
function placeIn(json: string): Place | undefined {
  let place: unknown
  try {
    place = JSON.parse(json)
  } catch {
    return undefined
  }
  return isPlace(place) ? place : undefined
}

function isPlace(value: unknown): value is Place {
  if (!Array.isArray(value)) return false
  const [run, chunk, upstream, before, index, ...after] = value as unknown[]
  return (
    [run, upstream, before, ...after].every((one) => typeof one === 'string') &&
    [chunk, index].every((one) => Number.isSafeInteger(one) && (one as number) >= 0)
  )
}

/** Ties the payload to its query. It keeps mistakes out, not attackers: the payload opens nothing that the caller may not read. */
function sealOf(queryHash: string, payload: string): string {
  return createHash('sha256').update(`${queryHash} ${payload}`).digest('base64url').slice(0, 14)
}

function iteratorGone(): AirtableError {
  const type = 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE'
  return new AirtableError({ status: 422, body: { error: { type } }, kind: 'request', message: type })
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
