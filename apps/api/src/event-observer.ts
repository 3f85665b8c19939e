import type { CacheEvent, CacheObserver, UnreadableCause } from '@larder/cache-core'
import type { Logger } from 'pino'

/** Writes a line for every change of state, and counts what happens too often for lines. */
export class EventObserver implements CacheObserver {
  readonly #logger: Logger
  readonly #unreadable = new Map<UnreadableCause, number>()

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Entries in Redis that could not be read, by cause; each was answered as a miss and removed. */
  get unreadableEntries(): Readonly<Partial<Record<UnreadableCause, number>>> {
    return Object.fromEntries(this.#unreadable)
  }

  on(event: CacheEvent): void {
    if (event.type === 'unreadable-entry') {
      this.#unreadable.set(event.cause, (this.#unreadable.get(event.cause) ?? 0) + 1)
    }
    if (event.type === 'quota-exhausted')
      this.#logger.error(
        event,
        `the monthly calls of ${event.scope} are used up: what is cached is served stale`,
      )
    else if (event.type === 'quota-restored')
      this.#logger.warn(event, `${event.scope} answers again: the monthly calls are no longer used up`)
    else if (event.type === 'breaker')
      this.#logger.warn(event, `the ${event.breaker} breaker of ${event.node} is ${event.to}`)
    else if (event.type === 'store-node-gone')
      this.#logger.info(event, `Redis is without the node ${event.node} now`)
    else if (event.type !== 'store-health') this.#logger.debug(event, event.type)
    else if (event.healthy) this.#logger.info(event, `Redis is in service: ${event.node}`)
    else this.#logger.warn(event, `Redis is out of service: ${event.node}`)
  }
}
