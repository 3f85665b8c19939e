import type { CacheParts } from './cache-parts.ts'
import type { EntryRules } from './entry-rules.ts'
import type { Freshness, MemoryEntry } from '../tiers/memory-entry.ts'
import type { ReadOptions } from './options.ts'
import { BOUNDED, type Footing, ISOLATED } from '../tiers/footing.ts'
import { staleMsOf } from './entry-rules.ts'

/** What a read may rely on. Asks the log where need be: for a strict read always, else when trust has run out. */
export function footingOf(
  { invalidations }: CacheParts,
  options: ReadOptions | undefined,
  now: number,
): Promise<Footing> | Footing {
  if (options?.consistency === 'strict')
    return invalidations.verify().then((isKnown) => ({ isKnown, isStrict: true }))
  const known = invalidations.regainTrust(now)
  if (typeof known !== 'boolean') return known.then((isKnown) => (isKnown ? BOUNDED : ISOLATED))
  return known ? BOUNDED : ISOLATED
}

/** How an entry of memory may be used now. `due`: serve it and refresh behind. */
export type Use = Freshness | 'due'

export interface Reading {
  readonly rules: EntryRules
  readonly footing: Footing
  readonly now: number
}

export function useOf({ invalidations }: CacheParts, entry: MemoryEntry, reading: Reading): Use {
  const { rules, footing, now } = reading
  const freshness = entry.freshness(now, rules)
  if (freshness !== 'fresh') return freshness
  if (!footing.isKnown && now >= invalidations.isolatedUntil(entry))
    return staleMsOf(rules) > 0 ? 'stale' : 'expired'
  return now < entry.refreshAt ? 'fresh' : 'due'
}
