import type { Clock } from '@larder/cache-core'

/**
 * `documented`: 5 requests/s per base, then 30 s in which everything is refused. `lenient`: the same rate, without the
 * penalty, which is nearer to what users see. `off`: no limit.
 */
export type LimiterMode = 'documented' | 'lenient' | 'off'

export interface LimiterOptions {
  readonly mode: LimiterMode
  readonly lockoutMs: number
  /** Whether a request that is refused during the lockout starts it anew. */
  readonly lockoutExtends: boolean
  readonly clock: Clock
}

const WINDOW_MS = 1_000
/** Requests per second to one base. */
export const PER_BASE = 5
const PER_USER = 50

/** Counts requests in a strict sliding window: the hardest reading of "5 requests per second". */
export class Limiter {
  readonly #options: LimiterOptions
  readonly #windows = new Map<string, number[]>()
  readonly #lockedUntil = new Map<string, number>()

  constructor(options: LimiterOptions) {
    this.#options = options
  }

  /** Whether the request may pass. A refused request does not count. */
  admit(base: string, user: string, perBase: number = PER_BASE): boolean {
    const { mode, clock, lockoutMs, lockoutExtends } = this.#options
    if (mode === 'off') return true
    const now = clock.monotonic()
    if (now < (this.#lockedUntil.get(base) ?? 0)) {
      if (lockoutExtends) this.#lockedUntil.set(base, now + lockoutMs)
      return false
    }
    const forBase = this.#recent(`base ${base}`, now)
    const forUser = this.#recent(`user ${user}`, now)
    if (forBase.length >= perBase || forUser.length >= PER_USER) {
      // Only the base's own limit is documented to close it.
      if (mode === 'documented' && forBase.length >= perBase) this.#lockedUntil.set(base, now + lockoutMs)
      return false
    }
    forBase.push(now)
    forUser.push(now)
    return true
  }

  /** Opens every base at once. */
  reset(): void {
    this.#windows.clear()
    this.#lockedUntil.clear()
  }

  #recent(name: string, now: number): number[] {
    const recent = (this.#windows.get(name) ?? []).filter((at) => at > now - WINDOW_MS)
    this.#windows.set(name, recent)
    return recent
  }
}
