export type {
  BaseData,
  FieldOptions,
  FieldSchema,
  RecordData,
  TableData,
  TableSchema,
  ViewSchema,
} from './base/base-data.ts'
export type { RateLimitBody } from './server/fault-errors.ts'
export { Faults, type FaultKind } from './server/faults.ts'
export type { LimiterMode } from './server/limiter.ts'
export type { JournalEntry, RequestCounts, RequestJournal } from './server/request-journal.ts'
export { reservasDemo } from './seed/reservas-demo.ts'
export type { SimulatedBase } from './base/simulated-base.ts'
export type { SimulatedRecord, SimulatedTable } from './base/simulated-table.ts'
export { startAirtableSimulator, type AirtableSimulator } from './server/start-airtable-simulator.ts'
export type { AirtableSimulatorOptions } from './server/simulator-options.ts'
