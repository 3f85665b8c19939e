import type { CacheObserver } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import type { EntryRules } from './resolve-options.ts'
import type { Flight } from './single-flight.ts'
import type { Loader, LoaderContext } from './options.ts'
import { freshnessAt, type MemoryEntry } from '../tiers/memory-tier.ts'
import type { Policy } from '../policies/policy.ts'
import type { StatsRecorder } from '../metrics/cache-stats.ts'
import type { TierStack } from '../tiers/tier-stack.ts'
import { CacheError } from '../errors.ts'
import { deadline } from '../policies/deadline.ts'
import { sealValue } from '../seal-value.ts'
import { staleMsOf } from './resolve-options.ts'

export interface FlightContext {
  readonly tiers: TierStack
  readonly stats: StatsRecorder
  readonly clock: Clock
  readonly loadPolicy: Policy | undefined
  readonly observer: CacheObserver | undefined
}

/** What one load is about. */
export interface LoadRequest {
  readonly key: string
  readonly loader: Loader<unknown>
  readonly rules: EntryRules
  /** An entry of memory past its ttl, to be served if nothing better can be had. */
  readonly fallback: MemoryEntry | undefined
}

/**
 * One load, from the shared tier down to the source. Ends the flight and never rejects itself:
 * fresh below → that; stale below → that, and the load goes on; else the loader's value, or on its failure the
 * fallback, or its error.
 */
export async function loadFlight(
  flight: Flight,
  request: LoadRequest,
  context: FlightContext,
): Promise<void> {
  try {
    const below = await context.tiers.readShared(request.key)
    // An entry read while a deletion overtook this flight may be the deleted one.
    const entry = flight.fenced ? undefined : below
    const fallback = newer(entry, request.fallback)
    if (entry && answerFromShared(flight, entry, request.rules, context.clock)) return
    await loadFromSource(flight, { ...request, fallback }, context)
  } catch (error) {
    flight.reject(error)
  }
}

/** Whether the entry ends the flight. A stale one answers the waiters, and the load goes on. */
function answerFromShared(flight: Flight, entry: MemoryEntry, rules: EntryRules, clock: Clock): boolean {
  const ageMs = clock.monotonic() - entry.bornAt
  const freshness = freshnessAt(entry, clock.monotonic(), rules)
  if (freshness !== 'fresh' && freshness !== 'stale') return false
  const found = { value: entry.value, tier: 'l2', ageMs } as const
  if (freshness === 'fresh') flight.resolve({ ...found, outcome: 'hit' })
  else {
    flight.resolveStale({ ...found, outcome: 'stale' })
    flight.keepRunning()
  }
  return freshness === 'fresh'
}

async function loadFromSource(flight: Flight, request: LoadRequest, context: FlightContext): Promise<void> {
  const { clock, stats, observer } = context
  const { softTimeoutMs } = request.rules
  const serveFallback = () => answerFromFallback(flight, request, clock)
  const softTimer = Number.isFinite(softTimeoutMs) ? clock.setTimer(serveFallback, softTimeoutMs) : undefined
  const startedAt = clock.monotonic()
  const epoch = context.tiers.epoch
  const alongside: [key: string, value: unknown][] = []
  try {
    const value = await runLoader(flight, request, context, (key, also) => void alongside.push([key, also]))
    stats.done('load', clock.monotonic() - startedAt)
    keep(flight, request, value, context.tiers)
    // Nothing that was invalidated since may come back with it; in doubt, none of it is kept.
    if (!flight.fenced && context.tiers.epoch === epoch) {
      for (const [key, also] of alongside) {
        if (!context.tiers.hasSince(key, startedAt)) keep(flight, { ...request, key }, also, context.tiers)
      }
    }
    flight.resolve({ value, outcome: 'load', tier: 'source', ageMs: 0 })
  } catch (error) {
    stats.error('load', error instanceof CacheError ? error.code : 'LOADER')
    serveFallback()
    if (flight.answered)
      observer?.on({
        type: 'refresh-failed',
        message: error instanceof Error ? error.message : 'The loader failed.',
      })
    flight.reject(error)
  } finally {
    softTimer?.cancel()
  }
}

function runLoader(
  flight: Flight,
  { loader, rules }: LoadRequest,
  { loadPolicy, clock }: FlightContext,
  keepAlso: LoaderContext['keepAlso'],
): Promise<unknown> {
  const limit = deadline({ ms: rules.hardTimeoutMs, clock, label: 'load' })
  const load = async (context: { readonly signal?: AbortSignal | undefined }) =>
    loader({ signal: context.signal ?? flight.controller.signal, keepAlso })
  return limit.execute((inner) => (loadPolicy ? loadPolicy.execute(load, inner) : load(inner)), {
    signal: flight.controller.signal,
  })
}

/** Seals and keeps the value; the shared write goes on behind the answer. Throws VALUE_NOT_CARRIABLE. */
function keep(flight: Flight, { key, rules }: LoadRequest, value: unknown, tiers: TierStack): void {
  const bytes = sealValue(value)
  const ttlMs = value === undefined ? rules.negativeTtlMs : rules.ttlMs
  const staleMs = value === undefined ? 0 : staleMsOf(rules)
  if (flight.fenced || ttlMs + staleMs === 0) return
  void tiers.keep(key, { value, bytes, ttlMs, staleMs }, () => !flight.fenced)
}

function answerFromFallback(flight: Flight, { fallback, rules }: LoadRequest, clock: Clock): void {
  // A fenced flight's fallback is what was deleted.
  if (!fallback || flight.fenced || flight.answered) return
  const ageMs = clock.monotonic() - fallback.bornAt
  if (freshnessAt(fallback, clock.monotonic(), rules) === 'expired') return
  flight.resolveStale({ value: fallback.value, outcome: 'stale', tier: 'l1', ageMs })
}

function newer(a: MemoryEntry | undefined, b: MemoryEntry | undefined): MemoryEntry | undefined {
  if (!a || !b) return a ?? b
  return a.bornAt >= b.bornAt ? a : b
}
