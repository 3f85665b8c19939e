import type { Clock } from '@larder/cache-core'
import { RateAllowance, type RateRule } from './rate-allowance.ts'

/** Tokens whose allowance is known; one costs a few hundred bytes. */
const MOST_TOKENS = 10_000

export interface TokenAllowancesOptions {
  readonly rule: RateRule
  readonly clock: Clock
  /** Default: 10,000. */
  readonly mostTokens?: number | undefined
}

/**
 * What each token may still ask. Only what has come back whole is forgotten, so that nobody has a new allowance by bringing other
 * tokens; while there is no room, those that are new share one.
 */
export class TokenAllowances {
  readonly #options: TokenAllowancesOptions
  readonly #allowances = new Map<string, RateAllowance>()
  readonly #ofAllOthers: RateAllowance

  constructor(options: TokenAllowancesOptions) {
    this.#options = options
    this.#ofAllOthers = new RateAllowance(options.rule, options.clock)
  }

  of(token: string): RateAllowance {
    const known = this.#allowances.get(token)
    if (known) return known
    if (!this.#hasRoom()) return this.#ofAllOthers
    const { rule, clock } = this.#options
    const allowance = new RateAllowance(rule, clock)
    this.#allowances.set(token, allowance)
    return allowance
  }

  #hasRoom(): boolean {
    const { mostTokens = MOST_TOKENS } = this.#options
    if (this.#allowances.size < mostTokens) return true
    for (const [token, { isWhole }] of this.#allowances) if (isWhole) return this.#allowances.delete(token)
    return false
  }
}
