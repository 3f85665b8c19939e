import type { Source } from '@larder/cache-core'
import type { AirtableRequest } from '../airtable-client.ts'
import { AirtableError } from '../airtable-error.ts'

/** Everything that happens in a base: only that covers what computed fields of other tables show. */
export const WHOLE_BASE: object = {
  options: { filters: { dataTypes: ['tableData', 'tableFields', 'tableMetadata'] } },
}

export interface CreatedWebhook {
  readonly id: string
  /** Base64. Told once, and never again. */
  readonly secret: string
  /** ms since the epoch; `undefined` for a webhook that does not expire. */
  readonly expiresAt: number | undefined
}

export interface ListedWebhook {
  readonly id: string
  readonly notificationUrl: string | undefined
  readonly specification: unknown
  /** The number that its next payload will have. */
  readonly nextCursor: number
  readonly isEnabled: boolean
  readonly areNotificationsEnabled: boolean
  readonly expiresAt: number | undefined
}

export interface PayloadPage {
  readonly payloads: readonly unknown[]
  /** The number after that of the page's last payload. */
  readonly cursor: number
  readonly mightHaveMore: boolean
}

/** Payloads of one request: what Airtable gives at most. */
const PAGE = 50

/**
 * The webhook routes of Airtable, as requests through the same Source as all others: they count against the base's
 * budget. Rejects as the source does, and with an AirtableError for an answer without form.
 */
export class WebhookClient {
  readonly #source: Source<AirtableRequest, unknown>

  constructor(source: Source<AirtableRequest, unknown>) {
    this.#source = source
  }

  async list(base: string, signal: AbortSignal): Promise<readonly ListedWebhook[]> {
    const answer = await this.#ask('GET', base, [], signal)
    const webhooks = fieldsOf(answer)['webhooks']
    if (!Array.isArray(webhooks)) throw unexpected('a list of webhooks')
    return webhooks.map(toListed)
  }

  async create(
    base: string,
    notificationUrl: string | undefined,
    signal: AbortSignal,
  ): Promise<CreatedWebhook> {
    const body = { specification: WHOLE_BASE, ...(notificationUrl === undefined ? {} : { notificationUrl }) }
    const answer = fieldsOf(await this.#ask('POST', base, [], signal, { body }))
    const { id, macSecretBase64: secret } = answer
    if (typeof id !== 'string' || typeof secret !== 'string') throw unexpected('a new webhook')
    return { id, secret, expiresAt: instantOf(answer['expirationTime']) }
  }

  /** Resolves to when it expires now, in ms since the epoch. */
  async refresh(base: string, webhookId: string, signal: AbortSignal): Promise<number | undefined> {
    const answer = await this.#ask('POST', base, [webhookId, 'refresh'], signal)
    return instantOf(fieldsOf(answer)['expirationTime'])
  }

  async enableNotifications(base: string, webhookId: string, signal: AbortSignal): Promise<void> {
    const body = { enable: true }
    await this.#ask('POST', base, [webhookId, 'enableNotifications'], signal, { body })
  }

  /** Resolves for one that is gone already, too: an answer that was lost leads to a second request. */
  async delete(base: string, webhookId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#ask('DELETE', base, [webhookId], signal)
    } catch (error) {
      if (!(error instanceof AirtableError && error.status === 404)) throw error
    }
  }

  /** From number `cursor` on. */
  async payloads(base: string, webhookId: string, cursor: number, signal: AbortSignal): Promise<PayloadPage> {
    const query = new URLSearchParams({ cursor: String(cursor), limit: String(PAGE) })
    // Once a second at most. Whoever reads the cache waits for it without knowing: behind all others it might never leave.
    const priority = 'interactive-read'
    const answer = fieldsOf(
      await this.#ask('GET', base, [webhookId, 'payloads'], signal, { query, priority }),
    )
    const { payloads, cursor: next, mightHaveMore } = answer
    if (!Array.isArray(payloads) || !isCursor(next)) throw unexpected('a page of payloads')
    return { payloads, cursor: next, mightHaveMore: mightHaveMore === true }
  }

  /** The one place where these requests are made. Nobody waits for those that keep the webhook. */
  #ask(
    method: AirtableRequest['method'],
    base: string,
    segments: readonly string[],
    signal: AbortSignal,
    more: Pick<AirtableRequest, 'query' | 'body' | 'priority'> = {},
  ): Promise<unknown> {
    const route = { method, base: 'bases', segments: [base, 'webhooks', ...segments] }
    const request: AirtableRequest = { ...route, priority: 'background', ...more }
    return this.#source.load(request, { signal })
  }
}

function toListed(given: unknown): ListedWebhook {
  const webhook = fieldsOf(given)
  const { id, notificationUrl, cursorForNextPayload: next } = webhook
  if (typeof id !== 'string') throw unexpected('a list of webhooks')
  return {
    id,
    notificationUrl: typeof notificationUrl === 'string' ? notificationUrl : undefined,
    specification: webhook['specification'],
    nextCursor: isCursor(next) ? next : 1,
    isEnabled: webhook['isHookEnabled'] !== false,
    areNotificationsEnabled: webhook['areNotificationsEnabled'] !== false,
    expiresAt: instantOf(webhook['expirationTime']),
  }
}

function fieldsOf(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === 'object' && answer !== null ? (answer as Readonly<Record<string, unknown>>) : {}
}

function isCursor(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}

function instantOf(time: unknown): number | undefined {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** The answer may hold a secret: nothing of it is told. */
function unexpected(what: string): AirtableError {
  const message = `Airtable answered a request for ${what} in a form that is not known.`
  const body = { error: { type: 'UNEXPECTED_ANSWER', message } }
  return new AirtableError({ status: 502, body, kind: 'server', message })
}
