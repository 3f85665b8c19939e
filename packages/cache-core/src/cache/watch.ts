import type { Invalidated, WatchedPrefix } from '../tiers/watches.ts'
import type { Clock } from '../ports/clock.ts'
import type { Invalidations } from '../tiers/invalidations.ts'

/** What was invalidated below a prefix, since it is watched. */
export interface Watch {
  /** Whether nothing was, since the last `take`: costs nothing. */
  readonly isQuiet: boolean
  /** Whether all that others invalidated longer than `propagationLimitMs` ago is known. Without a shared tier, always. */
  readonly isTrusted: boolean
  /** What was invalidated since the last call; of more than 10,000 names, that it may be anything. */
  take(): Invalidated
  /** Resolves to whether all that was acknowledged anywhere before the call is known now; costs a round trip. */
  verify(): Promise<boolean>
  close(): void
}

export class OpenWatch implements Watch {
  readonly #watched: WatchedPrefix
  readonly #invalidations: Invalidations
  readonly #clock: Clock

  constructor(prefix: string, invalidations: Invalidations, clock: Clock) {
    this.#watched = invalidations.watches.open(prefix)
    this.#invalidations = invalidations
    this.#clock = clock
  }

  get isQuiet(): boolean {
    return this.#watched.isQuiet
  }

  get isTrusted(): boolean {
    return this.#clock.monotonic() < this.#invalidations.trustedUntil
  }

  take(): Invalidated {
    return this.#watched.take()
  }

  verify(): Promise<boolean> {
    return this.#invalidations.verify()
  }

  close(): void {
    this.#invalidations.watches.close(this.#watched)
  }
}

/** A watch whose names lose the beginning that they all have. */
export class ViewedWatch implements Watch {
  readonly #watch: Watch
  readonly #length: number

  constructor(watch: Watch, length: number) {
    this.#watch = watch
    this.#length = length
  }

  get isQuiet(): boolean {
    return this.#watch.isQuiet
  }

  get isTrusted(): boolean {
    return this.#watch.isTrusted
  }

  take(): Invalidated {
    const { keys, prefixes, ...rest } = this.#watch.take()
    const own = (names: readonly string[]) => names.map((name) => name.slice(this.#length))
    return { ...rest, keys: own(keys), prefixes: own(prefixes) }
  }

  verify(): Promise<boolean> {
    return this.#watch.verify()
  }

  close(): void {
    this.#watch.close()
  }
}
