import type { BaseChanges, ChangeObserver } from '../base/base-changes.ts'
import { errorPayload, payloadOf } from './webhook-payload.ts'
import { invalidRequest, notFound, typedError } from '../api/api-error.ts'
import { readSpecification, watchedFieldIds } from './webhook-specification.ts'
import { newId } from '../base/identifiers.ts'
import { PingSender } from './ping-sender.ts'
import type { SimulatedBase } from '../base/simulated-base.ts'
import type { ViewSchema } from '../base/base-data.ts'
import { Webhook } from './webhook.ts'

const MAX_PER_BASE = 10
const MAX_PER_INTEGRATION = 2

interface Entry {
  readonly webhook: Webhook
  readonly pings: PingSender
}

/** The webhooks of one base, and the switches for what goes wrong with them. */
export class WebhookRegistry implements ChangeObserver {
  readonly #base: SimulatedBase
  readonly #pingDelayMs: number
  readonly #entries = new Map<string, Entry>()
  #dropped = 0

  constructor(base: SimulatedBase, pingDelayMs: number) {
    this.#base = base
    this.#pingDelayMs = pingDelayMs
    base.observer = this
  }

  /** The next `count` pings are lost on their way, though Airtable believes they came; default all. */
  dropPings(count: number = Number.POSITIVE_INFINITY): void {
    this.#dropped = count
  }

  /** Ends a webhook's life now: what it has can be read for another week. */
  expire(id: string): void {
    this.find(id).expire(this.#now)
  }

  /** The webhook says INVALID_HOOK and nothing more, while the list still looks healthy. */
  invalidate(id: string): void {
    this.#invalidate(this.find(id), { at: this.#now, number: this.#base.transactionNumber })
  }

  /** Webhooks that are not gone, in the order of creation. */
  get webhooks(): readonly Webhook[] {
    for (const [id, { webhook }] of this.#entries) if (webhook.isGone(this.#now)) this.delete(id)
    return [...this.#entries.values()].map(({ webhook }) => webhook)
  }

  /** Throws 404. */
  find(id: string): Webhook {
    const webhook = this.webhooks.find(({ options }) => options.id === id)
    if (!webhook) throw notFound()
    return webhook
  }

  /** Throws 422. */
  create(
    { notificationUrl, specification }: Readonly<Record<string, unknown>>,
    oauthIntegrationId: string | undefined,
  ): Webhook {
    this.#needRoom(oauthIntegrationId)
    const { random, id: baseId, clock } = this.#base
    const webhook = new Webhook({
      id: newId('ach', random),
      specification: readSpecification(specification, this.#base),
      notificationUrl:
        notificationUrl === undefined || notificationUrl === null ? undefined : loopback(notificationUrl),
      secret: Buffer.from(Array.from({ length: 32 }, () => Math.floor(random.next() * 256))),
      createdAt: this.#now,
      oauthIntegrationId,
    })
    const isDropped = () => this.#dropped > 0 && this.#dropped-- > 0
    const pings = new PingSender(webhook, { baseId, clock, delayMs: this.#pingDelayMs, isDropped })
    this.#entries.set(webhook.options.id, { webhook, pings })
    return webhook
  }

  /** Throws 404. */
  delete(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) throw notFound()
    entry.pings.stop()
    this.#entries.delete(id)
  }

  setNotifications(id: string, isEnabled: boolean): void {
    this.find(id).areNotificationsEnabled = isEnabled
    this.#entries.get(id)?.pings.stop()
  }

  /** No ping leaves after this. */
  close(): void {
    for (const { pings } of this.#entries.values()) pings.stop()
  }

  get isWatching(): boolean {
    return this.#active.length > 0
  }

  watchesView({ id }: ViewSchema): boolean {
    return this.#active.some(
      ({ webhook }) => webhook.options.specification.options.filters.recordChangeScope === id,
    )
  }

  onChanges(changes: BaseChanges): void {
    const tables = [...changes.tables.values()]
    const destroyed = new Set(tables.flatMap(({ destroyedFieldIds }) => destroyedFieldIds))
    for (const { webhook, pings } of this.#active) {
      const { specification } = webhook.options
      const payload = payloadOf(specification, changes, this.#base)
      if (payload) {
        webhook.add(payload, this.#now)
        pings.notify()
      }
      if (watchedFieldIds(specification).some((id) => destroyed.has(id))) this.#invalidate(webhook, changes)
    }
  }

  get #now(): number {
    return this.#base.clock.now()
  }

  get #active(): readonly Entry[] {
    return [...this.#entries.values()].filter(
      ({ webhook }) => !webhook.isInvalid && !webhook.isExpired(this.#now),
    )
  }

  #invalidate(webhook: Webhook, changes: Pick<BaseChanges, 'at' | 'number'>): void {
    webhook.add(errorPayload('INVALID_HOOK', changes), this.#now)
    webhook.isInvalid = true
  }

  /** The statuses of these two are not published. */
  #needRoom(integration: string | undefined): void {
    const live = this.webhooks.filter((webhook) => !webhook.isExpired(this.#now))
    if (live.length >= MAX_PER_BASE) throw typedError(422, 'TOO_MANY_WEBHOOKS_IN_BASE')
    const ofIntegration = live.filter(({ options }) => options.oauthIntegrationId === integration)
    if (integration !== undefined && ofIntegration.length >= MAX_PER_INTEGRATION)
      throw typedError(422, 'TOO_MANY_WEBHOOKS_BY_OAUTH_INTEGRATION_IN_BASE')
  }
}

/** Throws 422 for what is no URL of this machine. */
function loopback(url: unknown): string {
  const { hostname, protocol } = URL.canParse(String(url))
    ? new URL(String(url))
    : { hostname: '', protocol: '' }
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
  if (!isLocal || !protocol.startsWith('http'))
    throw invalidRequest('The simulator sends pings to loopback addresses only (127.0.0.1, ::1, localhost).')
  return String(url)
}
