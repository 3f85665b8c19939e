import type { IdempotencyClaim, IdempotencyStanding, IdempotencyStore } from '../ports/idempotency-store.ts'
import type { Clock } from '../ports/clock.ts'
import { StoreError } from '../errors.ts'

export interface MemoryIdempotencyStoreOptions {
  /** Requests that are remembered; of more, new ones are refused, since none may be forgotten. Default 10,000. */
  readonly maxEntries?: number | undefined
  readonly clock: Clock
}

interface Remembered {
  readonly fingerprint: string
  readonly token: string
  readonly isConfirmed: boolean
  readonly until: number
  readonly forgottenAt: number
  readonly answer?: string | undefined
}

/** An IdempotencyStore of one process, which ends with it. */
export class MemoryIdempotencyStore implements IdempotencyStore {
  readonly #clock: Clock
  readonly #maxEntries: number
  readonly #entries = new Map<string, Remembered>()

  constructor({ maxEntries = 10_000, clock }: MemoryIdempotencyStoreOptions) {
    this.#clock = clock
    this.#maxEntries = maxEntries
  }

  async begin(key: string, claim: IdempotencyClaim): Promise<IdempotencyStanding> {
    const { fingerprint, token, claimMs, keepMs } = claim
    const now = this.#clock.monotonic()
    const known = this.#held(key, now)
    const held = known && (known.isConfirmed || known.until > now) ? known : undefined
    if (held && held.fingerprint !== fingerprint) return { state: 'different' }
    if (held?.answer !== undefined) return { state: 'done', answer: held.answer }
    if (held && held.token !== token)
      return held.until > now ? { state: 'running', remainingMs: held.until - now } : { state: 'unknown' }
    if (!known && this.#entries.size >= this.#maxEntries) this.#makeRoom(now)
    const isConfirmed = held?.isConfirmed ?? false
    this.#entries.set(key, {
      fingerprint,
      token,
      isConfirmed,
      until: now + claimMs,
      forgottenAt: now + keepMs,
    })
    return { state: 'begun' }
  }

  async confirm(key: string, token: string, holdMs: number): Promise<boolean> {
    const now = this.#clock.monotonic()
    const held = this.#held(key, now)
    if (held?.token !== token || held.answer !== undefined || held.until <= now) return false
    this.#entries.set(key, { ...held, isConfirmed: true, until: now + holdMs })
    return true
  }

  async settle(key: string, token: string, answer: string | undefined): Promise<boolean> {
    const held = this.#held(key, this.#clock.monotonic())
    if (held?.token !== token) return false
    this.#entries.set(key, { ...held, isConfirmed: true, until: 0, answer })
    return true
  }

  async release(key: string, token: string): Promise<boolean> {
    return this.#held(key, this.#clock.monotonic())?.token === token && this.#entries.delete(key)
  }

  #held(key: string, now: number): Remembered | undefined {
    const held = this.#entries.get(key)
    return held && held.forgottenAt > now ? held : undefined
  }

  #makeRoom(now: number): void {
    for (const [key, { forgottenAt }] of this.#entries) if (forgottenAt <= now) this.#entries.delete(key)
    if (this.#entries.size < this.#maxEntries) return
    throw new StoreError(
      'STORE_REJECTED',
      'none',
      `${this.#maxEntries} requests are remembered by their idempotency keys, and none may be forgotten yet: use Redis, or raise maxEntries.`,
      { retryable: true },
    )
  }
}
