import type { AirtableRecord } from './airtable-record.ts'
import { decodeOffset, type ListPosition } from './list-offset.ts'
import type { ListQuery } from './list-query.ts'

/** What one request for 100 records brought. */
export interface Chunk {
  /** Names the run through the list that it began; empty for any chunk but the first. */
  readonly run: string
  readonly records: readonly AirtableRecord[]
  /** Airtable's own offset of the next one. */
  readonly next?: string
}

/** Records by which a place is found again: one of them will still be there. */
const ANCHORS = 3

/** Where a request begins. Throws Airtable's 422 for an offset that is not one of ours. */
export function placeOf(query: ListQuery): ListPosition {
  return query.offset === undefined ? startOf(query) : decodeOffset(query.offset, query.hash)
}

/** In the middle of it, which is to be what it was. */
export function isInFirstChunk({ upstream, index }: ListPosition): boolean {
  return upstream === '' && index > 0
}

export function startOf({ hash }: ListQuery): ListPosition {
  return { queryHash: hash, run: '', chunk: 0, upstream: '', before: '', index: 0, after: [] }
}

/** Where a client stands that has `end` records of the chunk; undefined at the end of the list. */
export function placeAfter(chunk: Chunk, place: ListPosition, end: number): ListPosition | undefined {
  if (end >= chunk.records.length) return nextChunk(chunk, place)
  const after = chunk.records.slice(Math.max(0, end - ANCHORS), end).map(({ id }) => id)
  return { ...place, run: chunk.run === '' ? place.run : chunk.run, index: end, after }
}

export function nextChunk(chunk: Chunk, place: ListPosition): ListPosition | undefined {
  if (chunk.next === undefined) return undefined
  return {
    ...place,
    run: chunk.run === '' ? place.run : chunk.run,
    chunk: place.chunk + 1,
    upstream: chunk.next,
    before: chunk.records.at(-1)?.id ?? place.before,
    index: 0,
    after: [],
  }
}

/** Where the client's part of the chunk ends, also in one that has been read anew. */
export function indexIn({ records }: Chunk, { index, after }: ListPosition): number {
  if (index === 0) return 0
  for (const id of after.toReversed()) {
    const found = records.findIndex((record) => record.id === id)
    if (found >= 0) return found + 1
  }
  // At least these are gone.
  return Math.max(0, index - after.length)
}
