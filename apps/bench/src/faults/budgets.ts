import { DEADLINE_MS, ISOLATED_MS } from './larder-cache.ts'

/** What a row may cost; `undefined` where the question does not arise. */
export interface Budgets {
  /** Calls may reject so many times. */
  readonly failedCalls: number
  /** From the beginning of the fault until no call waits because of it, in ms. */
  readonly failFastMs: number | undefined
  /** Of the longest call, in ms. */
  readonly longestCallMs: number | undefined
  /** Of hits in memory while the read breaker is open: p99 above that of before, in ms. */
  readonly addedP99Ms: number
  /** From the end of the fault until reads and writes work from both processes, in ms. */
  readonly fullServiceMs: number | undefined
  /** How old a read may be around the fault, in ms; in calm times the propagation limit holds. */
  readonly stalenessMs: number
  readonly heapGrowthBytes: number
  readonly closeMs: number
}

/** Time until fail-fast: three deadlines. Time to full service: the longest pause before a reconnect, a handshake, two probes. */
export const BUDGETS: Budgets = {
  failedCalls: 0,
  failFastMs: 3 * DEADLINE_MS,
  longestCallMs: 3 * DEADLINE_MS,
  addedP99Ms: 1,
  fullServiceMs: 1_500,
  stalenessMs: ISOLATED_MS,
  heapGrowthBytes: 8 * 2 ** 20,
  closeMs: 2_000,
}
