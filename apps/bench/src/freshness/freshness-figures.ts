import type { Environment } from '../environment.ts'
import type { Waits } from '../budget/budget-verdict.ts'

/** Everything that `pnpm bench freshness` measures. */
export interface FreshnessFigures {
  readonly environment: Environment
  /** Load average of the minute before. */
  readonly loadBefore: number
  readonly changes: number
  readonly phases: readonly FreshnessPhase[]
}

/** One way to learn of changes. */
export interface FreshnessPhase {
  readonly way: 'pings' | 'polling'
  readonly pollIntervalMs: number
  readonly seen: readonly Seen[]
  /** While changes came and were waited for. */
  readonly upstreamCalls: number
  /** Refused by Airtable's limit. */
  readonly upstream429s: number
}

export interface Seen {
  readonly title: string
  /** From the change in the base until an answer of Larder showed it. */
  readonly waits: Waits
  /** Not in time. */
  readonly unseen: number
}
