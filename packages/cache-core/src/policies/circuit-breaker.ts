import type { BreakerState } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { type Backoff, equalJitter } from './backoff.ts'

export type Outcome = 'success' | 'failure' | 'neutral'

export interface CircuitBreakerOptions {
  /** Consecutive failures that open it. Default 5. */
  readonly threshold?: number | undefined
  /** Open interval after the first opening, in ms; it doubles with each opening without recovery. Default 1,000. */
  readonly baseOpenMs?: number | undefined
  /** Longest open interval, in ms. Default 60,000. */
  readonly maxOpenMs?: number | undefined
  /** A probe that has not reported after this time is given up, in ms. Default 30,000. */
  readonly probeTimeoutMs?: number | undefined
  readonly clock: Clock
  readonly random: Random
  readonly onChange?: ((from: BreakerState, to: BreakerState) => void) | undefined
}

/**
 * How long a resource has been failing, and whether to try it now. Closed: everything passes. Open: nothing does,
 * until the interval is over or a background probe comes. Half-open: one probe is out, everyone else fails fast.
 * A permit names the period it was given in: what an earlier period reports late is ignored.
 */
export class CircuitBreaker {
  readonly #threshold: number
  readonly #probeTimeoutMs: number
  readonly #openFor: Backoff
  readonly #clock: Clock
  readonly #onChange: CircuitBreakerOptions['onChange']
  #state: BreakerState = 'closed'
  /** Grows with every change of state and every probe; 0 is never a permit. */
  #generation = 1
  #failures = 0
  /** Openings since it was last closed. */
  #openings = 0
  #openUntil = 0
  #probeUntil = 0
  #isolated = false

  constructor(options: CircuitBreakerOptions) {
    const {
      threshold = 5,
      baseOpenMs = 1_000,
      maxOpenMs = 60_000,
      probeTimeoutMs = 30_000,
      clock,
      random,
    } = options
    this.#threshold = threshold
    this.#probeTimeoutMs = probeTimeoutMs
    this.#openFor = equalJitter({ baseMs: baseOpenMs, capMs: maxOpenMs, random })
    this.#clock = clock
    this.#onChange = options.onChange
  }

  get state(): BreakerState {
    return this.#state
  }

  /** Consecutive failures. */
  get failures(): number {
    return this.#failures
  }

  /** When a caller may try again, in ms from now; 0 while closed. */
  get retryAfterMs(): number {
    if (this.#state === 'closed') return 0
    const until = this.#state === 'open' ? this.#openUntil : this.#probeUntil
    return Math.max(0, until - this.#clock.monotonic())
  }

  /** Ask before a call: a permit, or 0 for "do not". Costs no promise and no error object. */
  tryAcquire(): number {
    if (this.#state === 'closed') return this.#generation
    if (
      this.#isolated ||
      this.#clock.monotonic() < (this.#state === 'open' ? this.#openUntil : this.#probeUntil)
    )
      return 0
    return this.#beginProbe()
  }

  /** Like `tryAcquire` for a background probe, which need not wait for the open interval to end. */
  tryAcquireProbe(): number {
    if (this.#state === 'open' && !this.#isolated) return this.#beginProbe()
    return this.tryAcquire()
  }

  /** Report the outcome of a call that was let through. `neutral` says nothing about the resource. */
  record(outcome: Outcome, permit: number): void {
    if (permit !== this.#generation) return
    if (this.#state === 'half-open') this.#endProbe(outcome)
    else if (outcome === 'success') this.#failures = 0
    else if (outcome === 'failure' && ++this.#failures >= this.#threshold) this.#open()
  }

  /** Holds it open, whatever is reported, until `release`. */
  isolate(): void {
    this.#isolated = true
    if (this.#state !== 'open') this.#change('open')
  }

  /** Ends `isolate`; the next call is a probe. */
  release(): void {
    this.#isolated = false
    this.#openUntil = 0
  }

  #beginProbe(): number {
    this.#probeUntil = this.#clock.monotonic() + this.#probeTimeoutMs
    if (this.#state === 'half-open') return ++this.#generation
    this.#change('half-open')
    return this.#generation
  }

  #endProbe(outcome: Outcome): void {
    if (outcome === 'neutral') {
      // It learnt nothing: let the next caller probe at once.
      this.#openUntil = 0
      this.#change('open')
    } else if (outcome === 'failure') {
      this.#failures++
      this.#open()
    } else {
      this.#failures = 0
      this.#openings = 0
      this.#change('closed')
    }
  }

  #open(): void {
    this.#openUntil = this.#clock.monotonic() + this.#openFor(this.#openings++)
    this.#change('open')
  }

  #change(to: BreakerState): void {
    const from = this.#state
    this.#state = to
    this.#generation++
    if (from !== to) this.#onChange?.(from, to)
  }
}
