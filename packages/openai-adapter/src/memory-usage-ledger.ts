import type { ChatUsage, UsageLedger, UsageRecord } from '@larder/assistant'
import { type Clock, systemClock } from '@larder/cache-core'
import { addUsage, NO_USAGE } from './usage.ts'

export interface UsageTotal {
  readonly calls: number
  readonly errors: number
  /** Answers from the cache, fresh or stale. */
  readonly hits: number
  readonly usage: ChatUsage
  readonly usd: number
  readonly savedUsd: number
  /** Calls whose cost is not known: no price, or nobody was told. They are not in `usd`. */
  readonly unpriced: number
}

export interface UsageTotals {
  readonly all: UsageTotal
  readonly byAgent: Readonly<Record<string, UsageTotal>>
  readonly byTenant: Readonly<Record<string, UsageTotal>>
  readonly byProvider: Readonly<Record<string, UsageTotal>>
  readonly byModel: Readonly<Record<string, UsageTotal>>
}

export interface MemoryUsageLedgerOptions {
  /** Tenants, and models, that are told apart; all others are counted as `OTHERS`, with one budget. Default 10,000. */
  readonly maxNames?: number | undefined
  readonly clock?: Clock | undefined
}

/** The name under which those beyond `maxNames` are counted. */
export const OTHERS = '(others)'

const NOTHING: UsageTotal = {
  calls: 0,
  errors: 0,
  hits: 0,
  usage: NO_USAGE,
  usd: 0,
  savedUsd: 0,
  unpriced: 0,
}
const DAY_MS = 86_400_000

/** A UsageLedger in the memory of one process: totals since its start, and what each tenant spent today. */
export class MemoryUsageLedger implements UsageLedger {
  readonly #maxNames: number
  readonly #clock: Clock
  #all = NOTHING
  readonly #byAgent = new Map<string, UsageTotal>()
  readonly #byTenant = new Map<string, UsageTotal>()
  readonly #byProvider = new Map<string, UsageTotal>()
  readonly #byModel = new Map<string, UsageTotal>()
  readonly #today = new Map<string, number>()
  #day = 0

  constructor({ maxNames = 10_000, clock = systemClock }: MemoryUsageLedgerOptions = {}) {
    this.#maxNames = maxNames
    this.#clock = clock
  }

  record(use: UsageRecord): void {
    this.#all = plus(this.#all, use)
    for (const [totals, name] of [
      [this.#byAgent, use.agent],
      [this.#byTenant, use.tenant],
      [this.#byProvider, use.provider],
      [this.#byModel, use.model],
    ] as const) {
      const known = this.#nameIn(totals, name)
      totals.set(known, plus(totals.get(known) ?? NOTHING, use))
    }
    this.#turnDay()
    const tenant = this.#nameIn(this.#today, use.tenant)
    this.#today.set(tenant, (this.#today.get(tenant) ?? 0) + (use.usd ?? 0))
  }

  spentToday(tenant: string): number {
    this.#turnDay()
    return this.#today.get(this.#nameIn(this.#today, tenant)) ?? 0
  }

  totals(): UsageTotals {
    return {
      all: this.#all,
      byAgent: Object.fromEntries(this.#byAgent),
      byTenant: Object.fromEntries(this.#byTenant),
      byProvider: Object.fromEntries(this.#byProvider),
      byModel: Object.fromEntries(this.#byModel),
    }
  }

  #nameIn(totals: ReadonlyMap<string, unknown>, name: string): string {
    return totals.has(name) || totals.size < this.#maxNames ? name : OTHERS
  }

  /** Days are those of UTC. */
  #turnDay(): void {
    const day = Math.floor(this.#clock.now() / DAY_MS)
    if (day === this.#day) return
    this.#day = day
    this.#today.clear()
  }
}

function plus(total: UsageTotal, use: UsageRecord): UsageTotal {
  const isHit = use.cache === 'hit' || use.cache === 'stale'
  return {
    calls: total.calls + 1,
    errors: total.errors + (use.outcome === 'error' ? 1 : 0),
    hits: total.hits + (isHit ? 1 : 0),
    usage: addUsage(total.usage, use.usage),
    usd: total.usd + (use.usd ?? 0),
    savedUsd: total.savedUsd + use.savedUsd,
    unpriced: total.unpriced + (use.usd === undefined ? 1 : 0),
  }
}
