import type { AirtableRecord } from '../airtable-record.ts'

/**
 * The records of one table, in the order in which Airtable listed them; new ones come last. Pure: what is put in is taken
 * as right.
 */
export class TableCopy {
  /** In order: a map keeps the place of what is replaced. */
  #records = new Map<string, AirtableRecord>()
  #version = 0

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#records.size
  }

  get records(): Iterable<AirtableRecord> {
    return this.#records.values()
  }

  get(recordId: string): AirtableRecord | undefined {
    return this.#records.get(recordId)
  }

  replaceAll(records: readonly AirtableRecord[]): void {
    this.#records = new Map(records.map((record) => [record.id, record]))
    this.#version++
  }

  /** `undefined`: there is no such record any more. */
  apply(changes: ReadonlyMap<string, AirtableRecord | undefined>): void {
    for (const [id, record] of changes) {
      if (record === undefined) this.#records.delete(id)
      else this.#records.set(id, record)
    }
    this.#version++
  }
}
