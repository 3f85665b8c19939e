import type { ChatModelErrorCode } from '@larder/assistant'
import { CacheError, type Clock, type Operation, type Policy, type PolicyContext } from '@larder/cache-core'

/**
 * Keeps calls from a model for a while: five minutes when no waiting helps (key, bill, name), or as long as it asked for.
 * Until then calls reject at once, with CIRCUIT_OPEN or, after a 429, RATE_LIMITED. Never shortens what it was told before.
 */
export class ModelLatch implements Policy {
  readonly #clock: Clock
  readonly #name: string
  #heldUntil = Number.NEGATIVE_INFINITY
  #code: ChatModelErrorCode | undefined

  constructor(name: string, clock: Clock) {
    this.#name = name
    this.#clock = clock
  }

  /** What it is held back for; `undefined` while calls pass. */
  get code(): ChatModelErrorCode | undefined {
    return this.leftMs > 0 ? this.#code : undefined
  }

  get leftMs(): number {
    return Math.max(0, this.#heldUntil - this.#clock.monotonic())
  }

  hold(code: ChatModelErrorCode, forMs: number): void {
    const until = this.#clock.monotonic() + forMs
    if (until <= this.#heldUntil) return
    this.#heldUntil = until
    this.#code = code
  }

  async execute<T>(operation: Operation<T>, context: PolicyContext): Promise<T> {
    const leftMs = this.leftMs
    if (leftMs === 0) return operation(context)
    const isCooldown = this.#code === 'RATE_LIMITED'
    throw new CacheError(
      isCooldown ? 'RATE_LIMITED' : 'CIRCUIT_OPEN',
      `${this.#name} is held back after ${this.#code}; next try in ${Math.ceil(leftMs)} ms.`,
      { retryable: isCooldown, retryAfterMs: leftMs },
    )
  }
}
