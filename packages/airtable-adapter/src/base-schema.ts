/** The part of the metadata API's answer that the cache acts on. */
export interface SchemaAnswer {
  readonly tables: readonly TableSchema[]
}

export interface TableSchema {
  readonly id: string
  readonly name: string
  readonly primaryFieldId?: string
  readonly fields: readonly FieldSchema[]
}

export interface FieldSchema {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly options?: FieldOptions
}

export interface FieldOptions {
  readonly linkedTableId?: string
  readonly inverseLinkFieldId?: string
  /** Lookups, rollups and counts: the link field of their own table that they follow. */
  readonly recordLinkFieldId?: string
  readonly fieldIdInLinkedTable?: string
  /** Formulas. */
  readonly referencedFieldIds?: readonly string[]
  /** Formulas, with fields as {fldXXX}; rollups have theirs. */
  readonly formula?: string
  /** Selects. */
  readonly choices?: readonly { readonly id: string; readonly name: string }[]
}

/** What a write to a table may change beside the records it names. */
export interface WriteEffects {
  /** Other tables, by id, whose answers may all be out of date. */
  readonly otherTables: readonly string[]
  /** Whether other records of the table itself may change too, through another table and back. */
  readonly wholeTable: boolean
}

/** Attachment addresses die two hours after the answer that gave them. */
const ATTACHMENTS = 'multipleAttachments'
/** What shows cells of another table. */
const LOOKUPS: ReadonlySet<string> = new Set(['multipleLookupValues', 'rollup'])

/** A base's tables, by id or name, and how their fields depend on each other. */
export class BaseSchema {
  readonly answer: SchemaAnswer
  readonly #tables = new Map<string, TableSchema>()
  readonly #fields = new Map<string, { readonly table: TableSchema; readonly field: FieldSchema }>()
  /** Fields that show something of a field: of their own record, or of one that it links to. */
  readonly #dependents = new Map<string, Dependent[]>()

  constructor(answer: SchemaAnswer) {
    this.answer = answer
    for (const table of answer.tables) {
      this.#tables.set(table.id, table)
      this.#tables.set(table.name, table)
      for (const field of table.fields) this.#fields.set(field.id, { table, field })
    }
    for (const { field } of this.#fields.values()) {
      for (const { fieldId: source, crosses } of this.#sourcesOf(field)) {
        const known = this.#dependents.get(source) ?? []
        this.#dependents.set(source, [...known, { fieldId: field.id, crosses }])
      }
    }
  }

  table(idOrName: string): TableSchema | undefined {
    return this.#tables.get(idOrName)
  }

  /** The table's id, or `undefined` when the schema has no such table. */
  tableId(idOrName: string): string | undefined {
    return this.#tables.get(idOrName)?.id
  }

  /** Whether the table's records may hold attachments, their own or looked up. */
  hasAttachments(tableId: string): boolean {
    return this.#tables.get(tableId)?.fields.some((field) => this.holdsAttachments(field)) ?? true
  }

  /** Whether its cells may hold attachments, its own or looked up. */
  holdsAttachments(field: FieldSchema): boolean {
    return this.#holdsAttachments(field, new Set())
  }

  /** A lookup may look up a lookup, of a table that looks up the first. */
  #holdsAttachments({ id, type, options }: FieldSchema, seen: Set<string>): boolean {
    if (type === ATTACHMENTS) return true
    if (!LOOKUPS.has(type) || seen.has(id)) return false
    const source = this.#fields.get(options?.fieldIdInLinkedTable ?? '')
    return source !== undefined && this.#holdsAttachments(source.field, seen.add(id))
  }

  /** Follows links to their other side and computed fields to what they are computed from, over all tables. */
  effectsOfWrite(tableId: string): WriteEffects {
    const otherTables = new Set<string>()
    let wholeTable = false
    const seen = new Set<string>()
    const pending = this.#writtenFields(tableId)
    for (let step = pending.pop(); step; step = pending.pop()) {
      // A field met before on a way of its own record is met again, for others, on a way that crossed over.
      const met = `${step.fieldId} ${step.crossed}`
      if (seen.has(met)) continue
      seen.add(met)
      const table = this.#fields.get(step.fieldId)?.table
      if (!table) continue
      if (table.id !== tableId) otherTables.add(table.id)
      else if (step.crossed) wholeTable = true
      for (const { fieldId, crosses } of this.#dependents.get(step.fieldId) ?? [])
        pending.push({ fieldId, crossed: step.crossed || crosses })
    }
    return { otherTables: [...otherTables], wholeTable }
  }

  /** Other tables that the table's own links lead to, by id. */
  tablesLinkedFrom(tableId: string): readonly string[] {
    const fields = this.#tables.get(tableId)?.fields ?? []
    const linked = fields.flatMap(({ options }) => options?.linkedTableId ?? [])
    return [...new Set(linked)].filter((id) => id !== tableId)
  }

  /** What a field is made of. Links show the linked records' primary fields, in formulas and to people, and no record that is gone. */
  #sourcesOf({ options = {} }: FieldSchema): readonly Dependent[] {
    const { recordLinkFieldId, fieldIdInLinkedTable, referencedFieldIds = [], linkedTableId = '' } = options
    const own = [recordLinkFieldId, ...referencedFieldIds].map((id) => ({ fieldId: id, crosses: false }))
    const linked = [fieldIdInLinkedTable, this.#tables.get(linkedTableId)?.primaryFieldId]
    return [...own, ...linked.map((id) => ({ fieldId: id, crosses: true }))].filter(isKnown)
  }

  /** Every field of the table, and the other side of its links, which Airtable rewrites. */
  #writtenFields(tableId: string): Step[] {
    return (this.#tables.get(tableId)?.fields ?? []).flatMap((field) => {
      const inverse = field.options?.inverseLinkFieldId
      const own = { fieldId: field.id, crossed: false }
      return inverse === undefined ? [own] : [own, { fieldId: inverse, crossed: true }]
    })
  }
}

interface Step {
  readonly fieldId: string
  /** Whether the way here led through another record: then it may lead to any. */
  readonly crossed: boolean
}

interface Dependent {
  readonly fieldId: string
  /** Whether it stands in another record than what it shows, be it one of the same table. */
  readonly crosses: boolean
}

function isKnown(one: { readonly fieldId: string | undefined; readonly crosses: boolean }): one is Dependent {
  return one.fieldId !== undefined
}
