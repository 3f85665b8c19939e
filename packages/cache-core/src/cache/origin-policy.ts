import type { CacheConfiguration } from './resolve-options.ts'
import type { Policy } from '../policies/policy.ts'
import { Bulkhead } from '../policies/bulkhead.ts'
import { pipeline } from '../policies/policy.ts'

/**
 * What every load runs under: the user's own policy and, innermost, the limit of loads at once. A retry that waits holds
 * no place. While the shared tier is away the limit may be tighter: every process then loads for itself, and what others
 * have loaded is out of reach.
 */
export function originPolicy(
  { loadPolicy, originLimit, clock }: CacheConfiguration,
  isSharedAway: () => boolean,
): Policy | undefined {
  if (!originLimit) return loadPolicy
  const { maxConcurrent: together, maxConcurrentAlone: alone, maxQueue } = originLimit
  const maxConcurrent = () => (isSharedAway() ? alone : together)
  const limit = new Bulkhead({ maxConcurrent, maxQueue, clock })
  return loadPolicy ? pipeline(loadPolicy, limit) : limit
}
