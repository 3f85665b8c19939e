export {
  createAirtableClient,
  type AirtableClient,
  type AirtableClientOptions,
  type AirtableRequest,
} from './airtable-client.ts'
export { AttemptLedger } from './attempt-ledger.ts'
export { AirtableError, type AirtableErrorKind } from './airtable-error.ts'
export { airtableLimitOf, AirtableSource, type AirtableSourceOptions } from './airtable-source.ts'
export type { BaseFreshness, FreshnessPolicies, FreshnessPolicy } from './freshness-policy.ts'
export type { ListPage } from './list-pages.ts'
export { listQueryFromBody, listQueryFromSearch, type ListQuery } from './list-query.ts'
export {
  type CachedAnswer,
  RecordCache,
  type ReadOptions,
  type RecordCacheOptions,
  type WriteRequest,
} from './record-cache.ts'
export { QUOTA_PREFIX, QuotaBreaker, type QuotaBreakerOptions, type QuotaState } from './quota-breaker.ts'
export type { AirtableRecord } from './airtable-record.ts'
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
