import type { CacheObserver } from '../ports/observer.ts'
import type { CacheOptions, EntryOptions, GetOrSetOptions, OriginLimitOptions } from './options.ts'
import type { Clock } from '../ports/clock.ts'
import type { Codec } from '../ports/codec.ts'
import type { Policy } from '../policies/policy.ts'
import type { Random } from '../ports/random.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import { assertOptions } from './assert-arguments.ts'
import { CacheError } from '../errors.ts'
import { guardedObserver } from './guarded-observer.ts'
import { mathRandom } from '../system/math-random.ts'
import { systemClock } from '../system/system-clock.ts'

/** OriginLimitOptions with every default filled in. */
export interface OriginLimit {
  readonly maxConcurrent: number
  readonly maxConcurrentAlone: number
  readonly maxQueue: number
}

/** Entry options with every default filled in. */
export interface EntryRules {
  readonly ttlMs: number
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
  readonly negativeTtlMs: number
  readonly softTimeoutMs: number
  readonly hardTimeoutMs: number
  readonly ttlJitter: number
}

export interface CacheConfiguration {
  readonly rules: EntryRules
  readonly namespace: string
  readonly l1MaxBytes: number
  readonly shared: SharedBackend | undefined
  readonly storeDeadlineMs: number
  readonly breakerThreshold: number
  readonly breakerRatio: number
  readonly breakerMinimumCalls: number
  readonly breakerSlowMs: number
  readonly breakerMaxOpenMs: number
  readonly propagationLimitMs: number
  readonly isolatedTtlMs: number
  readonly leaseMs: number
  readonly earlyRefreshBeta: number
  readonly isolation: 'freeze' | 'clone' | 'shared'
  readonly codec: Codec | undefined
  readonly loadPolicy: Policy | undefined
  readonly originLimit: OriginLimit | undefined
  readonly observer: CacheObserver | undefined
  readonly clock: Clock
  readonly random: Random
}

const DEFAULT_RULES: EntryRules = {
  ttlMs: 60_000,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: 0,
  negativeTtlMs: 0,
  softTimeoutMs: Number.POSITIVE_INFINITY,
  hardTimeoutMs: 30_000,
  ttlJitter: 0,
}

/** Times travel as unsigned 32-bit milliseconds in the shared tier: 49 days. */
const MAX_DURATION_MS = 2 ** 32 - 1
/** A timer set further off fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Fills in the defaults. Throws one INVALID_ARGUMENT that lists every bad option. */
export function resolveOptions(options: CacheOptions): CacheConfiguration {
  assertOptions(options)
  const problems = entryProblems(options)
  const {
    namespace = 'larder',
    l1MaxBytes = 64 * 2 ** 20,
    storeDeadlineMs = 150,
    breakerThreshold = 5,
    breakerRatio = 0.5,
    breakerMinimumCalls = 20,
    breakerSlowMs = 0.9 * storeDeadlineMs,
    breakerMaxOpenMs = 60_000,
    propagationLimitMs = 2_000,
    isolatedTtlMs = 30_000,
    leaseMs = 3 * storeDeadlineMs,
    earlyRefreshBeta = 1,
    isolation = 'freeze',
  } = options
  if (!/^[\w.-]{1,64}$/.test(namespace)) {
    problems.push(
      `namespace is ${JSON.stringify(namespace)}; it must be 1 to 64 letters, digits, "_", "-" or "."`,
    )
  }
  checkRange(problems, 'l1MaxBytes', l1MaxBytes, 0, Number.MAX_SAFE_INTEGER)
  checkRange(problems, 'storeDeadlineMs', storeDeadlineMs, 1, 60_000)
  checkRange(problems, 'breakerThreshold', breakerThreshold, 1, 10_000)
  checkRange(problems, 'breakerRatio', breakerRatio, 0.001, 1)
  checkRange(problems, 'breakerMinimumCalls', breakerMinimumCalls, 1, 1_000_000)
  checkRange(problems, 'breakerSlowMs', breakerSlowMs, 0.1, MAX_DURATION_MS)
  checkRange(problems, 'breakerMaxOpenMs', breakerMaxOpenMs, 1, MAX_DURATION_MS)
  checkRange(problems, 'propagationLimitMs', propagationLimitMs, 20, MAX_DURATION_MS)
  checkRange(problems, 'isolatedTtlMs', isolatedTtlMs, 0, MAX_DURATION_MS)
  checkRange(problems, 'leaseMs', leaseMs, 0, MAX_DURATION_MS)
  checkRange(problems, 'earlyRefreshBeta', earlyRefreshBeta, 0, 1_000)
  if (!['freeze', 'clone', 'shared'].includes(isolation))
    problems.push(`isolation is ${JSON.stringify(isolation)}; it must be "freeze", "clone" or "shared"`)
  checkCodec(problems, options.codec)
  const originLimit = resolveOriginLimit(problems, options.originLimit)
  refuse(problems)
  return {
    rules: mergeRules(DEFAULT_RULES, options),
    namespace,
    l1MaxBytes,
    shared: options.shared,
    storeDeadlineMs,
    breakerThreshold,
    breakerRatio,
    breakerMinimumCalls,
    breakerSlowMs,
    breakerMaxOpenMs,
    propagationLimitMs,
    isolatedTtlMs,
    leaseMs,
    earlyRefreshBeta,
    isolation,
    codec: options.codec,
    loadPolicy: options.loadPolicy,
    originLimit,
    observer: options.observer && guardedObserver(options.observer),
    clock: options.clock ?? systemClock,
    random: options.random ?? mathRandom,
  }
}

function resolveOriginLimit(
  problems: string[],
  limit: OriginLimitOptions | undefined,
): OriginLimit | undefined {
  if (limit === undefined) return undefined
  if (typeof limit !== 'object' || limit === null || typeof limit.maxConcurrent !== 'number') {
    problems.push('originLimit must be an object with a number maxConcurrent')
    return undefined
  }
  const { maxConcurrent, maxConcurrentAlone = maxConcurrent, maxQueue = 1_000 } = limit
  checkRange(problems, 'originLimit.maxConcurrent', maxConcurrent, 1, 1_000_000)
  checkRange(problems, 'originLimit.maxConcurrentAlone', maxConcurrentAlone, 1, 1_000_000)
  checkRange(problems, 'originLimit.maxQueue', maxQueue, 0, 10_000_000)
  return { maxConcurrent, maxConcurrentAlone, maxQueue }
}

/** The cache's rules with a call's overrides. Throws INVALID_ARGUMENT. */
export function resolveRules(rules: EntryRules, overrides: EntryOptions | undefined): EntryRules {
  if (overrides === undefined) return rules
  assertOptions(overrides)
  refuse(entryProblems(overrides))
  return mergeRules(rules, overrides)
}

/** Throws one INVALID_ARGUMENT that lists every bad option. */
export function assertEntryOptions(options: EntryOptions): void {
  refuse(entryProblems(options))
}

/** Checks what is not about entries in the options of a read. Throws INVALID_ARGUMENT. */
export function assertReadable(options: GetOrSetOptions | undefined): void {
  if (options === undefined) return
  assertOptions(options)
  const problems: string[] = []
  checkRange(problems, 'deadlineMs', options.deadlineMs, 1, MAX_TIMER_MS)
  const { consistency } = options
  if (consistency !== undefined && consistency !== 'bounded' && consistency !== 'strict')
    problems.push(`consistency is ${JSON.stringify(consistency)}; it must be "bounded" or "strict"`)
  refuse(problems)
}

/** Checks tags: at most MAX_TAGS non-empty strings of at most MAX_TAG_BYTES. Throws INVALID_ARGUMENT. */
export function resolveTags(tags: readonly string[] | undefined): readonly string[] {
  if (tags === undefined) return NO_TAGS
  if (!Array.isArray(tags)) refuse([`tags is ${typeof tags}; it must be an array of strings`])
  if (tags.length === 0) return NO_TAGS
  const problems = tags.length > MAX_TAGS ? [`${tags.length} tags were given; the limit is ${MAX_TAGS}`] : []
  for (const tag of tags) {
    if (
      typeof tag !== 'string' ||
      tag === '' ||
      !tag.isWellFormed() ||
      Buffer.byteLength(tag) > MAX_TAG_BYTES
    )
      problems.push(`a tag must be a non-empty string of at most ${MAX_TAG_BYTES} bytes`)
  }
  refuse(problems)
  return Object.freeze([...new Set(tags)])
}

const NO_TAGS: readonly string[] = Object.freeze([])
const MAX_TAGS = 64
const MAX_TAG_BYTES = 256

/** How long past its ttl an entry may still be of use, in ms. */
export function staleMsOf(rules: EntryRules): number {
  return Math.max(rules.staleWhileRevalidateMs, rules.staleIfErrorMs)
}

function mergeRules(rules: EntryRules, overrides: EntryOptions): EntryRules {
  return {
    ttlMs: overrides.ttlMs ?? rules.ttlMs,
    staleWhileRevalidateMs: overrides.staleWhileRevalidateMs ?? rules.staleWhileRevalidateMs,
    staleIfErrorMs: overrides.staleIfErrorMs ?? rules.staleIfErrorMs,
    negativeTtlMs: overrides.negativeTtlMs ?? rules.negativeTtlMs,
    softTimeoutMs: overrides.softTimeoutMs ?? rules.softTimeoutMs,
    hardTimeoutMs: overrides.hardTimeoutMs ?? rules.hardTimeoutMs,
    ttlJitter: overrides.ttlJitter ?? rules.ttlJitter,
  }
}

function entryProblems(options: EntryOptions): string[] {
  const problems: string[] = []
  for (const name of ['ttlMs', 'staleWhileRevalidateMs', 'staleIfErrorMs', 'negativeTtlMs'] as const) {
    checkRange(problems, name, options[name], 0, MAX_DURATION_MS)
  }
  checkRange(problems, 'softTimeoutMs', options.softTimeoutMs, 0, MAX_TIMER_MS)
  checkRange(problems, 'hardTimeoutMs', options.hardTimeoutMs, 1, MAX_TIMER_MS)
  checkRange(problems, 'ttlJitter', options.ttlJitter, 0, 1)
  return problems
}

function checkCodec(problems: string[], codec: Codec | undefined): void {
  if (codec === undefined) return
  const { name, encode, decode } = (codec ?? {}) as Partial<Codec>
  if (typeof encode !== 'function' || typeof decode !== 'function')
    problems.push('codec must have the functions encode and decode')
  else if (typeof name !== 'string' || !/^[\w.-]{1,32}$/.test(name))
    problems.push('codec.name must be 1 to 32 letters, digits, "_", "-" or "."')
}

function checkRange(
  problems: string[],
  name: string,
  value: number | undefined,
  min: number,
  max: number,
): void {
  if (value === undefined || (typeof value === 'number' && value >= min && value <= max)) return
  problems.push(`${name} is ${String(value)}; it must be a number from ${min} to ${max}`)
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new CacheError('INVALID_ARGUMENT', `Bad cache options: ${problems.join('; ')}.`)
}
