import { applyAll, type Body, newContext } from '../records/record-input.ts'
import { createField, deleteField, readDraft, updateField } from '../schema/change-fields.ts'
import { createTable, deleteTable, updateTable } from '../schema/change-tables.ts'
import type { ChangeSource } from './base-changes.ts'
import type { Collaborator, FieldSchema } from './base-data.ts'
import type { SimulatedBase } from './simulated-base.ts'
import type { SimulatedRecord, SimulatedTable } from './simulated-table.ts'

const SOMEBODY: Collaborator = { id: 'usrSomebody000001', email: 'somebody@example.com', name: 'Somebody' }

/**
 * Changes as a person makes them in the user interface, or as a form or an automation does: webhooks see them with
 * that source, the API's limits do not apply. Every call is one change. Tables and fields go by name or id.
 */
export class BaseAsUser {
  readonly #base: SimulatedBase
  readonly #source: ChangeSource
  readonly #user: Collaborator

  constructor(base: SimulatedBase, source: ChangeSource = 'client', user: Collaborator = SOMEBODY) {
    this.#base = base
    this.#source = source
    this.#user = user
  }

  /** Any number of records at once. Throws the API's error for a value that no cell takes. */
  createRecords(table: string, ...records: readonly Body[]): readonly SimulatedRecord[] {
    return this.#change(table, (target) =>
      this.#apply(
        target,
        records.map((fields) => ({ fields })),
      ),
    )
  }

  updateRecord(table: string, recordId: string, fields: Body): void {
    this.#change(table, (target) => this.#apply(target, [{ record: recordOf(target, recordId), fields }]))
  }

  deleteRecord(table: string, recordId: string): void {
    this.#change(table, (target) => this.#base.delete(target, recordOf(target, recordId)))
  }

  createTable(draft: Body): SimulatedTable {
    return this.#transact(() => createTable(this.#base, draft))
  }

  updateTable(table: string, draft: Body): void {
    this.#change(table, (target) => updateTable(this.#base, target, draft))
  }

  deleteTable(table: string): void {
    this.#change(table, (target) => deleteTable(this.#base, target))
  }

  createField(table: string, draft: Body): FieldSchema {
    return this.#change(table, (target) => createField(this.#base, target, readDraft(this.#base, draft)))
  }

  updateField(table: string, field: string, draft: Body): void {
    this.#change(table, (target) => updateField(this.#base, target, target.field(field), draft))
  }

  /** With its cells. Throws for the primary field. */
  deleteField(table: string, field: string): void {
    this.#change(table, (target) => deleteField(this.#base, target, target.field(field)))
  }

  #transact<T>(work: () => T): T {
    return this.#base.transact({ source: this.#source, user: this.#user }, work)
  }

  #change<T>(table: string, work: (table: SimulatedTable) => T): T {
    const target = this.#base.table(table)
    return this.#transact(() => work(target))
  }

  #apply(
    table: SimulatedTable,
    changes: readonly { readonly record?: SimulatedRecord; readonly fields: Body }[],
  ): readonly SimulatedRecord[] {
    const target = { base: this.#base, table }
    return applyAll(target, newContext(target, {}), changes)
  }
}

function recordOf({ schema, records }: SimulatedTable, id: string): SimulatedRecord {
  const record = records.get(id)
  if (!record) throw new Error(`Table ${schema.name} has no record ${id}.`)
  return record
}
