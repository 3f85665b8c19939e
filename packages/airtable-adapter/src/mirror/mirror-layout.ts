import { BaseSchema, type SchemaAnswer, type TableSchema } from '../base-schema.ts'
import { LinkEffects, type RecordChange } from './link-effects.ts'
import { MirroredTable } from './mirrored-table.ts'
import type { TableCopy } from './table-copy.ts'
import { volatileField } from '../volatile-field.ts'

/** The tables that are copied, and how they depend on each other, by one reading of the schema. */
export class MirrorLayout {
  readonly tables: readonly MirroredTable[]
  /** Of all tables of the base. */
  readonly schema: BaseSchema
  readonly #byId: ReadonlyMap<string, MirroredTable>
  readonly #effects: LinkEffects
  /** By a table, the copied ones that show it only through tables that are not: what of them changes nobody can tell. */
  readonly #blind = new Map<string, ReadonlySet<MirroredTable>>()

  constructor(schema: SchemaAnswer, wanted: readonly string[]) {
    this.schema = new BaseSchema(schema)
    const found = wanted.map((name) => this.schema.table(name)).filter((table) => table !== undefined)
    this.tables = found.map(
      (table) =>
        new MirroredTable(table, {
          unfitFor: unfitnessOf(schema, table),
          hasAttachments: this.schema.hasAttachments(table.id),
        }),
    )
    this.#byId = new Map(this.tables.map((table) => [table.schema.id, table]))
    this.#effects = new LinkEffects(schema)
    for (const { id } of schema.tables) this.#blind.set(id, this.#blindTo(id))
  }

  table(tableId: string): MirroredTable | undefined {
    return this.#byId.get(tableId)
  }

  /** Copied tables that show something of this one, over whatever others. */
  showing(tableId: string): readonly MirroredTable[] {
    return this.#reach(tableId)
  }

  blindTo(tableId: string): Iterable<MirroredTable> {
    return this.#blind.get(tableId) ?? []
  }

  /** Whether changes of the table change any copy. */
  concerns(tableId: string): boolean {
    return this.#byId.has(tableId) || this.showing(tableId).length > 0
  }

  /** Takes changes over into the copies. Returns what shows them, and is doubtful now. */
  apply(changes: readonly RecordChange[]): ReadonlyMap<string, ReadonlySet<string>> {
    const real = changes.filter(({ before, after }) => before === undefined || !isSame(before, after))
    const copyOf = (id: string): TableCopy | undefined => {
      const table = this.#byId.get(id)
      return table?.isLoaded ? table.copy : undefined
    }
    const affected = this.#effects.of(real, {
      recordsOf: (id) => copyOf(id)?.records,
      has: (id, recordId) => copyOf(id) && copyOf(id)?.get(recordId) !== undefined,
    })
    for (const table of this.tables) {
      const own = real.filter(({ tableId }) => tableId === table.schema.id)
      if (own.length > 0 && table.isLoaded)
        table.copy.apply(new Map(own.map(({ recordId, after }) => [recordId, after])))
    }
    return new Map([...affected].filter(([id]) => this.#byId.has(id)))
  }

  /** Nothing of it is used any more. */
  abandon(): void {
    for (const table of this.tables) table.unload()
  }

  #blindTo(tableId: string): ReadonlySet<MirroredTable> {
    const direct = new Set(this.#effects.tablesShowing(tableId))
    const beyond = [...direct].filter((id) => !this.#byId.has(id)).flatMap((id) => this.#reach(id))
    return new Set(beyond)
  }

  #reach(from: string): readonly MirroredTable[] {
    const seen = new Set<string>()
    const pending = [...this.#effects.tablesShowing(from)]
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      pending.push(...this.#effects.tablesShowing(id))
    }
    return this.tables.filter((table) => seen.has(table.schema.id))
  }
}

/** Why a table cannot be copied. */
function unfitnessOf(schema: SchemaAnswer, table: TableSchema): string | undefined {
  const volatile = volatileField(schema, table)
  if (volatile !== undefined) return `its field ${JSON.stringify(volatile)} changes with time`
  // Where such a cell is empty, every object has something by its name.
  const inherited = table.fields.find(({ name }) => name in Object.prototype)
  return inherited && `its field ${JSON.stringify(inherited.name)} is called as JavaScript calls its own`
}

function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
