export interface RetryBudgetOptions {
  /** Retries per success that are earned, above 0 to 1. Default 0.1. */
  readonly ratio?: number | undefined
  /** Retries that may be saved up; it begins full. Default 10. */
  readonly capacity?: number | undefined
}

/**
 * How many retries everybody together may make: a success earns a tenth of one, a retry spends one. Where most calls
 * succeed every failure is retried; where most fail, retries add no more than a tenth to the load of what is in trouble
 * (Brooker, "Fixing retries with token buckets and circuit breakers", 2022). Share one among all calls to a resource.
 */
export class RetryBudget {
  readonly #ratio: number
  readonly #capacity: number
  #tokens: number

  constructor({ ratio = 0.1, capacity = 10 }: RetryBudgetOptions = {}) {
    this.#ratio = ratio
    this.#capacity = capacity
    this.#tokens = capacity
  }

  /** Retries that could be made now. */
  get available(): number {
    return Math.floor(this.#tokens)
  }

  /** A call succeeded, at whatever attempt. */
  earn(): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + this.#ratio)
  }

  /** Whether a retry may be made; then it is spent. */
  trySpend(): boolean {
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
