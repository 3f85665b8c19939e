import { type Clock, deadline, type Policy, type Timer } from '@larder/cache-core'
import { type BaseChanges, ChangeCollector } from './base-changes.ts'
import type { GapReason, WebhookReceiver } from './webhook-receiver.ts'

export interface ChangeAnnouncerOptions {
  readonly base: string
  readonly receiver: WebhookReceiver
  /** After how long changes are told again, in ms; 0: never. */
  readonly repeatAfterMs: number
  readonly clock: Clock
}

/** Nobody waits longer for a receiver, in ms. */
const RECEIVER_MS = 30_000

/** The receiver failed, or did not answer in time. Its own words are not told: they may hold what it keeps. */
export class ReceiverError extends Error {
  override readonly name = 'ReceiverError'

  constructor(what: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.name : typeof cause
    super(`The receiver of ${what} failed (${reason}); it will be told again.`, { cause })
  }
}

/** Tells a receiver what happened, and of changes once more after a while. */
export class ChangeAnnouncer {
  readonly #options: ChangeAnnouncerOptions
  readonly #bounded: Policy
  readonly #closing = new AbortController()
  #repeat = new ChangeCollector()
  #timer: Timer | undefined

  constructor(options: ChangeAnnouncerOptions) {
    this.#options = options
    this.#bounded = deadline({ ms: RECEIVER_MS, clock: options.clock, label: 'receiver of changes' })
  }

  /** Rejects with ReceiverError. */
  async change(changes: BaseChanges, signal: AbortSignal): Promise<void> {
    await this.#tell(changes, false, signal)
    if (this.#options.repeatAfterMs <= 0) return
    this.#repeat.add(changes)
    this.#timer ??= this.#repeatLater()
  }

  /** Rejects with ReceiverError. */
  async gap(reason: GapReason, signal: AbortSignal): Promise<void> {
    const { base, receiver } = this.#options
    await this.#call('a gap', signal, (inner) => receiver.onGap({ base, reason, signal: inner }))
  }

  close(): void {
    this.#closing.abort()
    this.#timer?.cancel()
  }

  #repeatLater(): Timer {
    const timer = this.#options.clock.setTimer(() => {
      const { changes } = this.#repeat
      this.#repeat = new ChangeCollector()
      this.#timer = undefined
      this.#tell(changes, true, this.#closing.signal).catch(() => {
        if (this.#closing.signal.aborted) return
        this.#repeat.add(changes)
        this.#timer ??= this.#repeatLater()
      })
    }, this.#options.repeatAfterMs)
    timer.unref()
    return timer
  }

  #tell(changes: BaseChanges, isRepeat: boolean, signal: AbortSignal): Promise<void> {
    const { base, receiver } = this.#options
    return this.#call('changes', signal, (inner) =>
      receiver.onChange({ base, changes, isRepeat, signal: inner }),
    )
  }

  async #call(
    what: string,
    signal: AbortSignal,
    call: (signal: AbortSignal) => Promise<void> | void,
  ): Promise<void> {
    try {
      await this.#bounded.execute(async (context) => call(context.signal ?? signal), { signal })
    } catch (error) {
      signal.throwIfAborted()
      throw new ReceiverError(what, error)
    }
  }
}
