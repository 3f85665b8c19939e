import type { EntryOptions, ReadOptions as CacheReadOptions } from '@larder/cache-core'
import type { AirtableRecord } from './airtable-record.ts'
import { haveAttachments } from './attachments-in.ts'

/** How fresh answers must be. What is left out comes from the policy around it: a table's from its base's, that from the default. */
export interface FreshnessPolicy
  extends
    Pick<EntryOptions, 'ttlMs' | 'staleWhileRevalidateMs' | 'staleIfErrorMs' | 'softTimeoutMs'>,
    CacheReadOptions {}

export interface BaseFreshness extends FreshnessPolicy {
  /** By table id, or by name. */
  readonly tables?: Readonly<Record<string, FreshnessPolicy>> | undefined
}

export interface FreshnessPolicies extends FreshnessPolicy {
  /** By base id. */
  readonly bases?: Readonly<Record<string, BaseFreshness>> | undefined
}

/** A policy with nothing left out that has a default. */
export interface ResolvedFreshness extends FreshnessPolicy {
  readonly ttlMs: number
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
}

export type Life = Pick<ResolvedFreshness, 'ttlMs' | 'staleWhileRevalidateMs' | 'staleIfErrorMs'>

export interface PolicySubject {
  readonly base: string
  /** Its id, and its name where that is known. */
  readonly table: readonly string[]
  /** Whether answers may hold the addresses of attachments. */
  readonly mayHoldAttachments: boolean
  /** Whether what they show changes with time alone. */
  readonly changesWithTime: boolean
}

const DEFAULTS: ResolvedFreshness = { ttlMs: 60_000, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 }
/** Addresses of attachments die two hours after the answer that gave them: such answers are never served for longer than this, stale time included. */
const ATTACHMENTS_MAX_MS = 6_000_000

/** A day ends, and what is due becomes so, without a change to any record. */
const OF_TIME_MS = 60_000

/** The policy that holds for a table's answers. */
export function freshnessOf(
  { bases, ...defaults }: FreshnessPolicies,
  { base, table, mayHoldAttachments, changesWithTime }: PolicySubject,
): ResolvedFreshness {
  const { tables, ...ofBase } = bases?.[base] ?? {}
  const ofTable = table.map((name) => tables?.[name]).find((policy) => policy !== undefined)
  const resolved = [defaults, ofBase, ofTable ?? {}].reduce<ResolvedFreshness>(overlaid, DEFAULTS)
  const whole = mayHoldAttachments ? shortened(resolved) : resolved
  return changesWithTime ? ofTime(whole) : whole
}

/** The policy for what changes with time alone: nobody tells of it, however long all else may live. */
export function ofTime(policy: ResolvedFreshness): ResolvedFreshness {
  return { ...policy, ttlMs: Math.min(policy.ttlMs, OF_TIME_MS) }
}

/** How long records live that came under a policy: a field of attachments may be newer than what is known of the schema. */
export function lifeOf(policy: ResolvedFreshness, records: readonly AirtableRecord[]): Life {
  const { ttlMs, staleWhileRevalidateMs, staleIfErrorMs } = haveAttachments(records)
    ? shortened(policy)
    : policy
  return { ttlMs, staleWhileRevalidateMs, staleIfErrorMs }
}

function overlaid(below: ResolvedFreshness, above: FreshnessPolicy): ResolvedFreshness {
  return {
    ttlMs: above.ttlMs ?? below.ttlMs,
    staleWhileRevalidateMs: above.staleWhileRevalidateMs ?? below.staleWhileRevalidateMs,
    staleIfErrorMs: above.staleIfErrorMs ?? below.staleIfErrorMs,
    softTimeoutMs: above.softTimeoutMs ?? below.softTimeoutMs,
    consistency: above.consistency ?? below.consistency,
  }
}

function shortened(policy: ResolvedFreshness): ResolvedFreshness {
  const ttlMs = Math.min(policy.ttlMs, ATTACHMENTS_MAX_MS)
  const leftMs = ATTACHMENTS_MAX_MS - ttlMs
  return {
    ...policy,
    ttlMs,
    staleWhileRevalidateMs: Math.min(policy.staleWhileRevalidateMs, leftMs),
    staleIfErrorMs: Math.min(policy.staleIfErrorMs, leftMs),
  }
}
