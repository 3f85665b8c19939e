import type { AirtableRecord } from '../airtable-record.ts'
import type { FieldSchema, SchemaAnswer } from '../base-schema.ts'

/** One link field, seen from the table that it leads to. */
interface LinkFrom {
  /** The table that has the field. */
  readonly tableId: string
  readonly linkedTableId: string
  readonly fieldName: string
  /** Its other side, in the table that it leads to; `undefined`: it has none. */
  readonly inverseName: string | undefined
  /**
   * Whether records show more of those they link to than that they do, so that any change of these may change them. Else only
   * links that are made or cut do.
   */
  readonly showsContent: boolean
}

/** What a record was and is, in its table; `undefined`: there was or is none. */
export interface RecordChange {
  readonly tableId: string
  readonly recordId: string
  readonly before: AirtableRecord | undefined
  readonly after: AirtableRecord | undefined
}

/** Copies as they were before the changes. */
export interface CopiedTables {
  /** The records of a table that is copied; `undefined`: it is not. */
  recordsOf(tableId: string): Iterable<AirtableRecord> | undefined
  /** Whether the copy of a table has the record; `undefined`: there is no copy. */
  has(tableId: string, recordId: string): boolean | undefined
}

const COUNTS_LINKS = 'count'

/**
 * Which records of copied tables show something of records that changed: over links, counts, lookups and rollups of one step.
 * What these show in turn is found by asking again with them. In doubt a record counts as changed.
 */
export class LinkEffects {
  /** By the table that they lead to. */
  readonly #linksTo = new Map<string, LinkFrom[]>()

  constructor({ tables }: SchemaAnswer) {
    const byId = new Map(tables.flatMap(({ fields }) => fields.map((field) => [field.id, field] as const)))
    for (const table of tables)
      for (const field of table.fields) {
        const { linkedTableId, inverseLinkFieldId } = field.options ?? {}
        if (field.type !== 'multipleRecordLinks' || linkedTableId === undefined) continue
        const links = this.#linksTo.get(linkedTableId) ?? []
        this.#linksTo.set(linkedTableId, links)
        links.push({
          tableId: table.id,
          linkedTableId,
          fieldName: field.name,
          inverseName: byId.get(inverseLinkFieldId ?? '')?.name,
          showsContent: table.fields.some((other) => showsContentThrough(other, field.id)),
        })
      }
  }

  /** Tables whose records may show something of records of this one. */
  tablesShowing(tableId: string): readonly string[] {
    return [...new Set((this.#linksTo.get(tableId) ?? []).map((link) => link.tableId))]
  }

  /** By table, the copied records that one step of links makes doubtful. */
  of(changes: readonly RecordChange[], copies: CopiedTables): ReadonlyMap<string, ReadonlySet<string>> {
    const affected = new Map<string, Set<string>>()
    for (const [tableId, links] of this.#linksTo) {
      const created = new Set(links.flatMap((link) => createdThrough(link, changes, copies)))
      if (created.size > 0) affected.set(tableId, new Set([...(affected.get(tableId) ?? []), ...created]))
      const changed = new Map(
        changes.filter((change) => change.tableId === tableId).map((change) => [change.recordId, change]),
      )
      if (changed.size === 0) continue
      for (const link of links) {
        const found = affected.get(link.tableId) ?? new Set<string>()
        this.#collect(link, changed, copies, found)
        if (found.size > 0) affected.set(link.tableId, found)
      }
    }
    return affected
  }

  #collect(
    link: LinkFrom,
    changed: ReadonlyMap<string, RecordChange>,
    copies: CopiedTables,
    found: Set<string>,
  ): void {
    for (const record of copies.recordsOf(link.tableId) ?? [])
      for (const id of linksIn(record, link.fieldName)) {
        const change = changed.get(id)
        if (change && (link.showsContent || isCut(record.id, change, link))) found.add(record.id)
      }
    if (link.inverseName === undefined) return
    for (const { before, after } of changed.values()) {
      const known = before === undefined ? [] : linksIn(before, link.inverseName)
      for (const id of after === undefined ? [] : linksIn(after, link.inverseName))
        if (before === undefined || !known.includes(id)) found.add(id)
    }
  }
}

/** What is linked to and is not known: a write may have created it on the way, and nothing leads back. */
function createdThrough(
  { tableId, linkedTableId, fieldName, inverseName }: LinkFrom,
  changes: readonly RecordChange[],
  copies: CopiedTables,
): readonly string[] {
  if (inverseName !== undefined) return []
  return changes
    .flatMap(({ tableId: changed, after }) => (changed === tableId && after ? linksIn(after, fieldName) : []))
    .filter((id) => copies.has(linkedTableId, id) === false)
}

/** Whether the record that changed no longer links back, or nobody can tell. */
function isCut(recordId: string, { after }: RecordChange, { inverseName }: LinkFrom): boolean {
  return after === undefined || inverseName === undefined || !linksIn(after, inverseName).includes(recordId)
}

function linksIn({ fields }: AirtableRecord, name: string): readonly string[] {
  const value = fields[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

function showsContentThrough({ type, options }: FieldSchema, linkFieldId: string): boolean {
  return options?.recordLinkFieldId === linkFieldId && type !== COUNTS_LINKS
}
