import { CacheError, equalJitter, type Random } from '@larder/cache-core'
import { AirtableError } from '../airtable-error.ts'
import { ReceiverError } from './change-announcer.ts'
import type { FollowState } from './follow-report.ts'

/** What a failed pass means for the next one. */
export interface FollowFailure {
  readonly state: Extract<FollowState, 'retrying' | 'out-of-quota' | 'refused'>
  /** For status pages: without secrets, and without what was cached. */
  readonly message: string
  /** The least time until the next pass, in ms. */
  readonly waitMs: number
  /** Whether a ping may bring it forward: it shows that Airtable is well. */
  readonly mayHurry: boolean
}

/** First waits and longest ones, in ms. */
const PASSING_MS = 1_000
const REFUSED_MS = { baseMs: 30_000, capMs: 600_000 }
const QUOTA_MS = { baseMs: 60_000, capMs: 3_600_000 }
const LOCKED_OUT_MS = { baseMs: 5_000, capMs: 60_000 }

/** `failures` in a row before this one; `capMs`: the longest wait for what may pass by itself. */
export function failureOf(error: unknown, failures: number, capMs: number, random: Random): FollowFailure {
  const wait = (limits: { readonly baseMs: number; readonly capMs: number }) =>
    equalJitter({ ...limits, random })(failures)
  if (error instanceof AirtableError) {
    const { message, kind } = error
    if (kind === 'quota') return { state: 'out-of-quota', message, waitMs: wait(QUOTA_MS), mayHurry: false }
    if (kind === 'request') return { state: 'refused', message, waitMs: wait(REFUSED_MS), mayHurry: false }
    if (kind === 'rate-limit') {
      const waitMs = (error.retryAfterMs ?? 0) + wait(LOCKED_OUT_MS)
      return { state: 'retrying', message, waitMs, mayHurry: false }
    }
  }
  const asked = error instanceof CacheError ? error.retryAfterMs : undefined
  const waitMs = Math.max(asked ?? 0, wait({ baseMs: Math.min(PASSING_MS, capMs), capMs }))
  return { state: 'retrying', message: messageOf(error), waitMs, mayHurry: asked === undefined }
}

function messageOf(error: unknown): string {
  const isOurs =
    error instanceof AirtableError || error instanceof CacheError || error instanceof ReceiverError
  if (isOurs) return error.message
  return `A webhook could not be followed (${error instanceof Error ? error.name : typeof error}).`
}
