import type { CacheParts } from './cache-parts.ts'
import type { EntryRules } from './resolve-options.ts'
import type { Freshness, MemoryEntry } from '../tiers/memory-entry.ts'
import type { ReadOptions } from './options.ts'
import { BOUNDED, type Footing, ISOLATED } from '../tiers/footing.ts'
import { staleMsOf } from './resolve-options.ts'

/** What a read may rely on. Asks the log where need be: for a strict read always, else when trust has run out. */
export function footingOf(
  { invalidations, configuration }: CacheParts,
  options: ReadOptions | undefined,
): Promise<Footing> | Footing {
  if (options?.consistency === 'strict')
    return invalidations.verify().then((isKnown) => ({ isKnown, isStrict: true }))
  const known = invalidations.regainTrust(configuration.clock.monotonic())
  if (typeof known !== 'boolean') return known.then((isKnown) => (isKnown ? BOUNDED : ISOLATED))
  return known ? BOUNDED : ISOLATED
}

/** How an entry of memory may be used now. `due`: serve it and refresh behind. */
export type Use = Freshness | 'due'

export function useOf(
  { invalidations, configuration }: CacheParts,
  entry: MemoryEntry,
  rules: EntryRules,
  { isKnown }: Footing,
): Use {
  const now = configuration.clock.monotonic()
  const freshness = entry.freshness(now, rules)
  if (freshness !== 'fresh') return freshness
  if (!isKnown && now >= invalidations.isolatedUntil(entry)) return staleMsOf(rules) > 0 ? 'stale' : 'expired'
  return now < entry.refreshAt ? 'fresh' : 'due'
}
