import type { Lookup } from '@larder/cache-core'

const OUTCOMES = ['hit', 'stale', 'load'] as const
const TIERS = ['l1', 'l2', 'source'] as const

/** Where a value came from that was put together: as far away and as old as the worst of its parts, of which there is one at least. */
export function lookupOfAll<T>(parts: readonly Lookup<unknown>[], value: T): Lookup<T> {
  const worst = <Name>(order: readonly Name[], nameOf: (part: Lookup<unknown>) => Name): Name =>
    order[Math.max(...parts.map((part) => order.indexOf(nameOf(part))))] as Name
  return {
    value,
    outcome: worst(OUTCOMES, ({ outcome }) => outcome),
    tier: worst(TIERS, ({ tier }) => tier),
    ageMs: Math.max(...parts.map(({ ageMs }) => ageMs)),
  }
}
