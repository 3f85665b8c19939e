import type { EntryOptions } from './options.ts'
import { assertOptions } from './assert-arguments.ts'
import { checkRange, MAX_DURATION_MS, MAX_TIMER_MS, refuse } from './option-checks.ts'

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

export const DEFAULT_RULES: EntryRules = {
  ttlMs: 60_000,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: 0,
  negativeTtlMs: 0,
  softTimeoutMs: Number.POSITIVE_INFINITY,
  hardTimeoutMs: 30_000,
  ttlJitter: 0,
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

/** How long past its ttl an entry may still be of use, in ms. */
export function staleMsOf(rules: EntryRules): number {
  return Math.max(rules.staleWhileRevalidateMs, rules.staleIfErrorMs)
}

export function mergeRules(rules: EntryRules, overrides: EntryOptions): EntryRules {
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

export function entryProblems(options: EntryOptions): string[] {
  const problems: string[] = []
  for (const name of ['ttlMs', 'staleWhileRevalidateMs', 'staleIfErrorMs', 'negativeTtlMs'] as const) {
    checkRange(problems, name, options[name], 0, MAX_DURATION_MS)
  }
  checkRange(problems, 'softTimeoutMs', options.softTimeoutMs, 0, MAX_TIMER_MS)
  checkRange(problems, 'hardTimeoutMs', options.hardTimeoutMs, 1, MAX_TIMER_MS)
  checkRange(problems, 'ttlJitter', options.ttlJitter, 0, 1)
  return problems
}
