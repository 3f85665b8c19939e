import type { WebhookPayload } from './webhook-payload.ts'
import type { WebhookSpecification } from './webhook-specification.ts'

const WEEK_MS = 7 * 86_400_000

/** How a ping went, as the list of webhooks shows it. */
export interface NotificationResult {
  readonly success: boolean
  readonly completionTimestamp: string
  readonly durationMs: number
  readonly retryNumber: number
  readonly willBeRetried?: boolean
  readonly error?: { readonly message: string }
}

interface NumberedPayload {
  readonly number: number
  readonly at: number
  readonly payload: WebhookPayload
}

export interface WebhookPage {
  readonly payloads: readonly WebhookPayload[]
  readonly cursor: number
  readonly mightHaveMore: boolean
}

export interface WebhookOptions {
  readonly id: string
  readonly specification: WebhookSpecification
  /** `undefined`: no pings, payloads all the same. */
  readonly notificationUrl: string | undefined
  readonly secret: Buffer
  readonly createdAt: number
  readonly oauthIntegrationId: string | undefined
}

/** One webhook and its payloads: numbered from 1, kept for a week whether they were read or not. */
export class Webhook {
  readonly options: WebhookOptions
  areNotificationsEnabled = true
  lastSuccess: string | undefined
  lastResult: NotificationResult | undefined
  /** It has said that it is broken, and says nothing more. The list does not show it. */
  isInvalid = false
  #expiresAt: number
  #payloads: NumberedPayload[] = []
  #next = 1

  constructor(options: WebhookOptions) {
    this.options = options
    this.#expiresAt = options.createdAt + WEEK_MS
  }

  get expirationTime(): string {
    return new Date(this.#expiresAt).toISOString()
  }

  isExpired(now: number): boolean {
    return now >= this.#expiresAt
  }

  /** A week after it expired, it is gone with its payloads. */
  isGone(now: number): boolean {
    return now >= this.#expiresAt + WEEK_MS
  }

  refresh(now: number): void {
    if (!this.isExpired(now)) this.#expiresAt = now + WEEK_MS
  }

  expire(now: number): void {
    this.#expiresAt = Math.min(this.#expiresAt, now)
  }

  add(payload: WebhookPayload, now: number): void {
    this.#dropOld(now)
    this.#payloads.push({ number: this.#next++, at: now, payload })
  }

  /** From number `cursor` on. The page's own cursor is the number after its last payload, whatever is missing before. */
  page(cursor: number, limit: number, now: number): WebhookPage {
    this.#dropOld(now)
    const from = this.#payloads.findIndex(({ number }) => number >= cursor)
    const found = from < 0 ? [] : this.#payloads.slice(from, from + limit)
    const next = (found.at(-1)?.number ?? cursor - 1) + 1
    return {
      payloads: found.map(({ payload }) => payload),
      cursor: next,
      mightHaveMore: next < this.#next,
    }
  }

  /** As the list of webhooks shows it: without the secret. */
  body(now: number): unknown {
    const { id, specification, notificationUrl } = this.options
    return {
      id,
      specification,
      notificationUrl: notificationUrl ?? null,
      cursorForNextPayload: this.#next,
      isHookEnabled: !this.isExpired(now),
      areNotificationsEnabled: this.areNotificationsEnabled,
      expirationTime: this.expirationTime,
      lastSuccessfulNotificationTime: this.lastSuccess ?? null,
      lastNotificationResult: this.lastResult ?? null,
    }
  }

  #dropOld(now: number): void {
    const firstKept = this.#payloads.findIndex(({ at }) => at > now - WEEK_MS)
    this.#payloads = firstKept < 0 ? [] : this.#payloads.slice(firstKept)
  }
}
