import type { Clock, Random } from '@larder/cache-core'
import type { BaseData, FieldSchema, TableData } from './base-data.ts'
import { notPermittedOrNotFound } from './api-error.ts'
import { cellOf } from './computed-cells.ts'
import { linksOf, type SimulatedRecord, SimulatedTable } from './simulated-table.ts'
import { isRecordId, newId } from './identifiers.ts'

/** A base in memory. Links are kept two-sided, whichever side is written. */
export class SimulatedBase {
  readonly id: string
  readonly name: string
  readonly tables: readonly SimulatedTable[]
  readonly clock: Clock
  readonly random: Random
  readonly #byIdOrName = new Map<string, SimulatedTable>()

  constructor(data: BaseData, clock: Clock, random: Random) {
    this.id = data.id
    this.name = data.name
    this.clock = clock
    this.random = random
    this.tables = data.tables.map(({ schema }) => new SimulatedTable(structuredClone(schema)))
    for (const table of this.tables) {
      this.#byIdOrName.set(table.schema.id, table)
      this.#byIdOrName.set(table.schema.name, table)
    }
    for (const tableData of data.tables) this.#fill(tableData)
    for (const tableData of data.tables) this.#completeLinks(tableData)
  }

  /** By id or exact name. Throws the 403 that Airtable answers for an unknown table. */
  table(idOrName: string): SimulatedTable {
    const table = this.#byIdOrName.get(idOrName)
    if (!table) throw notPermittedOrNotFound()
    return table
  }

  /** A cell as the REST API shows it; `undefined` when it is empty. */
  cell(table: SimulatedTable, record: SimulatedRecord, field: FieldSchema): unknown {
    return cellOf(this, table, record, field)
  }

  /** The primary field as text: what links show to people. */
  titleOf(table: SimulatedTable, record: SimulatedRecord): string {
    const value = this.cell(table, record, table.primaryField)
    return value === undefined ? '' : String(value)
  }

  create(
    table: SimulatedTable,
    cells: ReadonlyMap<string, unknown>,
    id: string = newId('rec', this.random),
  ): SimulatedRecord {
    const record = {
      id,
      createdTime: this.#nowSeconds(),
      modifiedTime: undefined,
      cells: new Map(),
    }
    table.records.set(record.id, record)
    for (const [fieldId, value] of cells) this.#write(record, table.field(fieldId), value)
    return record
  }

  update(table: SimulatedTable, record: SimulatedRecord, cells: ReadonlyMap<string, unknown>): void {
    for (const [fieldId, value] of cells) this.#write(record, table.field(fieldId), value)
    record.modifiedTime = this.#now()
  }

  delete(table: SimulatedTable, record: SimulatedRecord): void {
    for (const field of table.schema.fields) {
      if (field.type === 'multipleRecordLinks') this.#write(record, field, undefined)
    }
    table.records.delete(record.id)
  }

  #now(): string {
    return new Date(this.clock.now()).toISOString()
  }

  /** Airtable's creation times have no fraction. */
  #nowSeconds(): string {
    return `${this.#now().slice(0, 19)}.000Z`
  }

  #fill({ schema, records }: TableData): void {
    const table = this.table(schema.id)
    for (const { id, createdTime, fields } of records) {
      if (!isRecordId(id))
        throw new Error(
          `Table ${schema.name} has a record whose id ${JSON.stringify(id)} is not "rec" and 14 letters or digits.`,
        )
      if (table.records.has(id)) throw new Error(`Table ${schema.name} has two records with the id ${id}.`)
      const cells = new Map(Object.entries(fields).map(([name, value]) => [table.field(name).id, value]))
      table.records.set(id, { id, createdTime, modifiedTime: undefined, cells })
    }
  }

  /** The data may give links on one side only. */
  #completeLinks({ schema }: TableData): void {
    const table = this.table(schema.id)
    for (const field of schema.fields.filter(({ type }) => type === 'multipleRecordLinks')) {
      const inverse = this.#inverseOf(field)
      if (!inverse) continue
      for (const record of table.records.values()) {
        for (const id of linksOf(record, field.id)) {
          const other = inverse.table.records.get(id)
          if (!other)
            throw new Error(
              `${schema.name}.${field.name} of ${record.id} links to ${id}, which is not in ${inverse.table.schema.name}.`,
            )
          addLink(other, inverse.field.id, record.id)
        }
      }
    }
  }

  #write(record: SimulatedRecord, field: FieldSchema, value: unknown): void {
    const before = field.type === 'multipleRecordLinks' ? linksOf(record, field.id) : []
    if (value === undefined) record.cells.delete(field.id)
    else record.cells.set(field.id, value)
    const inverse = field.type === 'multipleRecordLinks' ? this.#inverseOf(field) : undefined
    if (!inverse) return
    const after = new Set(linksOf(record, field.id))
    for (const id of before)
      if (!after.has(id)) removeLink(inverse.table.records.get(id), inverse.field.id, record.id)
    for (const id of after) addLink(inverse.table.records.get(id), inverse.field.id, record.id)
  }

  #inverseOf(
    field: FieldSchema,
  ): { readonly table: SimulatedTable; readonly field: FieldSchema } | undefined {
    const { linkedTableId, inverseLinkFieldId } = field.options ?? {}
    if (linkedTableId === undefined || inverseLinkFieldId === undefined) return undefined
    const table = this.table(linkedTableId)
    return { table, field: table.field(inverseLinkFieldId) }
  }
}

/** A copy for each link: a cell that was handed out must not change. */
function addLink(record: SimulatedRecord | undefined, fieldId: string, id: string): void {
  if (!record) return
  const links = linksOf(record, fieldId)
  if (!links.includes(id)) record.cells.set(fieldId, [...links, id])
}

function removeLink(record: SimulatedRecord | undefined, fieldId: string, id: string): void {
  if (!record) return
  const left = linksOf(record, fieldId).filter((link) => link !== id)
  if (left.length > 0) record.cells.set(fieldId, left)
  else record.cells.delete(fieldId)
}
