import { buildKey } from '@larder/cache-core'

/**
 * The keys of one table's answers:
 *
 *   airtable:{base}:schema[:{partition}]
 *   airtable:{base}:{table}:r:{record}[:{partition}]            one record as a plain GET gives it
 *   airtable:{base}:{table}:q:l:{query}:{chunk}[:{partition}]   up to 100 records of a list
 *   airtable:{base}:{table}:q:f:{query}:{run}[:{partition}]     the first of them, for who began with it
 *   airtable:{base}:{table}:q:v:{record}:{query}[:{partition}]  one record in another form
 *
 * so that one prefix covers all that any write to the table may change, for all who may see it, and single records can be
 * kept. The table is its id, or `?:{name}` when nobody knows the id.
 */
export class TableKeys {
  readonly base: string
  /** What all of them begin with. */
  readonly #table: string
  readonly #partition: readonly string[]

  private constructor(base: string, table: readonly string[], partition: string) {
    this.base = base
    this.#table = buildKey('airtable', base, ...table)
    this.#partition = partition === '' ? [] : [partition]
  }

  /** `partition` keeps the answers of those apart who may not see the same; empty: everybody may. */
  static of(base: string, tableId: string, partition = ''): TableKeys {
    return new TableKeys(base, [tableId], partition)
  }

  static ofUnknown(base: string, name: string, partition = ''): TableKeys {
    return new TableKeys(base, ['?', name], partition)
  }

  static schema(base: string, partition = ''): string {
    return buildKey('airtable', base, 'schema', ...(partition === '' ? [] : [partition]))
  }

  /** Every table of the base, and its schema. */
  static basePrefix(base: string): string {
    return `${buildKey('airtable', base)}:`
  }

  /** Every answer of a table whose id was not known: it may be any. */
  static unknownPrefix(base: string): string {
    return `${buildKey('airtable', base, '?')}:`
  }

  get everything(): string {
    return `${this.#table}:`
  }

  /** Every single record as a plain GET gives it. */
  get records(): string {
    return `${this.#key('r')}:`
  }

  get queries(): string {
    return `${this.#key('q')}:`
  }

  record(recordId: string): string {
    return this.#key('r', recordId, ...this.#partition)
  }

  /** What the record is found by in every partition; none while there is only one. */
  recordTags(recordId: string): readonly string[] {
    return this.#partition.length === 0 ? [] : [this.#key('r', recordId)]
  }

  recordVariant(recordId: string, queryHash: string): string {
    return this.#key('q', 'v', recordId, queryHash, ...this.#partition)
  }

  /** `upstreamOffset` names the chunk, empty for the first; those of two runs through a list have different ones and never mix. */
  chunk(queryHash: string, upstreamOffset: string): string {
    return this.#key('q', 'l', queryHash, upstreamOffset, ...this.#partition)
  }

  run(queryHash: string, run: string): string {
    return this.#key('q', 'f', queryHash, run, ...this.#partition)
  }

  #key(...parts: readonly string[]): string {
    return `${this.#table}:${buildKey(...parts)}`
  }
}
