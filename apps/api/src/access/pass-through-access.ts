import { createHash } from 'node:crypto'
import {
  AirtableError,
  type AirtableSource,
  type BaseBreaker,
  type RecordCache,
} from '@larder/airtable-adapter'
import { buildKey, type Cache, type Clock, type LoaderContext } from '@larder/cache-core'
import { LRUCache } from 'lru-cache'
import { type Access, bearerOf, type Caller } from './caller.ts'
import { refusal } from '../routes/airtable-answers.ts'
import { EVERYTHING } from './key-access.ts'
import { RateAllowance, type RateRule } from './rate-allowance.ts'
import { TokenAllowances } from './token-allowances.ts'

export interface PassThroughOptions {
  readonly cache: Cache
  /** Airtable as the holder of the token sees it. */
  readonly sourceFor: (token: string) => AirtableSource
  readonly recordsFor: (source: AirtableSource, partition: string) => RecordCache
  /** Callers whose grants are Larder's own, such as its administrator's: asked first. */
  readonly keys: Access
  /** For each token. Default: as often as it likes. */
  readonly rateLimit?: RateRule | undefined
  /** How often Airtable is asked whether it knows one. Default: 600 times in 60 s. */
  readonly askRule?: RateRule | undefined
  readonly clock: Clock
}

/** Tokens whose sources are at hand; one costs a few kilobytes. */
const MOST_TOKENS = 1_000
/** How long it is believed that Airtable knows a token, in ms, and believed while it is asked again: one that is revoked is answered from the cache for twice that. */
const KNOWN_MS = 300_000
/** How long it is believed that it does not. */
const UNKNOWN_MS = 60_000
/** How long a known token is good while Airtable cannot be asked, in ms. */
const WITHOUT_AIRTABLE_MS = 86_400_000
/** A thousand tokens are asked about 200 times a minute. More are made up, and Airtable is not to hear all that somebody makes up. */
const ASK_RULE: RateRule = { requests: 600, perSeconds: 60 }

const TOO_MANY_TOKENS = 'Too many tokens that Larder does not know yet. Please try again later'

interface Holder {
  readonly source: AirtableSource
  readonly caller: Caller
}

/**
 * Callers hold tokens of Airtable, and each is served from a partition of the cache that only this token has filled: what
 * a token may not see it is not shown. Airtable is asked once whether it knows the token, at the metadata's expense and not at
 * the base's, so that whoever sends made-up tokens does not spend what others need.
 */
export class PassThroughAccess implements Access {
  readonly #options: PassThroughOptions
  readonly #holders: LRUCache<string, Holder>
  readonly #allowances: TokenAllowances | undefined
  readonly #asking: RateAllowance

  constructor(options: PassThroughOptions) {
    const { rateLimit: rule, clock } = options
    this.#options = options
    this.#allowances = rule && new TokenAllowances({ rule, clock })
    this.#asking = new RateAllowance(options.askRule ?? ASK_RULE, clock)
    this.#holders = new LRUCache({
      max: MOST_TOKENS,
      dispose: ({ caller }) => void caller.records.close(),
    })
  }

  async callerOf(authorization: string | undefined): Promise<Caller | undefined> {
    const known = await this.#options.keys.callerOf(authorization)
    if (known) return known
    const token = bearerOf(authorization)
    if (token === undefined) return undefined
    // 128 bits: two tokens have never the same.
    const partition = createHash('sha256').update(token).digest('base64url').slice(0, 22)
    if (!(await this.#isKnown(token, partition))) return undefined
    const { caller } = this.#holders.get(partition) ?? this.#open(token, partition)
    const allowance = this.#allowances?.of(partition)
    return allowance ? { ...caller, allowance } : caller
  }

  breakers(): readonly BaseBreaker[] {
    return [...this.#holders.values()].flatMap(({ source }) => source.breakers())
  }

  async close(): Promise<void> {
    await Promise.all([...this.#holders.values()].map(({ caller }) => caller.records.close()))
  }

  #open(token: string, partition: string): Holder {
    const source = this.#options.sourceFor(token)
    const records = this.#options.recordsFor(source, partition)
    const caller = { name: `token ${partition}`, records, grants: EVERYTHING, isAdmin: false }
    const holder = { source, caller }
    this.#holders.set(partition, holder)
    return holder
  }

  #isKnown(token: string, partition: string): Promise<boolean> {
    const load = async (context: LoaderContext): Promise<boolean> => {
      const waitMs = this.#asking.take()
      if (waitMs > 0) throw refusal(429, 'RATE_LIMIT_REACHED', TOO_MANY_TOKENS, waitMs)
      // Of a token that is not known nothing is kept but the answer.
      const source = this.#holders.peek(partition)?.source ?? this.#options.sourceFor(token)
      try {
        await source.load({ method: 'GET', base: 'meta', segments: ['whoami'] }, context)
        return true
      } catch (error) {
        if (!(error instanceof AirtableError && error.kind === 'request')) throw error
        if (error.status !== 401) return true
        context.adapt({ ttlMs: UNKNOWN_MS, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 })
        return false
      }
    }
    const rules = {
      ttlMs: KNOWN_MS,
      staleWhileRevalidateMs: KNOWN_MS,
      staleIfErrorMs: WITHOUT_AIRTABLE_MS,
    }
    return this.#options.cache.getOrSet(buildKey('airtable-token', partition), load, rules)
  }
}
