import {
  type Actor,
  type BaseChanges,
  type ChangeObserver,
  noChanges,
  type Snapshot,
  type TableChanges,
} from './base-changes.ts'
import type { SimulatedRecord, SimulatedTable } from './simulated-table.ts'
import type { CellContext } from '../cells/cell-context.ts'
import { compileView } from '../records/compile-filter.ts'
import { webhookCellsOf } from '../cells/webhook-cells.ts'

/** Notes what one transaction does, for one observer. */
export class ChangeRecorder {
  readonly changes: BaseChanges
  readonly #context: CellContext
  readonly #observer: ChangeObserver
  /** A record that goes loses its links first, and may be linked to itself: that is no change to it. */
  readonly #gone = new Set<string>()

  constructor(context: CellContext, observer: ChangeObserver, number: number, actor: Actor) {
    this.#context = context
    this.#observer = observer
    const at = context.clock.now()
    this.changes = { number, at, actor, tables: new Map(), createdTables: new Set(), destroyedTableIds: [] }
  }

  /** To be called before the first change to a record's cells. */
  beforeChange(table: SimulatedTable, record: SimulatedRecord): void {
    const { created, changed } = this.of(table)
    if (created.has(record.id) || changed.has(record.id) || this.#gone.has(record.id)) return
    changed.set(record.id, { record, before: this.#snapshot(table, record) })
  }

  created(table: SimulatedTable, record: SimulatedRecord): void {
    this.of(table).created.set(record.id, record)
  }

  /** To be called before the record goes. */
  beforeDestroy(table: SimulatedTable, record: SimulatedRecord): void {
    const { created, changed, destroyed } = this.of(table)
    const before = changed.get(record.id)?.before ?? this.#snapshot(table, record)
    this.#gone.add(record.id)
    changed.delete(record.id)
    if (!created.delete(record.id)) destroyed.set(record.id, before)
  }

  of(table: SimulatedTable): TableChanges {
    const known = this.changes.tables.get(table.schema.id)
    if (known) return known
    const fresh = noChanges(table)
    this.changes.tables.set(table.schema.id, fresh)
    return fresh
  }

  #snapshot(table: SimulatedTable, record: SimulatedRecord): Snapshot {
    const views = table.schema.views.filter(
      (view) => this.#observer.watchesView(view) && compileView(view, this.#context, table)(record),
    )
    const cells = webhookCellsOf(this.#context, table, record)
    return { cells, views: new Set(views.map(({ id }) => id)) }
  }
}
