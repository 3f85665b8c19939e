export type { ApiError } from './api/api-error.ts'
export type { PermissionLevel, TokenGrant } from './api/access.ts'
export type { RequestKind } from './api/route.ts'
export type { BaseAsUser } from './base/base-as-user.ts'
export type { ChangeSource } from './base/base-changes.ts'
export type {
  BaseData,
  Collaborator,
  FieldOptions,
  FieldSchema,
  RecordData,
  TableData,
  TableSchema,
  ViewSchema,
} from './base/base-data.ts'
export { readBase } from './base/read-base.ts'
export type { SimulatedBase } from './base/simulated-base.ts'
export type { SimulatedRecord, SimulatedTable } from './base/simulated-table.ts'
export { reservasDemo, type ReservasDemoOptions } from './seed/reservas-demo.ts'
export type { RateLimitBody } from './server/fault-errors.ts'
export type { FaultFilter, FaultKind, Faults, FaultyRequest } from './server/faults.ts'
export type { LimiterMode } from './server/limiter.ts'
export type { Quota } from './server/quota.ts'
export type { JournalEntry, RequestCounts, RequestJournal } from './server/request-journal.ts'
export type { AirtableSimulatorOptions } from './server/simulator-options.ts'
export { startAirtableSimulator, type AirtableSimulator } from './server/start-airtable-simulator.ts'
export type { Webhook } from './webhooks/webhook.ts'
export type { WebhookRegistry } from './webhooks/webhook-registry.ts'
