export type {
  BaseData,
  FieldOptions,
  FieldSchema,
  RecordData,
  TableData,
  TableSchema,
  ViewSchema,
} from './base-data.ts'
export type { RateLimitBody } from './api-error.ts'
export { Faults, type FaultKind } from './faults.ts'
export type { LimiterMode } from './limiter.ts'
export type { JournalEntry, RequestCounts, RequestJournal } from './request-journal.ts'
export { reservasDemo } from './seed/reservas-demo.ts'
export type { SimulatedBase } from './simulated-base.ts'
export type { SimulatedRecord, SimulatedTable } from './simulated-table.ts'
export {
  startAirtableSimulator,
  type AirtableSimulator,
  type AirtableSimulatorOptions,
} from './start-airtable-simulator.ts'
