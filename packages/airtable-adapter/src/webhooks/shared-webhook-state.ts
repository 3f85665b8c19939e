import { randomUUID } from 'node:crypto'
import {
  type Clock,
  deadline,
  type LeaseBroker,
  type Policy,
  type SharedBackend,
  systemClock,
} from '@larder/cache-core'
import { type FollowedHook, toFollowedHook } from './followed-hook.ts'
import type { HookLock, WebhookState } from './webhook-state.ts'

export interface SharedWebhookStateOptions {
  /** What the processes share, such as Redis; closed by whoever opened it. */
  readonly backend: Pick<SharedBackend, 'store' | 'openLeases'>
  /** The same in all of them: 1 to 64 letters, digits, `_`, `-` or `.`. */
  readonly namespace: string
  /** Names this process. Default: by chance. */
  readonly process?: string | undefined
  /** Longest wait for the backend, in ms. Default 1,000. */
  readonly deadlineMs?: number | undefined
  readonly clock?: Clock | undefined
}

/** After two weeks Airtable has forgotten the webhook and all of its payloads too. */
const LIFE_MS = 14 * 86_400_000
/** There is no invalidation that would overtake these leases: all are stamped alike. */
const TIMELESS = { stamp: { era: 1, seq: 0 }, notBefore: 0 }

/**
 * What processes know together of their webhooks, in the store and by the leases that they share for their caches.
 * Its key is none of the cache's: clearing the cache does not touch it. A lease of `interval` that nobody gives back is
 * a turn: no clocks are compared.
 */
export class SharedWebhookState implements WebhookState {
  readonly isShared = true
  readonly #options: SharedWebhookStateOptions
  readonly #clock: Clock
  readonly #process: string
  readonly #leases: LeaseBroker
  readonly #bounded: Policy
  #tokens = 0

  constructor(options: SharedWebhookStateOptions) {
    const {
      backend,
      namespace,
      process = randomUUID(),
      deadlineMs: ms = 1_000,
      clock = systemClock,
    } = options
    this.#options = options
    this.#clock = clock
    this.#process = process
    this.#leases = backend.openLeases(namespace)
    this.#bounded = deadline({ ms, clock, label: 'call to the shared state of webhooks' })
  }

  read(base: string): Promise<FollowedHook | undefined> {
    return this.#within(async () => {
      const entry = await this.#options.backend.store.get(this.#keyOf(base))
      return toFollowedHook(entry?.value)
    })
  }

  /** The store keeps what has a higher number in its stamp: a process that was asleep takes nothing back. */
  write(base: string, hook: FollowedHook): Promise<void> {
    const stamp = { era: 1, seq: hook.revision, tags: [] }
    const life = { createdAt: this.#clock.now(), ttlMs: LIFE_MS, staleMs: 0 }
    return this.#within(() =>
      this.#options.backend.store.set(this.#keyOf(base), { value: hook, ...life, stamp, loadMs: 0 }),
    )
  }

  takeTurn(base: string, intervalMs: number): Promise<number> {
    return this.#within(async () => {
      const request = { token: this.#newToken(), ttlMs: intervalMs, ...TIMELESS }
      // Of its own for each interval: a turn of a day must not hold up who polls every minute by now.
      const answer = await this.#leases.acquire(leaseOf(base, `turn:${intervalMs}`), request)
      return answer.acquired ? 0 : answer.remainingMs
    })
  }

  lock(base: string, ttlMs: number): Promise<HookLock | number> {
    return this.#within(async () => {
      const key = leaseOf(base, 'lock')
      const token = this.#newToken()
      const answer = await this.#leases.acquire(key, { token, ttlMs, ...TIMELESS })
      if (!answer.acquired) return answer.remainingMs
      return {
        renew: () => this.#within(() => this.#leases.renew(key, token, ttlMs)),
        // What cannot be given back ends by itself.
        [Symbol.asyncDispose]: () =>
          this.#within(() => this.#leases.release(key, token, 'failed')).catch(() => {}),
      }
    })
  }

  #within<T>(operation: () => Promise<T>): Promise<T> {
    return this.#bounded.execute(operation, {})
  }

  /** In braces, as the log's keys are: users of Redis with rights to these have them here too. */
  #keyOf(base: string): string {
    return `{${this.#options.namespace}}:webhook:${base}`
  }

  #newToken(): string {
    return `${this.#process}:${++this.#tokens}`
  }
}

/** No key of a cache: those do not begin with a space. */
function leaseOf(base: string, what: string): string {
  return ` webhook:${base}:${what}`
}
