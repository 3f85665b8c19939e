import type { AirtableRecord } from '../airtable-record.ts'

let copies = 0

/**
 * The records of one table, in the order in which Airtable listed them; new ones come last. Pure: what is put in is taken
 * as right.
 */
export class TableCopy {
  /** No two have the same. */
  readonly id: number = ++copies
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
    this.#records = new Map(records.map((record) => [record.id, frozen(record)]))
    this.#version++
  }

  /** `undefined`: there is no such record any more. */
  apply(changes: ReadonlyMap<string, AirtableRecord | undefined>): void {
    for (const [id, record] of changes) {
      if (record === undefined) this.#records.delete(id)
      else this.#records.set(id, frozen(record))
    }
    this.#version++
  }
}

/** What is handed out cannot be used to change what is kept. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
