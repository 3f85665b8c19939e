export {
  createAirtableClient,
  type AirtableClient,
  type AirtableClientOptions,
  type AirtableRequest,
} from './airtable-client.ts'
export { AirtableError, type AirtableErrorKind } from './airtable-error.ts'
export { AirtableSource, type AirtableSourceOptions } from './airtable-source.ts'
export type { TextsOfLinks } from './formula/cell-reader.ts'
export {
  compileFormula,
  type CompiledFormula,
  type CompileFormulaOptions,
  type ExactFormula,
  type InexactFormula,
} from './formula/compile-formula.ts'
export { FormulaRefusal } from './formula/formula-refusal.ts'
export { InexactValue } from './formula/inexact-value.ts'
export type {
  FormulaField,
  FormulaFieldOptions,
  FormulaResult,
  FormulaTable,
} from './formula/table-fields.ts'
export { listQueryFromBody, listQueryFromSearch, type ListQuery } from './list-query.ts'
export {
  RecordCache,
  type ListPage,
  type ReadOptions,
  type RecordCacheOptions,
  type WriteRequest,
} from './record-cache.ts'
export type { AirtableRecord } from './airtable-record.ts'
