/** One record as Airtable gives it. */
export interface AirtableRecord {
  readonly id: string
  readonly createdTime: string
  readonly fields: Readonly<Record<string, unknown>>
}
