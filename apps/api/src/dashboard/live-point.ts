/**
 * What `/cache/live` tells, in plain JSON: shared by the server that measures it and the page that shows it, and so without
 * imports of either's.
 */

/** Where reads are timed: all of them, or what each tier takes: memory, Redis, Airtable (waits for its budget included). */
export type Timed = 'reads' | 'memory' | 'redis' | 'upstream'

/** How things stand, and what has happened since the point before. */
export interface LivePoint {
  /** Ms since the epoch. */
  readonly at: number
  /** Since the point before, in ms. */
  readonly spanMs: number
  readonly status: 'healthy' | 'degraded' | 'disabled'
  readonly reason?: string | undefined
  /** Whether an operator has taken Redis out of service. */
  readonly isIsolated: boolean
  readonly reads: ReadCounts
  /** Failures since the point before, by where they took place and their code: `Redis DEADLINE_EXCEEDED`. */
  readonly errors: Readonly<Record<string, number>>
  readonly latencyMs: Readonly<Record<Timed, Latency>>
  readonly memory: { readonly entries: number; readonly bytes: number; readonly maxBytes: number }
  readonly loads: { readonly saved: number; readonly inFlight: number }
  readonly nodes: readonly RedisNode[]
  readonly connections: { readonly max: number; readonly open: number; readonly inFlight: number }
  /** Deletions that wait for Redis. */
  readonly pendingDeletions: number
  readonly logLagMs?: number | undefined
  /** Of all values written so far, before and after compression; absent without Redis. */
  readonly bytes?: { readonly written: { readonly raw: number; readonly stored: number } } | undefined
  readonly upstream: LiveUpstream
}

/** Reads since the point before, by where their answer came from. */
export interface ReadCounts {
  readonly memory: number
  readonly redis: number
  readonly stale: number
  readonly missed: number
}

/** Of what took place since the point before, in ms; all 0 when nothing did. */
export interface Latency {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface RedisNode {
  readonly node: string
  readonly status: string
  readonly reason?: string | undefined
  readonly latencyMs: number
  readonly breakers: { readonly read: string; readonly write: string }
  /** Commands under way on each connection that is open. */
  readonly lanes: readonly number[]
}

/** How Airtable stands: as in /cache/stats, and what it fails to serve. */
export interface LiveUpstream {
  readonly budget: {
    /** `alone`: Redis is away, and this process keeps to its share. */
    readonly mode: 'shared' | 'alone' | 'local'
    readonly processes: number
    readonly scopes: Readonly<Record<string, BudgetScope>>
  }
  readonly quota: LiveQuota
  readonly webhooks: readonly LiveWebhook[]
  readonly mirror: readonly LiveMirror[]
  /** Bases whose last requests all failed on Airtable's side, or on the way to it. */
  readonly failingBases: readonly string[]
}

export interface BudgetScope {
  /** Requests of the last second. */
  readonly used: number
  readonly limit: number
  readonly queued: {
    readonly interactive_write: number
    readonly interactive_read: number
    readonly background: number
  }
  readonly wait_ms: number
  readonly locked_for_ms: number
}

export interface LiveQuota {
  readonly status: 'exhausted' | 'available'
  readonly bases: readonly { readonly base: string; readonly until: string }[]
}

export interface LiveWebhook {
  readonly base: string
  readonly state: string
  readonly error?: string | undefined
}

export interface LiveMirror {
  readonly table: string
  readonly state: string
  readonly records: number
  readonly reason?: string | undefined
}

/** What is told of now alone, after each point, and kept by nobody: keys may tell of people. */
export interface LiveDetails {
  /** Most read first. */
  readonly hotKeys: readonly {
    readonly key: string
    readonly perSecond: number
    /** Of all reads, 0 to 1. */
    readonly share: number
  }[]
  /** What language models were used for since the start, by provider. */
  readonly models: readonly ModelSpend[]
}

export interface ModelSpend {
  readonly provider: string
  readonly calls: number
  readonly errors: number
  /** Answers from the cache. */
  readonly hits: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
  readonly savedUsd: number
  /** Calls whose cost is not known, and not in `usd`. */
  readonly unpriced: number
}
