import type { AcquireOptions, BudgetStatus, Departure, RateBudget, RequestPriority } from '@larder/cache-core'

/** One request that asked for its slots. Instants in ms on a clock that the processes of this machine share. */
export interface BudgetSample {
  readonly priority: RequestPriority
  readonly cameAt: number
  /** `undefined`: it was refused, or its time was up. */
  readonly leftAt: number | undefined
  readonly answeredAt: number | undefined
}

/** Notes when requests came, left and were answered. */
export class MeteredBudget implements RateBudget {
  readonly samples: BudgetSample[] = []
  readonly #inner: RateBudget

  constructor(inner: RateBudget) {
    this.#inner = inner
  }

  async acquire(scopes: string | readonly string[], options: AcquireOptions = {}): Promise<Departure> {
    const { priority = 'interactive-read' } = options
    const cameAt = wallMs()
    try {
      const departure = await this.#inner.acquire(scopes, options)
      const leftAt = wallMs()
      return {
        unused: () => departure.unused(),
        arrived: () => {
          this.samples.push({ priority, cameAt, leftAt, answeredAt: wallMs() })
          departure.arrived()
        },
      }
    } catch (error) {
      this.samples.push({ priority, cameAt, leftAt: undefined, answeredAt: undefined })
      throw error
    }
  }

  lock(scope: string, durationMs: number): void {
    this.#inner.lock(scope, durationMs)
  }

  status(scope: string): BudgetStatus {
    return this.#inner.status(scope)
  }

  scopes(): readonly string[] {
    return this.#inner.scopes()
  }
}

/** Never goes back, and is nearly the same in every process that has just started. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now()
}
