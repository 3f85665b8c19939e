import type { Adaptation, SetOptions } from './options.ts'
import type { EntryRules } from './entry-rules.ts'
import type { Isolation, KeptValue } from '../isolation.ts'
import type { Moment } from '../tiers/invalidations.ts'
import type { Random } from '../ports/random.ts'
import type { TierStack } from '../tiers/tier-stack.ts'
import { assertKey } from '../key.ts'
import { assertOptions } from './assert-arguments.ts'
import { CacheError } from '../errors.ts'
import { assertEntryOptions, mergeRules, resolveRules, staleMsOf } from './entry-rules.ts'
import { resolveTags } from './resolve-tags.ts'

export interface HarvestRequest {
  readonly rules: EntryRules
  readonly tags: readonly string[]
  /** When the load began: what was invalidated since is not kept. */
  readonly start: Moment
  readonly startedAt: number
}

export interface HarvestEnvironment {
  readonly tiers: TierStack
  readonly isolation: Isolation
  readonly random: Random
}

/** What one load brings in: its value with what its loader said of it, and other values that came along. */
export class Harvest {
  readonly #request: HarvestRequest
  readonly #environment: HarvestEnvironment
  #adaptation: Adaptation = {}
  readonly #alongside: Alongside[] = []

  constructor(request: HarvestRequest, environment: HarvestEnvironment) {
    this.#request = request
    this.#environment = environment
  }

  adapt(adaptation: Adaptation): void {
    assertOptions(adaptation)
    if (adaptation.etag !== undefined && typeof adaptation.etag !== 'string')
      throw new CacheError(
        'INVALID_ARGUMENT',
        `An etag must be a string; received ${typeof adaptation.etag}.`,
      )
    this.#adaptation = { ...this.#adaptation, ...adaptation }
  }

  /** The tags of the main value. */
  get tags(): readonly string[] {
    const { tags } = this.#request
    const own = this.#adaptation.tags ?? []
    return own.length === 0 ? tags : resolveTags([...tags, ...own])
  }

  alongside(key: string, value: unknown, options: SetOptions = {}): void {
    assertKey(key)
    assertEntryOptions(options)
    const tags = options.tags === undefined ? this.#request.tags : resolveTags(options.tags)
    this.#alongside.push({ key, value, tags, options })
  }

  /** Keeps everything; resolves to whether the shared tier has the main value. Throws when something of it cannot be kept. */
  keep(key: string, sealed: KeptValue, loadMs: number, etag: string | undefined): Promise<boolean> {
    const rules = resolveRules(this.#request.rules, this.#adaptation)
    const { tags } = this
    const also = this.#alongside
      .filter((one) => !this.#environment.tiers.hasSince(one.key, this.#request.startedAt))
      .map((one) => ({ ...one, sealed: this.#environment.isolation.take(one.value) }))
    const kept = this.#keepOne(key, { sealed, tags, rules, loadMs, etag: this.#adaptation.etag ?? etag })
    for (const { key: other, sealed: value, tags: own, options } of also) {
      const crop = { sealed: value, tags: own, rules: mergeRules(rules, options), loadMs, etag: undefined }
      void this.#keepOne(other, crop)
    }
    return kept
  }

  async #keepOne(key: string, { sealed, tags, rules, loadMs, etag }: Crop): Promise<boolean> {
    const life = lifeOf(sealed.value, rules, this.#environment.random)
    if (life.ttlMs + life.staleMs === 0) return false
    return this.#environment.tiers.keep(key, { ...sealed, ...life, tags, loadMs, etag }, this.#request.start)
  }
}

interface Alongside {
  readonly key: string
  readonly value: unknown
  readonly tags: readonly string[]
  readonly options: SetOptions
}

interface Crop {
  readonly sealed: KeptValue
  readonly tags: readonly string[]
  readonly rules: EntryRules
  readonly loadMs: number
  readonly etag: string | undefined
}

/** How long a value lives under the rules, jitter included. */
export function lifeOf(
  value: unknown,
  rules: EntryRules,
  random: Random,
): { readonly ttlMs: number; readonly staleMs: number } {
  const shortened = (ms: number) => (rules.ttlJitter === 0 ? ms : ms * (1 - rules.ttlJitter * random.next()))
  return value === undefined
    ? { ttlMs: shortened(rules.negativeTtlMs), staleMs: 0 }
    : { ttlMs: shortened(rules.ttlMs), staleMs: staleMsOf(rules) }
}
