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
