import type { Clock, Random } from '@larder/cache-core'
import type { BaseData, Collaborator, FieldSchema } from './base-data.ts'
import type { Actor, ChangeObserver, ChangeSource } from './base-changes.ts'
import { addLink, completeLinks, type Inverse, inverseOf, oneWayLinksTo, removeLink } from './links.ts'
import { attachmentsIn, collaboratorsIn, fillTable } from './fill-table.ts'
import { linksOf, type SimulatedRecord, SimulatedTable } from './simulated-table.ts'
import type { AttachmentUrls } from './attachment-urls.ts'
import { BaseAsUser } from './base-as-user.ts'
import { cellOf } from '../cells/computed-cells.ts'
import type { CellContext } from '../cells/cell-context.ts'
import { checkViews } from '../records/compile-filter.ts'
import { ChangeRecorder } from './change-recorder.ts'
import { compileFormula } from '../formula/compile-formula.ts'
import type { Compiled } from '../formula/formula-function.ts'
import { FormulaCache } from './formula-cache.ts'
import { RecordScope, toCell } from '../cells/formula-values.ts'
import { newId } from './identifiers.ts'

/** Who changes a base when nobody says who. */
const SYSTEM: Actor = { source: 'system' }

/** A base in memory. Links are kept two-sided, whichever side is written. */
export class SimulatedBase implements CellContext {
  readonly id: string
  readonly name: string
  readonly tables: SimulatedTable[]
  readonly clock: Clock
  readonly random: Random
  readonly collaborators: Map<string, Collaborator>
  /** Files by id. */
  readonly attachments: Map<string, unknown>
  attachmentUrls: AttachmentUrls | undefined
  /** Who is told what changes: the base's webhooks. */
  observer: ChangeObserver | undefined
  readonly #byIdOrName = new Map<string, SimulatedTable>()
  readonly #formulas = new FormulaCache()
  #transactions = 0
  #actor: Actor | undefined
  #recorder: ChangeRecorder | undefined

  constructor(data: BaseData, clock: Clock, random: Random) {
    this.id = data.id
    this.name = data.name
    this.clock = clock
    this.random = random
    this.collaborators = collaboratorsIn(data)
    this.attachments = attachmentsIn(data)
    this.tables = data.tables.map(({ schema }) => new SimulatedTable(structuredClone(schema)))
    this.schemaChanged()
    for (const tableData of data.tables) fillTable(this.table(tableData.schema.id), tableData)
    for (const table of this.tables) {
      completeLinks(table, this.findTable)
      checkViews(table, this)
    }
  }

  /** By id or exact name. Throws when there is none. */
  table(idOrName: string): SimulatedTable {
    const table = this.findTable(idOrName)
    if (!table)
      throw new Error(
        `Base ${this.id} has no table ${JSON.stringify(idOrName)}; it has ${this.tables.map(({ schema }) => schema.name).join(', ')}.`,
      )
    return table
  }

  readonly findTable = (idOrName: string): SimulatedTable | undefined => this.#byIdOrName.get(idOrName)

  formulaOf(table: SimulatedTable, field: FieldSchema): Compiled | undefined {
    return this.#formulas.of(table, field)
  }

  /** A cell as the REST API shows it; `undefined` when it is empty. */
  cell(table: SimulatedTable, record: SimulatedRecord, field: FieldSchema): unknown {
    return cellOf(this, table, record, field)
  }

  /** Changes as a person in the user interface makes them, or as another source does. */
  asUser(source?: ChangeSource, user?: Collaborator): BaseAsUser {
    return new BaseAsUser(this, source, user)
  }

  /** What a formula field with this formula would show for a record. Throws for a formula that cannot be read. */
  evaluate(formula: string, table: SimulatedTable, record: SimulatedRecord): unknown {
    const compiled = compileFormula(formula, (name) => table.findField(name))
    return toCell(compiled(new RecordScope(this, table, record)))
  }

  /** What one request does: webhooks see it as one change. Within another transaction it is part of that one. */
  transact<T>(actor: Actor, work: () => T): T {
    if (this.#actor) return work()
    this.#actor = actor
    if (this.observer?.isWatching)
      this.#recorder = new ChangeRecorder(this, this.observer, this.#transactions + 1, actor)
    const recorder = this.#recorder
    try {
      const result = work()
      this.#transactions++
      if (recorder) this.observer?.onChanges(recorder.changes)
      return result
    } finally {
      this.#actor = undefined
      this.#recorder = undefined
    }
  }

  /** How many transactions there were. */
  get transactionNumber(): number {
    return this.#transactions
  }

  /** Where schema changes are noted, while somebody watches. */
  get recorder(): ChangeRecorder | undefined {
    return this.#recorder
  }

  /** To be called after tables or fields were added, renamed or removed. */
  schemaChanged(): void {
    this.#byIdOrName.clear()
    this.#formulas.clear()
    for (const table of this.tables) this.#byIdOrName.set(table.schema.name, table)
    for (const table of this.tables) this.#byIdOrName.set(table.schema.id, table)
  }

  create(
    table: SimulatedTable,
    cells: ReadonlyMap<string, unknown>,
    id: string = newId('rec', this.random),
  ): SimulatedRecord {
    return this.transact(SYSTEM, () => {
      const record: SimulatedRecord = {
        id,
        // Airtable's creation times have no fraction.
        createdTime: `${this.#now().slice(0, 19)}.000Z`,
        modifiedTime: undefined,
        cells: new Map(),
        madeAt: this.clock.monotonic(),
      }
      if (this.#actor?.user) record.createdBy = this.#actor.user
      table.records.set(record.id, record)
      this.#recorder?.created(table, record)
      for (const field of table.schema.fields)
        if (field.type === 'autoNumber') record.cells.set(field.id, table.nextAutoNumber)
      table.nextAutoNumber++
      for (const [fieldId, value] of cells) this.#write(record, table.field(fieldId), value)
      return record
    })
  }

  update(table: SimulatedTable, record: SimulatedRecord, cells: ReadonlyMap<string, unknown>): void {
    this.transact(SYSTEM, () => {
      this.#recorder?.beforeChange(table, record)
      for (const [fieldId, value] of cells) {
        // What a cell holds already is no change.
        if (JSON.stringify(record.cells.get(fieldId)) === JSON.stringify(value)) continue
        this.#write(record, table.field(fieldId), value)
        this.#touch(record, fieldId)
      }
    })
  }

  delete(table: SimulatedTable, record: SimulatedRecord): void {
    this.transact(SYSTEM, () => {
      this.#recorder?.beforeDestroy(table, record)
      for (const field of table.schema.fields)
        if (field.type === 'multipleRecordLinks') this.#write(record, field, undefined)
      table.records.delete(record.id)
      for (const link of oneWayLinksTo(this.tables, table, record.id)) {
        this.#recorder?.beforeChange(link.table, link.record)
        removeLink(link.record, link.fieldId, record.id)
      }
    })
  }

  #now(): string {
    return new Date(this.clock.now()).toISOString()
  }

  #touch(record: SimulatedRecord, fieldId: string): void {
    record.modifiedTime = this.#now()
    record.fieldTimes ??= new Map()
    record.fieldTimes.set(fieldId, record.modifiedTime)
    if (this.#actor?.user) record.modifiedBy = this.#actor.user
  }

  #write(record: SimulatedRecord, field: FieldSchema, value: unknown): void {
    const before = field.type === 'multipleRecordLinks' ? linksOf(record, field.id) : []
    const inverse = field.type === 'multipleRecordLinks' ? inverseOf(field, this.findTable) : undefined
    if (value === undefined) record.cells.delete(field.id)
    else record.cells.set(field.id, value)
    if (!inverse) return
    const after = new Set(linksOf(record, field.id))
    const known = new Set(before)
    for (const id of known) if (!after.has(id)) this.#writeInverse(inverse, id, record.id, removeLink)
    for (const id of after) if (!known.has(id)) this.#writeInverse(inverse, id, record.id, addLink)
  }

  #writeInverse(inverse: Inverse, id: string, linkedId: string, change: typeof addLink): void {
    const other = inverse.table.records.get(id)
    if (!other) return
    this.#recorder?.beforeChange(inverse.table, other)
    change(other, inverse.field.id, linkedId)
    this.#touch(other, inverse.field.id)
  }
}
