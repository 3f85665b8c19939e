/** A base as JSON can describe it: the schema in the metadata API's format, records in the list format. */
export interface BaseData {
  readonly id: string
  readonly name: string
  readonly tables: readonly TableData[]
  /** Who can be written into collaborator cells and mentioned in comments. Those in cells are found by themselves. */
  readonly collaborators?: readonly Collaborator[] | undefined
}

export interface TableData {
  readonly schema: TableSchema
  readonly records: readonly RecordData[]
}

export interface TableSchema {
  readonly id: string
  name: string
  description?: string
  readonly primaryFieldId: string
  readonly fields: FieldSchema[]
  readonly views: readonly ViewSchema[]
}

export interface FieldSchema {
  readonly id: string
  name: string
  readonly type: string
  description?: string
  readonly options?: FieldOptions
}

/** The options that the simulator acts on; others are passed through in the metadata. */
export interface FieldOptions {
  readonly choices?: { id: string; name: string; color?: string }[]
  readonly linkedTableId?: string
  readonly inverseLinkFieldId?: string
  readonly recordLinkFieldId?: string
  readonly fieldIdInLinkedTable?: string
  /** Of a formula field. Of a rollup, over `values` (default `SUM(values)`): Airtable does not tell that one, the metadata leave it out. */
  readonly formula?: string
  /** The fields whose changes a lastModifiedTime or lastModifiedBy field tells; default all. */
  readonly referencedFieldIds?: readonly string[]
  readonly timeZone?: string
  readonly [other: string]: unknown
}

export interface ViewSchema {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly visibleFieldIds?: readonly string[]
  /** What the view keeps and how it orders: Airtable does not tell, the simulator has to know. */
  readonly filterByFormula?: string
  readonly sort?: readonly { readonly field: string; readonly direction?: 'asc' | 'desc' }[]
}

export interface RecordData {
  readonly id: string
  readonly createdTime: string
  /** By field name or id; link cells hold record ids. */
  readonly fields: Readonly<Record<string, unknown>>
}

export interface Collaborator {
  readonly id: string
  readonly email?: string
  readonly name?: string
}

/** Field types whose cells nobody writes. */
export const COMPUTED_TYPES: ReadonlySet<string> = new Set([
  'formula',
  'rollup',
  'count',
  'multipleLookupValues',
  'createdTime',
  'lastModifiedTime',
  'createdBy',
  'lastModifiedBy',
  'autoNumber',
  'button',
  'externalSyncSource',
  'aiText',
])
