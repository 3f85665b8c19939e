import type { OperationName } from '../metrics/cache-stats.ts'

/** How long an operation is not tried again, in ms: rights change by hand. */
const PAUSE_MS = 5_000

/**
 * Operations that the store does not let this process do (NOPERM): a fault of the configuration that says nothing about
 * the server. The operation pauses and everything else goes on; that is news once, until it is allowed again.
 */
export class RefusedOperations {
  readonly #until = new Map<OperationName, number>()

  get isEmpty(): boolean {
    return this.#until.size === 0
  }

  isPaused(operation: OperationName, now: number): boolean {
    const until = this.#until.get(operation)
    return until !== undefined && now < until
  }

  /** The store refused it. Whether that is news. */
  refuse(operation: OperationName, now: number): boolean {
    const isNews = !this.#until.has(operation)
    this.#until.set(operation, now + PAUSE_MS)
    return isNews
  }

  /** The store did it. */
  allow(operation: OperationName): void {
    this.#until.delete(operation)
  }
}
