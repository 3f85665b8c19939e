import type { Invalidated } from '@larder/cache-core'
import { TableKeys } from '../table-keys.ts'

/** What may have changed in the tables of a base; drained by whoever reads it anew. */
export class DoubtfulRecords {
  readonly #basePrefix: string
  readonly #schemaPrefix: string
  /** Single records, by table. */
  readonly #records = new Map<string, Set<string>>()
  readonly #wholeTables = new Set<string>()
  #isAll = false

  constructor(base: string) {
    this.#basePrefix = TableKeys.basePrefix(base)
    this.#schemaPrefix = TableKeys.schema(base)
  }

  get isEmpty(): boolean {
    return !this.#isAll && this.#wholeTables.size === 0 && this.#records.size === 0
  }

  /** Everything, the schema too. */
  get isAll(): boolean {
    return this.#isAll
  }

  get wholeTables(): readonly string[] {
    return [...this.#wholeTables]
  }

  add(tableId: string, recordIds: Iterable<string>): void {
    const known = this.#records.get(tableId) ?? new Set<string>()
    for (const id of recordIds) known.add(id)
    if (known.size > 0) this.#records.set(tableId, known)
  }

  /** Takes what a watch of the base has noted. */
  note({ isAny, keys, prefixes }: Invalidated): void {
    this.#isAll ||= isAny || [...keys, ...prefixes].some((name) => name.startsWith(this.#schemaPrefix))
    for (const key of keys) {
      const [table, kind, record, ...rest] = this.#partsOf(key)
      if (table !== undefined && kind === 'r' && record !== undefined && rest.length === 0)
        this.add(table, [record])
    }
    for (const prefix of prefixes) this.#notePrefix(this.#partsOf(prefix))
  }

  #notePrefix([table, kind, ...below]: readonly string[]): void {
    // What begins like a table may begin like several.
    if (table === undefined || kind === undefined) this.#isAll = true
    // Lists alone, or records that show those of another table: what these come from is told apart.
    else if (kind !== 'q' && !(kind === 'r' && below[0] === '')) this.#wholeTables.add(table)
  }

  /** All single records, which are no longer doubtful then. */
  takeRecords(): ReadonlyMap<string, ReadonlySet<string>> {
    const taken = new Map(this.#records)
    this.#records.clear()
    return taken
  }

  forgetTable(tableId: string): void {
    this.#wholeTables.delete(tableId)
    this.#records.delete(tableId)
  }

  clear(): void {
    this.#isAll = false
    this.#wholeTables.clear()
    this.#records.clear()
  }

  /** Ids hold nothing that keys have to encode. */
  #partsOf(name: string): readonly string[] {
    return name.startsWith(this.#basePrefix) ? name.slice(this.#basePrefix.length).split(':') : []
  }
}
