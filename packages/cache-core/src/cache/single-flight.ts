import type { Lookup } from './cache.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { Moment } from '../tiers/invalidations.ts'
import { CacheError } from '../errors.ts'

/** What a flight answers, with the tags that the value is known by. */
export interface Answer {
  readonly lookup: Lookup<unknown>
  readonly tags: readonly string[]
}

/**
 * One running load of one key, with everybody who waits for it. It may answer twice: with a stale value, for those who
 * take one, and with what the load brought in the end.
 */
export class Flight {
  /** Aborted when all waiters have left or the cache closes. */
  readonly controller: AbortController = new AbortController()
  /** When its load began: what was invalidated later may not be joined with. */
  moment: Moment
  /** Whether waiters who take stale values have their answer. */
  answered = false
  /** What it has answered them with, if that was stale. */
  staleEntry: MemoryEntry | undefined
  readonly #first = Promise.withResolvers<Answer>()
  readonly #final = Promise.withResolvers<Answer>()
  /** Callers that may still leave; a caller without a signal stays for ever. */
  #waiters = 0
  #stays = false

  /** Callers that wait, or have waited, for the first answer, and for the final one. */
  #firstWanted = 0
  #finalWanted = 0
  #isWantedElsewhere = false
  #awaited: AbortController | undefined

  /** Whether what it finds in the shared tier was held to the rules of a strict read. */
  readonly isStrict: boolean

  constructor(moment: Moment, isStrict: boolean) {
    this.moment = moment
    this.isStrict = isStrict
    // A background load has no waiter of its own, and a waiter may have left: neither makes a rejection unhandled.
    this.#first.promise.catch(() => {})
    this.#final.promise.catch(() => {})
  }

  /** Whether somebody waits for what the load brings. */
  get isAwaited(): boolean {
    return this.#isWantedElsewhere || this.#finalWanted > 0 || (this.#firstWanted > 0 && !this.answered)
  }

  /** Aborts when somebody begins to wait. */
  get whenAwaited(): AbortSignal {
    this.#awaited ??= new AbortController()
    if (this.isAwaited) this.#awaited.abort()
    return this.#awaited.signal
  }

  /** Somebody waits for what the load brings in another process. */
  awaitElsewhere(): void {
    this.#isWantedElsewhere = true
    this.#awaited?.abort()
  }

  /** Answers with a value that the load may still replace. */
  resolveStale(entry: MemoryEntry, lookup: Lookup<unknown>): void {
    this.staleEntry ??= entry
    this.#answer({ lookup, tags: entry.tags })
  }

  /** Ends the flight; whoever has no answer yet gets this one. */
  resolve(answer: Answer): void {
    this.#answer(answer)
    this.#final.resolve(answer)
  }

  reject(error: unknown): void {
    this.answered = true
    this.#first.reject(error)
    this.#final.reject(error)
  }

  /** Keeps the load running whoever leaves: for loads that serve the cache itself. */
  keepRunning(): void {
    this.#stays = true
  }

  /**
   * Waits for the first answer, or with `takesStale` false for the final one, or until `signal` aborts (ABORTED).
   * The last waiter to leave aborts the load, unless it left because its time was up.
   */
  wait(signal: AbortSignal | undefined, takesStale: boolean): Promise<Answer> {
    const { promise } = takesStale ? this.#first : this.#final
    if (takesStale) this.#firstWanted++
    else this.#finalWanted++
    if (this.isAwaited) this.#awaited?.abort()
    if (signal) return this.#waitUntilAborted(promise, signal)
    this.keepRunning()
    return promise
  }

  #answer(answer: Answer): void {
    this.answered = true
    this.#first.resolve(answer)
  }

  async #waitUntilAborted(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    this.#waiters++
    const aborted = Promise.withResolvers<never>()
    const leave = () => {
      const message = 'The caller stopped waiting for the load.'
      aborted.reject(new CacheError('ABORTED', message, { cause: signal.reason }))
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([answer, aborted.promise])
    } finally {
      signal.removeEventListener('abort', leave)
      this.#waiters--
      if (isOutOfTime(signal)) this.keepRunning()
      if (this.#waiters === 0 && !this.#stays && signal.aborted) this.controller.abort(signal.reason)
    }
  }
}

/** Who runs out of time leaves the load to those who come next; who has lost interest does not. */
function isOutOfTime({ reason }: AbortSignal): boolean {
  return reason instanceof CacheError && reason.code === 'DEADLINE_EXCEEDED'
}

/** The running loads, one per key at most. */
export class SingleFlight {
  /** The flight that callers of a key join. */
  readonly #flights = new Map<string, Flight>()
  /** Every flight that has not ended, those that were overtaken and are joined no more included. */
  readonly #running = new Set<Flight>()

  get size(): number {
    return this.#running.size
  }

  get(key: string): Flight | undefined {
    return this.#flights.get(key)
  }

  /** Starts a flight for the key, in the place of one that runs. The caller ends it with `end`. */
  start(key: string, moment: Moment, isStrict: boolean): Flight {
    const flight = new Flight(moment, isStrict)
    this.#flights.set(key, flight)
    this.#running.add(flight)
    flight.controller.signal.addEventListener('abort', () => this.end(key, flight), { once: true })
    return flight
  }

  /** The flight is over; whoever comes now starts another. */
  end(key: string, flight: Flight): void {
    this.#running.delete(flight)
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
  }

  /** Ends every load: its waiters are told why now, whether the loader listens to its signal or not. */
  abortAll(reason: unknown): void {
    for (const flight of this.#running) {
      flight.reject(reason)
      flight.controller.abort(reason)
    }
  }
}
