import type { Clock } from '../ports/clock.ts'
import type {
  LeaseAnswer,
  LeaseBroker,
  LeaseListener,
  LeaseOutcome,
  LeaseRequest,
} from '../ports/lease-broker.ts'

/** How long it is remembered that a lease was given back, in ms. */
const RELEASE_MEMORY_MS = 2_000

interface Holder {
  readonly request: LeaseRequest
  until: number
  /** Nobody waits for it, in its process or elsewhere. */
  isBackground: boolean
}

/** Leases in this process, shared by all that open them. */
export class InMemoryLeaseState {
  readonly listeners: Set<LeaseListener> = new Set()
  readonly held: Map<string, Holder> = new Map()
  readonly released: Map<string, number> = new Map()
}

/** One process's access to leases in this process. */
export class InMemoryLeases implements LeaseBroker {
  readonly #state: InMemoryLeaseState
  readonly #clock: Clock

  nodeOf(_key: string): string {
    return 'memory'
  }

  constructor(state: InMemoryLeaseState, clock: Clock) {
    this.#state = state
    this.#clock = clock
  }

  async acquire(key: string, request: LeaseRequest): Promise<LeaseAnswer> {
    const now = this.#clock.monotonic()
    const holder = this.#state.held.get(key)
    if (
      holder &&
      holder.until > now &&
      holder.request.stamp.era === request.stamp.era &&
      holder.request.stamp.seq >= request.notBefore
    ) {
      if (holder.isBackground && request.isBackground !== true) {
        holder.isBackground = false
        this.#tell(({ wanted }) => wanted(key))
      }
      return { acquired: false, remainingMs: holder.until - now }
    }
    const isBackground = request.isBackground === true
    this.#state.held.set(key, { request, until: now + request.ttlMs, isBackground })
    const releasedAt = this.#state.released.get(key) ?? Number.NEGATIVE_INFINITY
    return { acquired: true, afterRelease: now - releasedAt < RELEASE_MEMORY_MS }
  }

  async renew(key: string, token: string, ttlMs: number): Promise<boolean> {
    const holder = this.#state.held.get(key)
    if (holder?.request.token !== token) return false
    holder.until = this.#clock.monotonic() + ttlMs
    return true
  }

  async release(key: string, token: string, outcome: LeaseOutcome): Promise<void> {
    if (this.#state.held.get(key)?.request.token !== token) return
    this.#state.held.delete(key)
    this.#state.released.set(key, this.#clock.monotonic())
    this.#tell(({ released }) => released(key, outcome))
  }

  listen(listener: LeaseListener): void {
    this.#state.listeners.add(listener)
  }

  #tell(message: (listener: LeaseListener) => void): void {
    for (const listener of this.#state.listeners) queueMicrotask(() => message(listener))
  }
}
