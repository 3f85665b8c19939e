import type { BreakerState, CacheEvent, CacheObserver, UnreadableCause } from '@larder/cache-core'
import type { Logger } from 'pino'
import { forNobody } from './telemetry/request-context.ts'

/** The others are about Redis or an upstream, whoever noticed. */
const OF_A_REQUEST: ReadonlySet<CacheEvent['type']> = new Set([
  'store-error',
  'unreadable-entry',
  'refresh-failed',
])

/** How often a breaker went into a state. */
export interface BreakerTransitions {
  readonly node: string
  readonly breaker: 'read' | 'write'
  readonly to: BreakerState
  readonly count: number
}

/** Writes a line for every change that is news, and counts what happens too often for lines. */
export class EventObserver implements CacheObserver {
  readonly #logger: Logger
  readonly #unreadable = new Map<UnreadableCause, number>()
  readonly #transitions = new Map<string, BreakerTransitions>()
  #failedRefreshes = 0

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Entries in Redis that could not be read, by cause; each was answered as a miss and removed. */
  get unreadableEntries(): Readonly<Partial<Record<UnreadableCause, number>>> {
    return Object.fromEntries(this.#unreadable)
  }

  get breakerTransitions(): readonly BreakerTransitions[] {
    return [...this.#transitions.values()]
  }

  /** Loads behind an answer that failed. */
  get failedRefreshes(): number {
    return this.#failedRefreshes
  }

  on(event: CacheEvent): void {
    this.#count(event)
    if (OF_A_REQUEST.has(event.type)) this.#write(event)
    else forNobody(() => this.#write(event))
  }

  #count(event: CacheEvent): void {
    if (event.type === 'unreadable-entry')
      this.#unreadable.set(event.cause, (this.#unreadable.get(event.cause) ?? 0) + 1)
    if (event.type === 'refresh-failed') this.#failedRefreshes++
    // Nodes come and go: those that are gone are not remembered.
    if (event.type === 'store-node-gone')
      for (const [key, { node }] of this.#transitions) if (node === event.node) this.#transitions.delete(key)
    if (event.type === 'breaker') {
      const { node, breaker, to } = event
      const key = `${node} ${breaker} ${to}`
      this.#transitions.set(key, { node, breaker, to, count: (this.#transitions.get(key)?.count ?? 0) + 1 })
    }
  }

  #write(event: CacheEvent): void {
    if (event.type === 'quota-exhausted')
      this.#logger.error(
        event,
        `the monthly calls of ${event.scope} are used up: what is cached is served stale`,
      )
    else if (event.type === 'quota-restored')
      this.#logger.warn(event, `${event.scope} answers again: the monthly calls are no longer used up`)
    else if (event.type === 'breaker')
      this.#logger[isNews(event) ? 'warn' : 'debug'](
        event,
        `the ${event.breaker} breaker of ${event.node} is ${event.to}`,
      )
    else if (event.type === 'store-node-gone')
      this.#logger.info(event, `Redis is without the node ${event.node} now`)
    else if (event.type !== 'store-health') this.#logger.debug(event, event.type)
    else if (event.healthy) this.#logger.info(event, `Redis is in service: ${event.node}`)
    else this.#logger.warn(event, `Redis is out of service: ${event.node}`)
  }
}

/** That a breaker has opened, or is closed again. In between it tries several times a second, for as long as Redis is away. */
function isNews({ from, to }: Extract<CacheEvent, { type: 'breaker' }>): boolean {
  return from === 'closed' || to === 'closed'
}
