import type { OperationName } from '../metrics/cache-stats.ts'

/** How long an operation is not tried again, in ms: rights change by hand. */
const PAUSE_MS = 5_000

/**
 * Operations that the store does not let this process do (NOPERM): a fault of the configuration that says nothing about
 * the server. The operation pauses and everything else goes on; that is news once, until it is allowed again.
 */
export class RefusedOperations {
  /** By node and operation: each server has rights of its own. */
  readonly #until = new Map<string, number>()

  get isEmpty(): boolean {
    return this.#until.size === 0
  }

  isPaused(node: string, operation: OperationName, now: number): boolean {
    const until = this.#until.get(placeOf(node, operation))
    return until !== undefined && now < until
  }

  /** The store refused it. Whether that is news. */
  refuse(node: string, operation: OperationName, now: number): boolean {
    const place = placeOf(node, operation)
    const isNews = !this.#until.has(place)
    this.#until.set(place, now + PAUSE_MS)
    return isNews
  }

  /** The store did it. */
  allow(node: string, operation: OperationName): void {
    this.#until.delete(placeOf(node, operation))
  }
}

function placeOf(node: string, operation: OperationName): string {
  return `${operation} ${node}`
}
