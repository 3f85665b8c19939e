import { GAP_REASONS, type GapReason } from './webhook-receiver.ts'

/** What has to be remembered of the webhook that a base is followed by. Holds a secret: never to be logged. */
export interface FollowedHook {
  /** Grows with everything that is noted of the base, in all processes. */
  readonly revision: number
  readonly webhookId: string
  /** Base64; '' for one that was found, not made: its pings cannot be checked. */
  readonly secret: string
  /** Of webhooks before this one: their last pings may still be on their way. */
  readonly formerSecrets: readonly string[]
  readonly notificationUrl: string | undefined
  /** The first payload that was not applied. */
  readonly cursor: number
  /** All payloads that were there at this time are applied. ms since the epoch. */
  readonly readAt: number
  /** ms since the epoch; `undefined`: it does not expire. */
  readonly expiresAt: number | undefined
  /** A gap that the receiver has not dealt with yet. */
  readonly gap: GapReason | undefined
}

/** What was stored, read with care: `undefined` for anything else, which is then as good as lost. */
export function toFollowedHook(stored: unknown): FollowedHook | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { revision, webhookId, secret, formerSecrets, notificationUrl, cursor, readAt, expiresAt, gap } =
    stored as Readonly<Record<string, unknown>>
  if (!isCount(revision) || !isCount(cursor) || !isTime(readAt)) return undefined
  if (typeof webhookId !== 'string' || typeof secret !== 'string') return undefined
  return {
    revision,
    webhookId,
    secret,
    formerSecrets: Array.isArray(formerSecrets) ? formerSecrets.filter((one) => typeof one === 'string') : [],
    notificationUrl: typeof notificationUrl === 'string' ? notificationUrl : undefined,
    cursor,
    readAt,
    expiresAt: isTime(expiresAt) ? expiresAt : undefined,
    gap: GAP_REASONS.find((reason) => reason === gap),
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
