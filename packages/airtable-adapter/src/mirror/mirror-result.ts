import type { AirtableRecord } from '../airtable-record.ts'
import { encodeOffset, type ListPosition, MIRROR_OFFSET } from '../list-offset.ts'
import type { ListPage } from '../list-pages.ts'
import type { ListQuery } from '../list-query.ts'

/** Airtable's own size of a page, by which positions are counted. */
const CHUNK = 100
const ANCHORS = 3

/** The whole answer to a query, from which pages are cut: its records stand where they stood when it was begun. */
export class MirrorResult {
  readonly run: string
  /** Names what the copy held. */
  readonly state: string
  /** As they are shown; `undefined`: deleted since. */
  readonly #records: readonly (AirtableRecord | undefined)[]
  readonly #ids: readonly string[]
  readonly #pages = new Map<string, ListPage>()

  constructor({
    run,
    state,
    records,
    ids = records.flatMap((record) => (record ? [record.id] : [])),
  }: Pick<MirrorResult, 'run' | 'state'> & {
    readonly records: readonly (AirtableRecord | undefined)[]
    /** Of records of which some are deleted. */
    readonly ids?: readonly string[]
  }) {
    this.run = run
    this.state = state
    this.#records = records
    this.#ids = ids
  }

  /** The same listing with its records as they are now, as Airtable goes on in one. */
  asOf(state: string, shown: (recordId: string) => AirtableRecord | undefined): MirrorResult {
    return new MirrorResult({ run: this.run, state, records: this.#ids.map(shown), ids: this.#ids })
  }

  /** The page at a position, of this run or of another through what may have changed since. */
  page(position: ListPosition | undefined, { hash, pageSize }: ListQuery): ListPage {
    const from = position === undefined ? 0 : this.#placeOf(position)
    const name = `${from}:${pageSize}`
    const known = this.#pages.get(name)
    if (known) return known
    const own: AirtableRecord[] = []
    let end = from
    // What is deleted behind it leaves no empty page.
    for (; end < this.#ids.length; end++) {
      const record = this.#records[end]
      if (record && own.length === pageSize) break
      if (record) own.push(record)
    }
    const records = Object.freeze(own)
    const isLast = end >= this.#ids.length
    const page: ListPage = Object.freeze(
      isLast ? { records } : { records, offset: encodeOffset(this.#positionAt(end, hash)) },
    )
    this.#pages.set(name, page)
    return page
  }

  #placeOf({ run, chunk, before, index, after }: ListPosition): number {
    const place = chunk * CHUNK + index
    if (run === this.run) return Math.min(place, this.#ids.length)
    for (const id of [...after.toReversed(), ...(index === 0 ? [before] : [])]) {
      const found = this.#ids.indexOf(id)
      if (found >= 0) return found + 1
    }
    // At least these are gone.
    return Math.min(this.#ids.length, Math.max(0, place - after.length))
  }

  /** Where a client goes on that has all before `end`, in the terms of a listing in chunks. */
  #positionAt(end: number, queryHash: string): ListPosition {
    const chunk = Math.floor(end / CHUNK)
    const index = end - chunk * CHUNK
    const before = this.#present(chunk * CHUNK).at(-1) ?? ''
    const after = index === 0 ? [] : this.#present(end).slice(-Math.min(ANCHORS, index))
    const upstream = chunk === 0 ? '' : `${MIRROR_OFFSET} ${chunk} ${before}`
    return { queryHash, run: this.run, chunk, upstream, before, index, after }
  }

  /** The last ids before a place that are not deleted. */
  #present(end: number): readonly string[] {
    const ids: string[] = []
    for (let at = end - 1; at >= 0 && ids.length < ANCHORS; at--)
      if (this.#records[at]) ids.unshift(this.#ids[at] as string)
    return ids
  }
}
