import type { Clock, Random } from '@larder/cache-core'
import type { BaseData } from '../base/base-data.ts'
import type { LimiterMode } from './limiter.ts'
import type { RateLimitBody } from './fault-errors.ts'
import type { TokenGrant } from '../api/access.ts'

export interface AirtableSimulatorOptions {
  /** Default 0: a free one. */
  readonly port?: number | undefined
  /** Default: the base "Reservas Demo". */
  readonly bases?: readonly BaseData[] | undefined
  /** Default `documented`: 5 requests/s per base, then 30 s of 429. */
  readonly limiter?: LimiterMode | undefined
  /** How long `documented` refuses everything, in ms. Default 30,000. */
  readonly lockoutMs?: number | undefined
  /** Whether a request refused during the lockout starts it anew. Default false. */
  readonly lockoutExtends?: boolean | undefined
  /** Which documented shape a rate-limit 429 has. Default `plural`, which production logs show. */
  readonly rateLimitBody?: RateLimitBody | undefined
  /** Sent as `Retry-After` with rate-limit 429s and with 503s. Default: not sent, as by the real API. */
  readonly retryAfterSeconds?: number | undefined
  /** Calls that a calendar month (UTC) includes, over all bases. Default: no limit. */
  readonly monthlyCalls?: number | undefined
  /** What comes after them: `refuse` answers 429 to all but `/meta/*`, `slow` lets 2 requests/s per base through. Default `refuse`. */
  readonly overQuota?: 'refuse' | 'slow' | undefined
  /** How long an unused listing lives, in ms. Default 300,000. */
  readonly iteratorTtlMs?: number | undefined
  /** From a change to a webhook's ping, in ms: what changes meanwhile shares the ping. Default 100. */
  readonly pingDelayMs?: number | undefined
  /** How long the URLs of attachments are good, in ms; the real ones are for 7,200,000. Default: they stay as given. */
  readonly attachmentTtlMs?: number | undefined
  /** Tokens that are good, and for what. Default: any token, for everything. */
  readonly tokens?: readonly (string | TokenGrant)[] | undefined
  /** What an unknown table is answered with: 403 as for personal access tokens (the default), or the 404 of API keys. */
  readonly unknownTable?: 403 | 404 | undefined
  /** Larger bodies are answered 413. Default 10 MiB: the real limit is not published. */
  readonly maxBodyBytes?: number | undefined
  /** Whether lists are compressed for clients that accept it. Default true. */
  readonly gzip?: boolean | undefined
  /** Default: the system's. */
  readonly clock?: Clock | undefined
  /** Makes ids and secrets, and picks requests for `faults.failShare`. Default: seeded, the same at every start. */
  readonly random?: Random | undefined
}
