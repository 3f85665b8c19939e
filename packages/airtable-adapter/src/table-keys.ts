import { buildKey } from '@larder/cache-core'

/**
 * The keys of one table's answers:
 *
 *   airtable:{base}:schema
 *   airtable:{base}:{table}:r:{record}            one record as a plain GET gives it
 *   airtable:{base}:{table}:q:l:{query}:{chunk}   up to 100 records of a list
 *   airtable:{base}:{table}:q:f:{query}:{run}     the first of them, for who began with it
 *   airtable:{base}:{table}:q:v:{record}:{query}  one record in another form
 *
 * so that one prefix covers all that any write to the table may change, and single records can be kept.
 */
export class TableKeys {
  readonly base: string
  readonly #table: string

  constructor(base: string, table: string) {
    this.base = base
    this.#table = table
  }

  static schema(base: string): string {
    return buildKey('airtable', base, 'schema')
  }

  /** Every table of the base, and its schema. */
  static basePrefix(base: string): string {
    return `${buildKey('airtable', base)}:`
  }

  get everything(): string {
    return `${buildKey('airtable', this.base, this.#table)}:`
  }

  get queries(): string {
    return `${this.everything}q:`
  }

  record(recordId: string): string {
    return buildKey('airtable', this.base, this.#table, 'r', recordId)
  }

  recordVariant(recordId: string, queryHash: string): string {
    return buildKey('airtable', this.base, this.#table, 'q', 'v', recordId, queryHash)
  }

  /** `upstreamOffset` names the chunk, empty for the first; those of two runs through a list have different ones and never mix. */
  chunk(queryHash: string, upstreamOffset: string): string {
    return buildKey('airtable', this.base, this.#table, 'q', 'l', queryHash, upstreamOffset)
  }

  run(queryHash: string, run: string): string {
    return buildKey('airtable', this.base, this.#table, 'q', 'f', queryHash, run)
  }
}
