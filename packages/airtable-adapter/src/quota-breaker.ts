import { buildKey, type Cache, type CacheObserver, type Clock, type Random } from '@larder/cache-core'
import { AirtableError } from './airtable-error.ts'

export interface QuotaBreakerOptions {
  /** Where the state is kept, shared by all processes that share the cache. */
  readonly cache: Cache
  /** How often a read is let through to see whether there is quota again, about, in ms. Default 3,600,000. */
  readonly probeEveryMs?: number | undefined
  readonly observer?: CacheObserver | undefined
  readonly clock: Clock
  readonly random: Random
}

/** A quota that is used up. Times in ms since the epoch. */
export interface QuotaState {
  readonly base: string
  readonly openedAt: number
  readonly untilAt: number
}

/** Keys of the state begin with this: deleting them closes every breaker by hand. */
export const QUOTA_PREFIX = 'airtable-quota'

/** How old the knowledge of the shared state may be, in ms. */
const KNOWN_MS = 1_000
const ONCE = { staleWhileRevalidateMs: 0, staleIfErrorMs: 0 } as const
const DAY_MS = 86_400_000

/**
 * Keeps requests from a base whose monthly calls are used up: asking again is useless for days, and clients would ask
 * for ever. Open until the month ends (UTC), until a probe succeeds, or until its keys are deleted. The state is an entry
 * of the cache, so that all processes have it within a second, and what happens once in all of them is a load of one key.
 */
export class QuotaBreaker {
  readonly #options: QuotaBreakerOptions
  readonly #known = new Map<string, { readonly state: QuotaState | undefined; readonly at: number }>()

  constructor(options: QuotaBreakerOptions) {
    this.#options = options
  }

  /** Bases that this process knows to be without quota. */
  get exhausted(): readonly QuotaState[] {
    const now = this.#options.clock.now()
    return [...this.#known.values()].flatMap(({ state }) => (state && state.untilAt > now ? [state] : []))
  }

  /** Rejects with the AirtableError of a used-up quota unless a request to the base may leave. */
  async admit(base: string, mayProbe: boolean): Promise<void> {
    const state = await this.#stateOf(base)
    if (!state) return
    if (mayProbe && (await this.#isFirst(this.#key(base, 'probe'), this.#pauseMs()))) return
    throw exhaustedError(base, state, this.#options.probeEveryMs ?? 3_600_000)
  }

  /** The upstream has refused for want of quota. */
  async open(base: string): Promise<void> {
    const { cache, clock, observer } = this.#options
    const openedAt = clock.now()
    const untilAt = startOfNextMonth(openedAt)
    let isFirst = false
    const state = await cache
      .getOrSet<QuotaState>(
        this.#key(base, 'open'),
        () => {
          isFirst = true
          return { base, openedAt, untilAt }
        },
        { ...ONCE, ttlMs: untilAt - openedAt },
      )
      .catch(() => ({ base, openedAt, untilAt }))
    this.#learn(base, state)
    if (!isFirst) return
    observer?.on({ type: 'quota-exhausted', scope: base, untilAt })
    await this.#isFirst(this.#key(base, 'probe'), this.#pauseMs())
  }

  /** The upstream has answered: there is quota again, if there was none. */
  async close(base: string): Promise<void> {
    const state = this.#known.get(base)?.state
    if (!state) return
    const { cache, observer } = this.#options
    this.#known.delete(base)
    await cache.deleteMany([this.#key(base, 'open'), this.#key(base, 'probe')]).catch(() => {})
    if (await this.#isFirst(this.#key(base, `closed:${state.openedAt}`), DAY_MS))
      observer?.on({ type: 'quota-restored', scope: base })
  }

  /** What is known once over: of the state whose time is up, so that whoever asks next tells of the recovery. */
  async #stateOf(base: string): Promise<QuotaState | undefined> {
    const { clock, cache } = this.#options
    const known = this.#known.get(base)
    const isRecent = known && clock.monotonic() - known.at < KNOWN_MS
    if (isRecent) return known.state && known.state.untilAt > clock.now() ? known.state : undefined
    const [state] = await cache
      .getMany<QuotaState>([this.#key(base, 'open')])
      .catch(() => [known?.state] as const)
    if (known?.state && !state) await this.close(base)
    this.#learn(base, state)
    return state && state.untilAt > clock.now() ? state : undefined
  }

  #learn(base: string, state: QuotaState | undefined): void {
    const [oldest] = this.#known.keys()
    if (this.#known.size >= MOST_BASES && oldest !== undefined) this.#known.delete(oldest)
    this.#known.set(base, { state, at: this.#options.clock.monotonic() })
  }

  /** Whether this is the first of all processes to ask in this time. In doubt, no. */
  async #isFirst(key: string, ttlMs: number): Promise<boolean> {
    let isFirst = false
    const note = () => {
      isFirst = true
      return true
    }
    await this.#options.cache.getOrSet(key, note, { ...ONCE, ttlMs }).catch(() => {})
    return isFirst
  }

  #pauseMs(): number {
    const { probeEveryMs = 3_600_000, random } = this.#options
    return Math.round(probeEveryMs * (0.9 + 0.2 * random.next()))
  }

  #key(base: string, what: string): string {
    return buildKey(QUOTA_PREFIX, base, what)
  }
}

/** Callers name bases, and they may name any. */
const MOST_BASES = 1_000

function startOfNextMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

function exhaustedError(base: string, { untilAt }: QuotaState, retryAfterMs: number): AirtableError {
  const message = `The monthly API calls of base ${base} are used up until ${new Date(untilAt).toISOString().slice(0, 10)}. Raise the plan, or reset by deleting the keys that begin with ${QUOTA_PREFIX}.`
  return new AirtableError({
    status: 429,
    body: { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED', message }] },
    kind: 'quota',
    message,
    retryAfterMs,
  })
}
