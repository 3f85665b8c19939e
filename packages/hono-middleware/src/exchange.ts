import { CacheError, type Lookup, type GetOrSetOptions } from '@larder/cache-core'
import type { Context, Next } from 'hono'
import { Answer } from './answer.ts'
import type { CacheStatus } from './cache-status.ts'
import { MAX_MS } from './cache-control.ts'
import { HandlerFailed, HandlerRun } from './handler-run.ts'
import type { LarderCacheConfiguration } from './larder-cache-options.ts'
import { MAX_PLACES, type Place, ResponseLoader } from './response-loader.ts'
import { rootKey, variantKey } from './response-key.ts'
import { type Stored, type StoredResponse, storedSchema } from './stored-response.ts'

/**
 * How long past its life a response may be served is said by itself, and is looked at when it is there: a read takes
 * whatever is kept.
 */
const EAGER: GetOrSetOptions = {
  staleWhileRevalidateMs: MAX_MS,
  staleIfErrorMs: MAX_MS,
  softTimeoutMs: 2 ** 31 - 1,
  schema: storedSchema,
}
/** A read that waits for what the running load brings. */
const PATIENT: GetOrSetOptions = { ...EAGER, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 }

interface Found {
  readonly lookup: Lookup<Stored>
  /** Why a handler was asked for it, if one was. */
  readonly fwd: 'uri-miss' | 'vary-miss' | 'stale'
  /** It is stale, and stands in for a handler that failed. */
  readonly failed?: HandlerFailed | undefined
}

/** One GET or HEAD, from the cache or the handler. Trouble with the cache never becomes trouble of the request. */
export class Exchange {
  readonly #configuration: LarderCacheConfiguration
  readonly #run: HandlerRun
  readonly #loader: ResponseLoader
  readonly #answer: Answer
  readonly #places: Place[]
  #fwd: Found['fwd'] = 'uri-miss'

  constructor(context: Context, next: Next, configuration: LarderCacheConfiguration, prefix: string) {
    this.#configuration = configuration
    this.#run = new HandlerRun(context, next)
    this.#answer = new Answer(context, this.#run, configuration)
    const isAuthorized = this.#run.headers.has('authorization')
    const ownTags = () => configuration.tags(context)
    this.#loader = new ResponseLoader(this.#run, configuration, { isAuthorized, ownTags })
    this.#places = [{ key: rootKey(prefix, isAuthorized), vary: [] }]
  }

  async answer(): Promise<void> {
    let found: Found | undefined
    try {
      found = await this.#find()
    } catch (error) {
      return this.#answerAfter(error)
    }
    const { lookup, fwd, failed } = found
    const { value } = lookup
    const { made } = this.#loader
    if (lookup.outcome === 'load' && made) return this.#answerOwn(fwd)
    this.#loader.abandon()
    if (value.kind !== 'response')
      return this.#pass({ fwd, detail: value.kind === 'passes' ? value.reason : 'vary' })
    this.#answer.serve(value, lookup.ageMs, this.#statusOf(found, value, failed))
  }

  /** Follows the names in `Vary` to the variant that the request selects. */
  async #find(): Promise<Found> {
    for (;;) {
      const place = this.#places.at(-1) as Place
      const found = await this.#look(place.key)
      const { value, outcome } = found.lookup
      const isOwn = outcome === 'load' && this.#loader.made !== undefined
      if (isOwn || value.kind !== 'varies' || this.#places.length === MAX_PLACES) return found
      this.#places.push({ key: variantKey(place.key, value.vary, this.#run.headers), vary: value.vary })
      this.#fwd = 'vary-miss'
    }
  }

  async #look(key: string): Promise<Found> {
    const { cache } = this.#configuration
    const places = [...this.#places]
    const loader = (context: Parameters<ResponseLoader['load']>[0]) => this.#loader.load(context, places)
    const fwd = this.#fwd
    const lookup = await cache.lookup<Stored>(key, loader, EAGER)
    const { value } = lookup
    if (lookup.outcome !== 'stale' || value.kind !== 'response') return { lookup, fwd }
    const pastMs = Math.max(0, lookup.ageMs - value.ttlMs)
    if (pastMs < value.staleWhileRevalidateMs) return { lookup, fwd }
    this.#fwd = 'stale'
    try {
      return { lookup: await cache.lookup<Stored>(key, loader, PATIENT), fwd: 'stale' }
    } catch (error) {
      if (pastMs >= value.staleIfErrorMs) throw error
      return { lookup, fwd: 'stale', failed: error instanceof HandlerFailed ? error : new HandlerFailed() }
    }
  }

  #statusOf({ lookup, fwd }: Found, value: StoredResponse, failed: HandlerFailed | undefined): CacheStatus {
    const leftMs = value.ttlMs - lookup.ageMs
    if (failed)
      return { fwd, fwdStatus: failed.status, ttlMs: Math.min(leftMs, -1), detail: 'stale-if-error' }
    if (lookup.outcome === 'load') return { fwd, collapsed: true, ttlMs: leftMs }
    return { hit: true, ttlMs: lookup.outcome === 'stale' ? Math.min(leftMs, -1) : Math.max(leftMs, 0) }
  }

  #answerOwn(fwd: Found['fwd']): void {
    const { made } = this.#loader
    if (made && 'stored' in made) {
      const { stored } = made
      return this.#answer.serve(stored, 0, {
        fwd,
        fwdStatus: stored.status,
        stored: true,
        ttlMs: stored.ttlMs,
      })
    }
    if (made) this.#answer.passOn(made.passed, { fwd, fwdStatus: made.passed.status, detail: made.reason })
  }

  /** Nothing was found: the request gets what its own handler said or throws; without that it goes there now. */
  async #answerAfter(error: unknown): Promise<void> {
    if (!(error instanceof HandlerFailed || error instanceof CacheError)) throw error
    // The cache has given up on a load, but this request has no other answer.
    await this.#loader.ended
    if (this.#loader.made) return this.#answerOwn(this.#fwd)
    if (this.#run.thrown) throw this.#run.thrown.error
    return this.#pass({ fwd: this.#fwd })
  }

  async #pass(status: { readonly fwd: Found['fwd']; readonly detail?: string }): Promise<void> {
    await this.#run.pass()
    this.#answer.note(status)
  }
}
