import type { BreakerState } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { type Backoff, equalJitter } from './backoff.ts'
import { OutcomeWindow } from './outcome-window.ts'
import { Ramp } from './ramp.ts'

export type Outcome = 'success' | 'failure' | 'neutral'

/** Opens a breaker on what share of the calls of late went wrong. */
export interface BreakerWindowOptions {
  /** How far back it looks, in ms. Default 10,000. */
  readonly ms?: number | undefined
  /** With fewer calls than this in the window no share opens it. Default 20. */
  readonly minimumCalls?: number | undefined
  /** Share of failures that opens it, above 0 to 1. Default 0.5. */
  readonly failureRatio?: number | undefined
  /** A call of at least this long is slow, in ms. Default: none is. */
  readonly slowMs?: number | undefined
  /** Share of slow calls, failed ones included, that opens it, above 0 to 1. Default 0.5. */
  readonly slowRatio?: number | undefined
}

export interface CircuitBreakerOptions {
  /** Consecutive failures that open it. Default 5. */
  readonly threshold?: number | undefined
  /** Opens it on a share of failed or slow calls as well. Default: it does not. */
  readonly window?: BreakerWindowOptions | undefined
  /** Open interval after the first opening, in ms; it doubles with each opening without recovery. Default 1,000. */
  readonly baseOpenMs?: number | undefined
  /** Longest open interval, in ms. Default 60,000. */
  readonly maxOpenMs?: number | undefined
  /** A probe that has not reported after this time is given up, in ms. Default 30,000. */
  readonly probeTimeoutMs?: number | undefined
  /** Probes in a row that have to pass before it closes. Default 2. */
  readonly closeAfter?: number | undefined
  /** How long it takes until all calls pass again after slow ones had opened it, in ms; see CircuitBreaker. Default 1,000. */
  readonly rampMs?: number | undefined
  readonly clock: Clock
  readonly random: Random
  readonly onChange?: ((from: BreakerState, to: BreakerState) => void) | undefined
}

/**
 * How long a resource has been failing, and whether to try it now. Closed: everything passes. Open: nothing does,
 * until the interval is over or a background probe comes. Half-open: probes go out one by one, everyone else fails fast;
 * a slow probe is a failed one, or a resource that is too slow for all would be tried by all again and again.
 * A permit names the period it was given in: what an earlier period reports late is ignored.
 *
 * What was too slow was perhaps asked too much: closed again it is given a growing share of the calls, for `rampMs`.
 * What was away was not, and has all calls back at once.
 */
export class CircuitBreaker {
  readonly #threshold: number
  readonly #window: OutcomeWindow | undefined
  readonly #minimumCalls: number
  readonly #failureRatio: number
  readonly #slowMs: number
  readonly #slowRatio: number
  readonly #probeTimeoutMs: number
  readonly #closeAfter: number
  readonly #ramp: Ramp
  readonly #openFor: Backoff
  readonly #clock: Clock
  readonly #onChange: CircuitBreakerOptions['onChange']
  #state: BreakerState = 'closed'
  /** Grows with every change of state and every probe; 0 is never a permit. */
  #generation = 1
  #failures = 0
  /** Openings since it was last closed. */
  #openings = 0
  #wasSlow = false
  /** Probes in a row that passed. */
  #passed = 0
  /** Until when no caller may probe. */
  #openUntil = 0
  /** Until when the probe that is out is waited for; 0 when none is. */
  #probeUntil = 0
  #isRamping = false
  #isolated = false

  constructor(options: CircuitBreakerOptions) {
    const { baseOpenMs = 1_000, maxOpenMs = 60_000, clock, random, window } = options
    this.#threshold = options.threshold ?? 5
    this.#window = window && new OutcomeWindow({ ms: window.ms ?? 10_000 })
    this.#minimumCalls = window?.minimumCalls ?? 20
    this.#failureRatio = window?.failureRatio ?? 0.5
    this.#slowMs = window?.slowMs ?? Number.POSITIVE_INFINITY
    this.#slowRatio = window?.slowRatio ?? 0.5
    this.#probeTimeoutMs = options.probeTimeoutMs ?? 30_000
    this.#closeAfter = options.closeAfter ?? 2
    this.#ramp = new Ramp(options.rampMs ?? 1_000)
    this.#openFor = equalJitter({ baseMs: baseOpenMs, capMs: maxOpenMs, random })
    this.#clock = clock
    this.#onChange = options.onChange
  }

  get state(): BreakerState {
    return this.#state
  }

  /** Whether it is held open by hand. */
  get isIsolated(): boolean {
    return this.#isolated
  }

  /** Consecutive failures. */
  get failures(): number {
    return this.#failures
  }

  /** When a caller may try again, in ms from now; 0 while everything passes. */
  get retryAfterMs(): number {
    const now = this.#clock.monotonic()
    if (this.#state === 'closed') return this.#isRamping ? this.#ramp.leftMs(now) : 0
    return Math.max(0, this.#openUntil - now, this.#probeUntil - now)
  }

  /** Ask before a call: a permit, or 0 for "do not". Costs no promise and no error object. */
  tryAcquire(): number {
    if (this.#state === 'closed') return this.#isRamping ? this.#admit() : this.#generation
    return this.#isolated || this.retryAfterMs > 0 ? 0 : this.#beginProbe()
  }

  /** Like `tryAcquire` for a background probe, which need not wait for the open interval or a ramp to end. */
  tryAcquireProbe(): number {
    if (this.#state === 'closed') return this.#generation
    return this.#isolated || this.#clock.monotonic() < this.#probeUntil ? 0 : this.#beginProbe()
  }

  /**
   * Report the outcome of a call that was let through, and where slow calls are to count, how long it took. `neutral`
   * says nothing about the resource. `now` is the clock's monotonic time, for callers that have just read it.
   */
  record(outcome: Outcome, permit: number, durationMs = 0, now?: number): void {
    if (permit !== this.#generation) return
    if (this.#state === 'half-open') this.#endProbe(outcome, durationMs)
    else if (outcome !== 'neutral') this.#count(outcome === 'failure', durationMs >= this.#slowMs, now)
  }

  /** Holds it open, whatever is reported, until `release`. */
  isolate(): void {
    this.#isolated = true
    this.#passed = 0
    this.#isRamping = false
    if (this.#state !== 'open') this.#change('open')
  }

  /** Ends `isolate`; the next call is a probe. */
  release(): void {
    if (!this.#isolated) return
    this.#isolated = false
    this.#openUntil = 0
  }

  /** Closes it and forgets all that was, `isolate` included: what was let through before is ignored when it reports. */
  reset(): void {
    this.#isolated = false
    this.#wasSlow = false
    this.#probeUntil = 0
    this.#close()
  }

  #count(isFailure: boolean, isSlow: boolean, now: number | undefined): void {
    const window = this.#window
    window?.add(now ?? this.#clock.monotonic(), isFailure, isSlow)
    if (!isFailure) this.#failures = 0
    else if (++this.#failures >= this.#threshold) return this.#open()
    // A call that is neither makes no share greater.
    if (!window || !(isFailure || isSlow) || window.calls < this.#minimumCalls) return
    this.#wasSlow = window.slow >= this.#slowRatio * window.calls
    if (this.#wasSlow || window.failures >= this.#failureRatio * window.calls) this.#open()
  }

  #beginProbe(): number {
    this.#probeUntil = this.#clock.monotonic() + this.#probeTimeoutMs
    if (this.#state === 'half-open') return ++this.#generation
    this.#change('half-open')
    return this.#generation
  }

  #endProbe(outcome: Outcome, durationMs: number): void {
    this.#probeUntil = 0
    if (outcome === 'neutral') {
      // It learnt nothing: let the next caller probe at once.
      this.#openUntil = 0
      this.#change('open')
    } else if (outcome === 'failure' || durationMs >= this.#slowMs) {
      if (outcome === 'failure') this.#failures++
      this.#wasSlow = outcome !== 'failure'
      this.#open()
    } else if (++this.#passed >= this.#closeAfter) this.#close()
    // Its permit is used up.
    else this.#generation++
  }

  #open(): void {
    this.#passed = 0
    this.#isRamping = false
    this.#openUntil = this.#clock.monotonic() + this.#openFor(this.#openings++)
    this.#change('open')
  }

  #close(): void {
    this.#failures = 0
    this.#openings = 0
    this.#passed = 0
    this.#window?.clear()
    if (this.#wasSlow) this.#ramp.begin(this.#clock.monotonic())
    this.#isRamping = this.#wasSlow
    this.#wasSlow = false
    this.#change('closed')
  }

  #admit(): number {
    const now = this.#clock.monotonic()
    this.#isRamping = this.#ramp.leftMs(now) > 0
    return this.#ramp.admits(now) ? this.#generation : 0
  }

  #change(to: BreakerState): void {
    const from = this.#state
    this.#state = to
    this.#generation++
    if (from !== to) this.#onChange?.(from, to)
  }
}
