import { createHmac } from 'node:crypto'
import { type SharedBackend, type Source, waitFor } from '@larder/cache-core'
import { FakeClock, InMemoryBackend, SeededRandom } from '@larder/cache-core/testing'
import type { AirtableRequest } from '../airtable-client.ts'
import { airtableErrorFromAnswer } from '../airtable-error.ts'
import { AirtableWebhooks, type AirtableWebhooksOptions } from './airtable-webhooks.ts'
import { LocalWebhookState } from './local-webhook-state.ts'
import { SharedWebhookState } from './shared-webhook-state.ts'
import type { ChangeEvent, GapEvent } from './webhook-receiver.ts'

export const BASE: string = 'appA'
export const DAY_MS: number = 86_400_000
export const URL_OF_BASE: string = `https://larder.example.com/hooks/${BASE}`

export interface FakeHook {
  readonly id: string
  readonly secret: string
  readonly notificationUrl: string | undefined
  readonly specification: unknown
  areNotificationsEnabled: boolean
  isInvalid: boolean
  expiresAt: number
  /** Payloads with their numbers, less those that are dropped. */
  payloads: { readonly number: number; readonly at: number; readonly payload: unknown }[]
  next: number
}

/** The webhook routes of one base, in this process and on a fake clock: as the reference describes Airtable's. */
export class FakeAirtable implements Source<AirtableRequest, unknown> {
  readonly hooks: Map<string, FakeHook> = new Map()
  readonly asked: { readonly at: number; readonly what: string }[] = []
  /** What a request rejects with, if it does. */
  fault: (what: string) => unknown = () => undefined
  /** What is done before a request is answered. */
  before: ((what: string) => Promise<void>) | undefined
  latencyMs = 20
  /** Called for every hook with an address that has news; `dropsPings` keeps them back. */
  onPing: ((hook: FakeHook) => void) | undefined
  /** The most requests that ran at once. */
  mostAtOnce = 0
  #running = 0
  #ids = 0
  readonly #clock: FakeClock

  constructor(clock: FakeClock) {
    this.#clock = clock
  }

  async load(
    { method, segments, query, body }: AirtableRequest,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<unknown> {
    const [, , id, action] = segments
    const what = `${method} ${action ?? (id === undefined ? 'webhooks' : 'webhook')}`
    this.asked.push({ at: this.#clock.monotonic(), what })
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#running)
    try {
      await waitFor(this.latencyMs, this.#clock, signal)
      await this.before?.(what)
      const fault = this.fault(what)
      if (fault !== undefined) throw fault
      return this.#answer(what, id ?? '', query, body)
    } finally {
      this.#running--
    }
  }

  count(what: string): number {
    return this.asked.filter((one) => one.what === what).length
  }

  /** One change in the base, of any sections. */
  change(changedTablesById: object, more: object = {}): void {
    const timestamp = new Date(this.#clock.now()).toISOString()
    for (const hook of this.hooks.values()) {
      if (hook.isInvalid || this.#clock.now() >= hook.expiresAt) continue
      this.#add(hook, { timestamp, payloadFormat: 'v0', changedTablesById, ...more })
      if (hook.notificationUrl !== undefined && hook.areNotificationsEnabled) this.onPing?.(hook)
    }
  }

  changeRecord(recordId: string, tableId = 'tblA'): void {
    this.change({
      [tableId]: { changedRecordsById: { [recordId]: { current: { cellValuesByFieldId: {} } } } },
    })
  }

  invalidate(hook: FakeHook): void {
    this.#add(hook, { payloadFormat: 'v0', error: true, code: 'INVALID_HOOK' })
    hook.isInvalid = true
  }

  get only(): FakeHook {
    const [hook, ...others] = this.hooks.values()
    if (!hook || others.length > 0) throw new Error(`There are ${this.hooks.size} webhooks.`)
    return hook
  }

  make(notificationUrl: string | undefined, specification: unknown): FakeHook {
    const id = `ach${++this.#ids}`
    const hook: FakeHook = {
      id,
      secret: Buffer.from(`secret of ${id}`).toString('base64'),
      notificationUrl,
      specification,
      areNotificationsEnabled: true,
      isInvalid: false,
      expiresAt: this.#clock.now() + 7 * DAY_MS,
      payloads: [],
      next: 1,
    }
    this.hooks.set(id, hook)
    return hook
  }

  #add(hook: FakeHook, payload: unknown): void {
    hook.payloads.push({ number: hook.next++, at: this.#clock.now(), payload })
  }

  #answer(what: string, id: string, query: URLSearchParams | undefined, body: unknown): unknown {
    const now = this.#clock.now()
    if (what === 'GET webhooks')
      return { webhooks: [...this.hooks.values()].map((hook) => listed(hook, now)) }
    if (what === 'POST webhooks') {
      const { notificationUrl, specification } = body as { notificationUrl?: string; specification: unknown }
      const living = [...this.hooks.values()].filter(({ expiresAt }) => expiresAt > now)
      if (living.length >= 10)
        throw airtableErrorFromAnswer(422, { error: { type: 'TOO_MANY_WEBHOOKS_IN_BASE' } })
      const hook = this.make(notificationUrl, specification)
      return {
        id: hook.id,
        macSecretBase64: hook.secret,
        expirationTime: new Date(hook.expiresAt).toISOString(),
      }
    }
    const hook = this.hooks.get(id)
    if (!hook) throw airtableErrorFromAnswer(404, { error: 'NOT_FOUND' })
    if (what === 'DELETE webhook') return void this.hooks.delete(id)
    if (what === 'POST enableNotifications') return void (hook.areNotificationsEnabled = true)
    if (now < hook.expiresAt) hook.expiresAt = now + 7 * DAY_MS
    if (what === 'POST refresh') return { expirationTime: new Date(hook.expiresAt).toISOString() }
    return pageOf(hook, Number(query?.get('cursor')), now)
  }
}

function listed(hook: FakeHook, now: number) {
  const { id, notificationUrl = null, specification, areNotificationsEnabled, next, expiresAt } = hook
  return {
    id,
    notificationUrl,
    specification,
    areNotificationsEnabled,
    cursorForNextPayload: next,
    isHookEnabled: expiresAt > now,
    expirationTime: new Date(expiresAt).toISOString(),
  }
}

function pageOf(hook: FakeHook, cursor: number, now: number) {
  hook.payloads = hook.payloads.filter(({ at }) => at > now - 7 * DAY_MS)
  const found = hook.payloads.filter(({ number }) => number >= cursor).slice(0, 50)
  const next = (found.at(-1)?.number ?? cursor - 1) + 1
  return { payloads: found.map(({ payload }) => payload), cursor: next, mightHaveMore: next < hook.next }
}

export interface FakeProcess {
  readonly webhooks: AirtableWebhooks
  readonly changes: ChangeEvent[]
  readonly gaps: GapEvent[]
  /** Records that it was told of, repeats left out. */
  readonly told: () => readonly string[]
}

export interface WebhooksFixture {
  readonly clock: FakeClock
  readonly airtable: FakeAirtable
  readonly backend: InMemoryBackend
  /** Another process, started; with the shared state unless `alone`. */
  readonly start: (options?: Partial<AirtableWebhooksOptions> & StartOptions) => FakeProcess
  /** Sends a ping of this hook to a process. */
  readonly ping: (process: FakeProcess, hook: FakeHook) => Promise<number>
}

export interface StartOptions {
  readonly alone?: boolean
  readonly backend?: Pick<SharedBackend, 'store' | 'openLeases'>
}

export function webhooksFixture(): WebhooksFixture {
  const clock = new FakeClock()
  const airtable = new FakeAirtable(clock)
  const inMemory = new InMemoryBackend(clock)
  let processes = 0
  const start: WebhooksFixture['start'] = ({ alone = false, backend = inMemory, ...options } = {}) => {
    const process = `process ${++processes}`
    const changes: ChangeEvent[] = []
    const gaps: GapEvent[] = []
    const webhooks = new AirtableWebhooks({
      bases: [BASE],
      source: airtable,
      state: alone
        ? new LocalWebhookState()
        : new SharedWebhookState({ backend, namespace: 'ns', process, clock }),
      notificationUrl: () => URL_OF_BASE,
      receiver: { onChange: (event) => void changes.push(event), onGap: (event) => void gaps.push(event) },
      clock,
      random: new SeededRandom(processes),
      ...options,
    })
    webhooks.start()
    return { webhooks, changes, gaps, told: () => recordsOf(changes.filter(({ isRepeat }) => !isRepeat)) }
  }
  const ping: WebhooksFixture['ping'] = async ({ webhooks }, { id, secret }) => {
    const body = Buffer.from(JSON.stringify({ base: { id: BASE }, webhook: { id } }))
    return (await webhooks.answerPing(BASE, body, signed(body, secret))).status
  }
  return { clock, airtable, backend: inMemory, start, ping }
}

export function signed(body: Uint8Array, secret: string): Headers {
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('hex')
  return new Headers({ 'x-airtable-content-mac': `hmac-sha256=${mac}` })
}

export function recordsOf(events: readonly ChangeEvent[]): readonly string[] {
  return events.flatMap(({ changes }) =>
    changes.tables.flatMap(({ created, changed, destroyed }) => [...created, ...changed, ...destroyed]),
  )
}
