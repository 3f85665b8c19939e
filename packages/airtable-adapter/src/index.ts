export {
  createAirtableClient,
  type AirtableClient,
  type AirtableClientOptions,
  type AirtableRequest,
} from './airtable-client.ts'
export { AttemptLedger } from './attempt-ledger.ts'
export { AirtableError, type AirtableErrorKind } from './airtable-error.ts'
export type { BaseBreaker } from './base-guards.ts'
export { airtableLimitOf, AirtableSource, type AirtableSourceOptions } from './airtable-source.ts'
export type { BaseFreshness, FreshnessPolicies, FreshnessPolicy } from './freshness-policy.ts'
export type { ListPage } from './list-pages.ts'
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
  type CachedAnswer,
  type MirrorOptions,
  RecordCache,
  type ReadOptions,
  type RecordCacheOptions,
  type WriteRequest,
} from './record-cache.ts'
export { QUOTA_PREFIX, QuotaBreaker, type QuotaBreakerOptions, type QuotaState } from './quota-breaker.ts'
export type { AirtableRecord } from './airtable-record.ts'
export {
  AirtableReservationBook,
  type AirtableReservationBookOptions,
} from './reservation-book/airtable-reservation-book.ts'
export { type BookLayout, RESERVAS_LAYOUT } from './reservation-book/book-layout.ts'
export type { BookHold, BookLock } from './reservation-book/book-lock.ts'
export type { HouseRules } from './reservation-book/house-rules.ts'
export { LocalBookLock } from './reservation-book/local-book-lock.ts'
export { SharedBookLock, type SharedBookLockOptions } from './reservation-book/shared-book-lock.ts'
export type { MirrorStatus } from './mirror/mirror-status.ts'
export type { BaseChanges, TableChanges } from './webhooks/base-changes.ts'
export {
  AirtableWebhooks,
  type AirtableWebhooksOptions,
  MAX_PING_BYTES,
  type PingAnswer,
} from './webhooks/airtable-webhooks.ts'
export type { FollowedHook } from './webhooks/followed-hook.ts'
export type { FollowState, WebhookStatus } from './webhooks/follow-report.ts'
export { LocalWebhookState } from './webhooks/local-webhook-state.ts'
export { SharedWebhookState, type SharedWebhookStateOptions } from './webhooks/shared-webhook-state.ts'
export { verifyPing } from './webhooks/verify-ping.ts'
export type { ChangeEvent, GapEvent, GapReason, WebhookReceiver } from './webhooks/webhook-receiver.ts'
export type { HookLock, WebhookState } from './webhooks/webhook-state.ts'
