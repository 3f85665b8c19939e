import type { CacheParts } from './cache-parts.ts'
import type { EntryOptions } from './options.ts'
import type { EntryStamp, InspectedEntry } from '../ports/cache-store.ts'
import type { Freshness, MemoryEntry } from '../tiers/memory-entry.ts'
import { isOfCodec } from '../isolation.ts'
import { resolveRules, staleMsOf } from './entry-rules.ts'

/** What the tiers hold under a key, and what a read would make of it now. */
export interface Explanation {
  readonly key: string
  /** What `getOrSet` would do: serve a fresh value, serve a stale one, or load. */
  readonly verdict: 'hit' | 'stale' | 'miss'
  /** Why, in a sentence. */
  readonly reason: string
  readonly l1: HeldEntry | undefined
  readonly l2: HeldEntry | undefined
}

export interface HeldEntry {
  readonly ageMs: number
  /** Until it is stale; negative when it is. */
  readonly ttlLeftMs: number
  /** Until it is of no use at all. */
  readonly usableMs: number
  readonly tags: readonly string[]
  /** The log record that it is known to be newer than; absent in memory alone. */
  readonly stamp: { readonly era: number; readonly seq: number } | undefined
  readonly isInvalidated: boolean
  /** Size of the value in bytes: estimated for memory, as JSON for the shared tier. */
  readonly rawBytes: number
  /** What it takes where it is, in bytes; for memory as `rawBytes`. */
  readonly storedBytes: number
}

/** Looks without touching: nothing is counted, kept or refreshed, but a record of the log may be learnt of. */
export async function explain(
  parts: CacheParts,
  key: string,
  options: EntryOptions | undefined,
): Promise<Explanation> {
  const { configuration, memory, shared, invalidations, isolation } = parts
  const rules = resolveRules(configuration.rules, options)
  const now = configuration.clock.monotonic()
  const isKnown = await invalidations.regainTrust(now)
  const entry = memory.peek(key)
  const l1 = entry && describeMemory(entry, !invalidations.check(key, entry, now), now)
  const inspected = await shared?.guarded.inspect(`${configuration.namespace}:${key}`)
  const l2 = inspected && describeShared(inspected, key, parts)
  if (entry && l1 && !l1.isInvalidated) {
    const isUnsure = !isKnown && now >= invalidations.isolatedUntil(entry)
    const freshness = isUnsure && staleMsOf(rules) === 0 ? 'expired' : entry.freshness(now, rules)
    if (isUnsure && freshness === 'fresh')
      return {
        key,
        l1,
        l2,
        verdict: 'stale',
        reason: 'The invalidation log cannot be reached to check what memory holds.',
      }
    if (freshness === 'fresh' || freshness === 'stale')
      return {
        key,
        l1,
        l2,
        verdict: freshness === 'fresh' ? 'hit' : 'stale',
        reason: REASONS[freshness]('Memory'),
      }
  }
  const isForeign = inspected !== undefined && !isOfCodec(inspected.entry, isolation.codecName)
  const below = isForeign ? undefined : usable(l2, isKnown, rules.staleWhileRevalidateMs)
  if (below)
    return {
      key,
      l1,
      l2,
      verdict: below === 'fresh' ? 'hit' : 'stale',
      reason: REASONS[below]('The shared tier'),
    }
  return { key, l1, l2, verdict: 'miss', reason: isForeign ? FOREIGN : reasonOfMiss(l1, l2, isKnown, parts) }
}

const REASONS: Readonly<Record<'fresh' | 'stale', (tier: string) => string>> = {
  fresh: (tier) => `${tier} holds a fresh value.`,
  stale: (tier) =>
    `${tier} holds a value past its ttl, within staleWhileRevalidateMs: it is served and refreshed behind.`,
}

const FOREIGN = 'The shared tier holds a value that was written with another codec, or none.'

function usable(
  held: HeldEntry | undefined,
  isKnown: boolean,
  staleWhileRevalidateMs: number,
): Extract<Freshness, 'fresh' | 'stale'> | undefined {
  if (!held || held.isInvalidated || !isKnown || held.usableMs <= 0) return undefined
  if (held.ttlLeftMs > 0) return 'fresh'
  return -held.ttlLeftMs < staleWhileRevalidateMs ? 'stale' : undefined
}

function reasonOfMiss(
  l1: HeldEntry | undefined,
  l2: HeldEntry | undefined,
  isKnown: boolean,
  { shared }: CacheParts,
): string {
  if (l1?.isInvalidated || l2?.isInvalidated) return 'What was held has been invalidated.'
  if (!isKnown) return 'The invalidation log cannot be reached, so that the shared tier is not believed.'
  if (l1 || l2) return 'What is held is past its ttl, and may stand in only when the loader fails.'
  return shared ? 'Neither tier holds a value.' : 'Memory holds no value, and there is no shared tier.'
}

function describeMemory(entry: MemoryEntry, isInvalidated: boolean, now: number): HeldEntry {
  return {
    ageMs: now - entry.bornAt,
    ttlLeftMs: entry.freshUntil - now,
    usableMs: entry.usableUntil - now,
    tags: entry.tags,
    stamp: undefined,
    isInvalidated,
    rawBytes: entry.bytes,
    storedBytes: entry.bytes,
  }
}

function describeShared(
  { entry, rawBytes, storedBytes }: InspectedEntry,
  key: string,
  { invalidations, configuration }: CacheParts,
): HeldEntry {
  const { stamp, ttlMs, staleMs, createdAt } = entry
  const ageMs = configuration.clock.now() - createdAt
  const verdict = invalidations.judge(key, stamp)
  return {
    ageMs,
    ttlLeftMs: verdict?.expired ? 0 : ttlMs - ageMs,
    usableMs: ttlMs + staleMs - ageMs,
    tags: stamp.tags,
    stamp: positionOf(stamp),
    isInvalidated: verdict === undefined,
    rawBytes,
    storedBytes,
  }
}

function positionOf({ era, seq }: EntryStamp): { readonly era: number; readonly seq: number } {
  return { era, seq }
}
