import type { Lookup } from './cache.ts'
import { CacheError } from '../errors.ts'

/** One running load of one key, with everybody who waits for it. */
export class Flight {
  /** Aborted when all waiters have left or the cache closes. */
  readonly controller: AbortController = new AbortController()
  readonly result: Promise<Lookup<unknown>>
  /** Set when a delete or set overtook this load: what it brings is handed to its waiters and not kept. */
  fenced = false
  /** Whether waiters have their answer; a load may go on after that to replace a stale value. */
  answered = false
  #resolve: (lookup: Lookup<unknown>) => void = () => {}
  #reject: (error: unknown) => void = () => {}
  /** Callers that may still leave; a caller without a signal stays for ever. */
  #waiters = 0
  #stays = false

  constructor() {
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // A background load has no waiter of its own, and a waiter may have left: neither makes the rejection unhandled.
    this.result.catch(() => {})
  }

  /** The first call decides what waiters get; later ones do nothing. */
  resolve(lookup: Lookup<unknown>): void {
    this.answered = true
    this.#resolve(lookup)
  }

  reject(error: unknown): void {
    this.answered = true
    this.#reject(error)
  }

  /** Keeps the load running whoever leaves: for loads that serve the cache itself. */
  keepRunning(): void {
    this.#stays = true
  }

  /** Waits for the result, or until `signal` aborts (ABORTED). The last waiter to leave aborts the load. */
  wait(signal: AbortSignal | undefined): Promise<Lookup<unknown>> {
    if (!signal) {
      this.#stays = true
      return this.result
    }
    return this.#waitUntilAborted(signal)
  }

  async #waitUntilAborted(signal: AbortSignal): Promise<Lookup<unknown>> {
    this.#waiters++
    let leave = () => {}
    const aborted = new Promise<never>((_, reject) => {
      leave = () =>
        reject(
          new CacheError('ABORTED', 'The caller stopped waiting for the load.', { cause: signal.reason }),
        )
      if (signal.aborted) leave()
      else signal.addEventListener('abort', leave, { once: true })
    })
    try {
      return await Promise.race([this.result, aborted])
    } finally {
      signal.removeEventListener('abort', leave)
      this.#waiters--
      if (this.#waiters === 0 && !this.#stays && signal.aborted) this.controller.abort(signal.reason)
    }
  }
}

/** The running loads, one per key at most. */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>()

  get size(): number {
    return this.#flights.size
  }

  get(key: string): Flight | undefined {
    return this.#flights.get(key)
  }

  /** Starts a flight for the key. The caller ends it with `end`. */
  start(key: string): Flight {
    const flight = new Flight()
    this.#flights.set(key, flight)
    flight.controller.signal.addEventListener('abort', () => this.end(key, flight), { once: true })
    return flight
  }

  /** Forgets the flight unless another has taken its place. */
  end(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
  }

  /** Fences the key's flight: later callers start a load of their own. */
  fence(key: string): void {
    const flight = this.#flights.get(key)
    if (!flight) return
    flight.fenced = true
    this.#flights.delete(key)
  }

  fenceWhere(matches: (key: string) => boolean): void {
    for (const key of this.#flights.keys()) if (matches(key)) this.fence(key)
  }

  /** Ends every load: its waiters are told why now, whether the loader listens to its signal or not. */
  abortAll(reason: unknown): void {
    for (const flight of this.#flights.values()) {
      flight.reject(reason)
      flight.controller.abort(reason)
    }
  }
}
