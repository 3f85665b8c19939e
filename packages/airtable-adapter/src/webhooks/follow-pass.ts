import { CacheError, type Clock, type Timer } from '@larder/cache-core'
import type { KnownHook, Pass } from './known-hook.ts'
import type { PayloadReader } from './payload-reader.ts'
import type { HookLock, WebhookState } from './webhook-state.ts'

export interface FollowPassOptions {
  readonly base: string
  readonly state: WebhookState
  readonly known: KnownHook
  readonly reader: PayloadReader
  readonly clock: Clock
}

/**
 * `together`: read, with the shared state or none to share. `alone`: read without it. A number: somebody else is reading,
 * for so many ms at most.
 */
export type PassOutcome = 'together' | 'alone' | number

/** How long the lock of a process that died stays, in ms. */
export const LOCK_MS = 10_000

/** How long a process that has just begun waits for the shared state before it goes on without, in ms. */
const PATIENCE_MS = 5_000

/** One run through a base's payloads, of one process at a time while they can agree, of each by itself while not. */
export class FollowPass {
  readonly #options: FollowPassOptions
  readonly #startedAt: number

  constructor(options: FollowPassOptions) {
    this.#options = options
    this.#startedAt = options.clock.monotonic()
  }

  /** Rejects with what stopped it. */
  async run(signal: AbortSignal): Promise<PassOutcome> {
    const { base, state, reader } = this.#options
    const lock = await state.lock(base, LOCK_MS).catch(() => undefined)
    if (typeof lock === 'number') return lock
    if (!lock || !(await this.#isKnown())) {
      await lock?.[Symbol.asyncDispose]()
      this.#assertPatience()
      await reader.readToEnd({ signal, mayManage: false })
      return 'alone'
    }
    await using held = new HeldLock(lock, this.#options.clock)
    const pass: Pass = { signal: AbortSignal.any([signal, held.lost]), mayManage: true }
    try {
      await reader.readToEnd(pass)
    } catch (error) {
      // Whoever has the lock now goes on from what was noted.
      if (held.lost.aborted && !signal.aborted) return LOCK_MS
      throw error
    }
    return 'together'
  }

  /** At a start the connection is still on its way: going on without costs a gap. */
  #assertPatience(): void {
    const { base, known, clock } = this.#options
    if (known.current || clock.monotonic() - this.#startedAt >= PATIENCE_MS) return
    throw new CacheError(
      'STORE_UNAVAILABLE',
      `What is known of the webhook of base ${base} cannot be read yet.`,
      {
        retryable: true,
      },
    )
  }

  async #isKnown(): Promise<boolean> {
    try {
      await this.#options.known.load()
      return true
    } catch {
      return false
    }
  }
}

/** A lock that is prolonged for as long as it is held. */
class HeldLock implements AsyncDisposable {
  readonly #lock: HookLock
  readonly #clock: Clock
  readonly #lost = new AbortController()
  #timer: Timer

  constructor(lock: HookLock, clock: Clock) {
    this.#lock = lock
    this.#clock = clock
    this.#timer = this.#renewLater()
  }

  /** Aborted when somebody else has it. */
  get lost(): AbortSignal {
    return this.#lost.signal
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timer.cancel()
    this.#lost.abort()
    await this.#lock[Symbol.asyncDispose]()
  }

  #renewLater(): Timer {
    const timer = this.#clock.setTimer(() => void this.#renew(), LOCK_MS / 3)
    timer.unref()
    return timer
  }

  async #renew(): Promise<void> {
    // Whether it is lost cannot be asked now: two that read at once do no harm.
    const isHeld = await this.#lock.renew().catch(() => true)
    if (this.#lost.signal.aborted) return
    if (isHeld) this.#timer = this.#renewLater()
    else this.#lost.abort(new CacheError('ABORTED', 'Another process reads the payloads now.'))
  }
}
