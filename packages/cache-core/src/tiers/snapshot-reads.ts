import type { Clock } from '../ports/clock.ts'
import type { LogSnapshot } from '../ports/invalidation-log.ts'
import type { Random } from '../ports/random.ts'
import { StoreError } from '../errors.ts'

export interface SnapshotReadsOptions {
  readonly snapshot: () => Promise<LogSnapshot>
  /** Called with each one, also with those that come too late for who asked. */
  readonly adopt: (snapshot: LogSnapshot) => void
  /** Bounds a call in time. */
  readonly bounded: <T>(call: Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly random: Random
}

/** Longest pause after the first snapshot that failed, in ms; twice as long after each further one. */
const FIRST_PAUSE_MS = 250
const MAX_PAUSE_MS = 15_000

/**
 * Reads snapshots of the log, one at a time: they are the dearest thing that a process asks of it, and after an outage
 * all processes may need one in the same instant. Who needs one while one is on its way waits for that; one that comes
 * late is of use all the same, and until it comes the next is asked for after a random while.
 */
export class SnapshotReads {
  readonly #options: SnapshotReadsOptions
  #running: Promise<void> | undefined
  #lateCount = 0
  #pausedUntil = Number.NEGATIVE_INFINITY

  constructor(options: SnapshotReadsOptions) {
    this.#options = options
  }

  /** Resolves when one was adopted, which may have been asked for before the call. Rejects when it takes too long, and at once during a pause. */
  async read(): Promise<void> {
    const { clock, bounded } = this.#options
    if (!this.#running && clock.monotonic() < this.#pausedUntil) throw paused()
    this.#running ??= this.#readOne()
    const running = this.#running
    try {
      await bounded(running)
    } catch (error) {
      // Not waited for any more: a connection that breaks may leave it without an end for a while.
      if (this.#running === running) this.#pause()
      throw error
    }
  }

  #readOne(): Promise<void> {
    const { snapshot, adopt } = this.#options
    const reading: Promise<void> = snapshot()
      .then((found) => {
        adopt(found)
        this.#lateCount = 0
        this.#pausedUntil = Number.NEGATIVE_INFINITY
      })
      .finally(() => {
        if (this.#running === reading) this.#running = undefined
      })
    return reading
  }

  #pause(): void {
    const { clock, random } = this.#options
    const longestMs = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#lateCount++)
    this.#pausedUntil = clock.monotonic() + random.next() * longestMs
    this.#running = undefined
  }
}

function paused(): StoreError {
  const message =
    'The last snapshot of the invalidation log did not come in time: the next one is asked for in a moment.'
  return new StoreError('STORE_UNAVAILABLE', 'none', message, { retryable: true })
}
