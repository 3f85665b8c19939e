/** How much may be spent in all. What is on its way counts as if it cost what was forecast. */
export class SpendingLimit {
  readonly #limitUsd: number
  #spentUsd = 0
  #reservedUsd = 0

  /** Infinity for no limit. Throws for less than nothing. */
  constructor(limitUsd: number) {
    if (!(limitUsd >= 0)) throw new Error(`The budget is ${limitUsd} USD; it must be 0 or more.`)
    this.#limitUsd = limitUsd
  }

  get spentUsd(): number {
    return this.#spentUsd
  }

  /** Whether a call that is forecast to cost this much may be made; then it has to be settled. */
  reserve(forecastUsd: number): boolean {
    if (forecastUsd > 0 && this.#spentUsd + this.#reservedUsd + forecastUsd > this.#limitUsd) return false
    this.#reservedUsd += forecastUsd
    return true
  }

  /** What a reserved call really cost. */
  settle(forecastUsd: number, usd: number): void {
    this.#reservedUsd -= forecastUsd
    this.#spentUsd += usd
  }
}
