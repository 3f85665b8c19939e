import type { BaseChanges } from './base-changes.ts'

/** Why changes may have been missed. */
export const GAP_REASONS = [
  /** The base was not followed until now. */
  'not-followed',
  'hook-missing',
  /** It has expired, or was switched off. */
  'hook-expired',
  /** It says of itself that it is broken, as when a field that it watched is gone. */
  'hook-invalid',
  /** Airtable does not take our cursor any more. */
  'cursor-refused',
  /** Payloads were dropped before they were read: they are kept for a week. */
  'payloads-lost',
  'payload-unreadable',
  /** It pings another address than the one that is configured now. */
  'address-changed',
  /** What was known of the webhook was lost, its secret with it. */
  'state-lost',
] as const

export type GapReason = (typeof GAP_REASONS)[number]

export interface ChangeEvent {
  readonly base: string
  readonly changes: BaseChanges
  /**
   * The same changes a second time: a read right after a change may still have seen what was before. Forget again what
   * was read since.
   */
  readonly isRepeat: boolean
  /** Aborted when nobody waits for the call any more. */
  readonly signal: AbortSignal
}

export interface GapEvent {
  readonly base: string
  readonly reason: GapReason
  readonly signal: AbortSignal
}

/**
 * Whoever keeps answers of Airtable. Resolves when nothing older than the event is served any more, here or in other
 * processes; what it rejects with, or does not do within 30 s, is told again later. The same event may come twice.
 */
export interface WebhookReceiver {
  /**
   * Forget the records that are named, every list of their tables, and what other tables compute from them: a webhook
   * tells of the written records alone, so the links of the schema have to be followed. A table that `isWhole` is
   * forgotten altogether, and with `hasNewSchema` the base's schema first.
   */
  onChange(event: ChangeEvent): Promise<void> | void
  /** Forget everything of the base, and its schema: anything may have changed. */
  onGap(event: GapEvent): Promise<void> | void
}
