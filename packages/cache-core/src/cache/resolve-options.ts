import type { CacheObserver } from '../ports/observer.ts'
import type { CacheOptions, OriginLimitOptions } from './options.ts'
import type { Clock } from '../ports/clock.ts'
import type { Codec } from '../ports/codec.ts'
import type { Policy } from '../policies/policy.ts'
import type { Random } from '../ports/random.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import { assertOptions } from './assert-arguments.ts'
import { checkRange, MAX_DURATION_MS, refuse } from './option-checks.ts'
import { DEFAULT_RULES, entryProblems, type EntryRules, mergeRules } from './entry-rules.ts'
import { guardedObserver } from './guarded-observer.ts'
import { mathRandom } from '../system/math-random.ts'
import { systemClock } from '../system/system-clock.ts'

/** OriginLimitOptions with every default filled in. */
export interface OriginLimit {
  readonly maxConcurrent: number
  readonly maxConcurrentAlone: number
  readonly maxQueue: number
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

function checkCodec(problems: string[], codec: Codec | undefined): void {
  if (codec === undefined) return
  const { name, encode, decode } = (codec ?? {}) as Partial<Codec>
  if (typeof encode !== 'function' || typeof decode !== 'function')
    problems.push('codec must have the functions encode and decode')
  else if (typeof name !== 'string' || !/^[\w.-]{1,32}$/.test(name))
    problems.push('codec.name must be 1 to 32 letters, digits, "_", "-" or "."')
}
