import type { Clock } from '@larder/cache-core'

/**
 * `documented`: 5 requests/s per base, then 30 s in which everything is refused. `lenient`: the same rate, without the
 * penalty, which is nearer to what users see. `off`: no limit.
 */
export type LimiterMode = 'documented' | 'lenient' | 'off'

export interface LimiterOptions {
  readonly mode: LimiterMode
  readonly lockoutMs: number
  readonly clock: Clock
}

const WINDOW_MS = 1_000
const PER_BASE = 5
const PER_TOKEN = 50

/** Counts requests in a strict sliding window: the hardest reading of "5 requests per second". */
export class Limiter {
  readonly #options: LimiterOptions
  readonly #windows = new Map<string, number[]>()
  readonly #lockedUntil = new Map<string, number>()

  constructor(options: LimiterOptions) {
    this.#options = options
  }

  /** Whether the request may pass. A refused request does not count, and does not prolong the lockout. */
  admit(base: string, token: string): boolean {
    const { mode, clock, lockoutMs } = this.#options
    if (mode === 'off') return true
    const now = clock.monotonic()
    if (now < (this.#lockedUntil.get(base) ?? 0)) return false
    const forBase = this.#recent(`base ${base}`, now)
    const forToken = this.#recent(`token ${token}`, now)
    if (forBase.length >= PER_BASE || forToken.length >= PER_TOKEN) {
      // Only the base's own limit is documented to close it.
      if (mode === 'documented' && forBase.length >= PER_BASE) this.#lockedUntil.set(base, now + lockoutMs)
      return false
    }
    forBase.push(now)
    forToken.push(now)
    return true
  }

  #recent(name: string, now: number): number[] {
    const recent = (this.#windows.get(name) ?? []).filter((at) => at > now - WINDOW_MS)
    this.#windows.set(name, recent)
    return recent
  }
}
