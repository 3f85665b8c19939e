import type { CacheConfiguration } from './resolve-options.ts'
import { Invalidations } from '../tiers/invalidations.ts'
import { type Isolation, ISOLATIONS } from '../isolation.ts'
import { MemoryTier } from '../tiers/memory-tier.ts'
import { SharedTier } from '../tiers/shared-tier.ts'
import { originPolicy } from './origin-policy.ts'
import type { Policy } from '../policies/policy.ts'
import { SingleFlight } from './single-flight.ts'
import { StatsRecorder } from '../metrics/cache-stats.ts'
import { TierStack } from '../tiers/tier-stack.ts'

/** What a cache is made of. */
export interface CacheParts {
  readonly configuration: CacheConfiguration
  readonly memory: MemoryTier
  readonly shared: SharedTier | undefined
  readonly invalidations: Invalidations
  readonly tiers: TierStack
  readonly isolation: Isolation
  readonly flights: SingleFlight
  readonly stats: StatsRecorder
  /** Runs every load, or every batch of them. */
  readonly loadPolicy: Policy | undefined
}

/** Puts the parts together and begins to follow the shared tier. */
export function createParts(configuration: CacheConfiguration): CacheParts {
  const { shared: backend, namespace, clock, random, earlyRefreshBeta } = configuration
  const stats = new StatsRecorder()
  const memory = new MemoryTier(configuration.l1MaxBytes)
  const isolation = ISOLATIONS[configuration.isolation]
  const shared = backend && new SharedTier(backend, configuration, stats)
  const invalidations = new Invalidations({
    shared: shared && { log: shared.log, guard: shared.guard },
    onKeyGone: (key) => memory.delete(key),
    clock,
    random,
    trustMs: configuration.propagationLimitMs,
    isolatedTtlMs: configuration.isolatedTtlMs,
  })
  const tiers = new TierStack({
    memory,
    shared: shared?.guarded,
    invalidations,
    isolation,
    prefix: `${namespace}:`,
    earlyRefreshBeta,
    clock,
    random,
    observer: configuration.observer,
  })
  shared?.start(invalidations, (key, stamp) => invalidations.covers(key, stamp))
  return {
    configuration,
    memory,
    shared,
    invalidations,
    tiers,
    isolation,
    flights: new SingleFlight(),
    stats,
    loadPolicy: originPolicy(configuration, () => shared?.isAway === true),
  }
}
