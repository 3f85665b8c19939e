import type { CacheParts } from './cache-parts.ts'
import type { Clock } from '../ports/clock.ts'
import { CacheError } from '../errors.ts'
import { assertOptions } from './assert-arguments.ts'

export interface WaitOptions {
  /** How long to wait, in ms. Default 5,000. */
  readonly withinMs?: number | undefined
}

/** A day. */
const MAX_WAIT_MS = 86_400_000
/** Between two looks, in ms. */
const LOOK_MS = 5

/** Waits for the shared tier, which no call of a cache has to. */
export class Waits {
  readonly #parts: CacheParts
  #isClosed = false

  constructor(parts: CacheParts) {
    this.#parts = parts
  }

  async ready(options: WaitOptions | undefined): Promise<boolean> {
    const end = this.#endOf(options)
    const { shared } = this.#parts
    return this.#until(end, () => shared === undefined || shared.health().status === 'healthy')
  }

  async settled(options: WaitOptions | undefined): Promise<boolean> {
    const end = this.#endOf(options)
    const { shared, invalidations, configuration } = this.#parts
    if (!shared) return true
    const { clock, storeDeadlineMs } = configuration
    // While others go on calling there is no quiet moment; but what was begun before has ended after a deadline.
    const ended = Math.min(end, clock.monotonic() + storeDeadlineMs)
    await Promise.race([shared.guard.idle(), pause(clock, ended - clock.monotonic())])
    return this.#until(end, () => invalidations.journalSize === 0)
  }

  /** Ends every wait. */
  close(): void {
    this.#isClosed = true
  }

  #endOf(options: WaitOptions | undefined): number {
    assertOptions(options)
    const { withinMs = 5_000 } = options ?? {}
    if (!(typeof withinMs === 'number' && withinMs >= 0 && withinMs <= MAX_WAIT_MS))
      throw new CacheError(
        'INVALID_ARGUMENT',
        `withinMs is ${String(withinMs)}; it must be a number from 0 to ${MAX_WAIT_MS} (ms).`,
      )
    return this.#parts.configuration.clock.monotonic() + withinMs
  }

  async #until(end: number, isSo: () => boolean): Promise<boolean> {
    const { clock } = this.#parts.configuration
    for (;;) {
      if (this.#isClosed) return false
      if (isSo()) return true
      const leftMs = end - clock.monotonic()
      if (leftMs <= 0) return false
      await pause(clock, Math.min(leftMs, LOOK_MS))
    }
  }
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(resolve, ms))
}
