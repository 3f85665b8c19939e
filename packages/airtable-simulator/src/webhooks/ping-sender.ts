import type { Clock, Timer } from '@larder/cache-core'
import { createHmac } from 'node:crypto'
import type { Webhook } from './webhook.ts'

export interface PingOptions {
  readonly baseId: string
  readonly clock: Clock
  /** From a change to its ping, in ms: what changes meanwhile shares the ping. */
  readonly delayMs: number
  /** Whether this ping is to be lost: Airtable believes it sent. */
  readonly isDropped: () => boolean
}

/** The first retry comes after so long, each further one after twice as long: the last, 23 hours after the change. */
const FIRST_RETRY_MS = 10_000
const MAX_RETRIES = 13
const TIMEOUT_MS = 30_000

/** Tells one webhook's URL that there is something to read. Pings carry no change, and changes share them. */
export class PingSender {
  readonly #webhook: Webhook
  readonly #options: PingOptions
  #timer: Timer | undefined
  #sending: AbortController | undefined
  #isDirty = false
  #retries = 0

  constructor(webhook: Webhook, options: PingOptions) {
    this.#webhook = webhook
    this.#options = options
  }

  /** There is a new payload. */
  notify(): void {
    const { areNotificationsEnabled, options } = this.#webhook
    if (options.notificationUrl === undefined || !areNotificationsEnabled) return
    if (this.#sending) this.#isDirty = true
    // A retry that waits tells of this change too.
    else if (!this.#timer) this.#schedule(this.#options.delayMs)
  }

  /** Forgets what waits, and breaks off what is being sent. */
  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#isDirty = false
    this.#retries = 0
    this.#sending?.abort()
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#options.clock.setTimer(() => {
      this.#timer = undefined
      void this.#send()
    }, delayMs)
    this.#timer.unref()
  }

  async #send(): Promise<void> {
    const { clock } = this.#options
    const sending = new AbortController()
    const timeout = clock.setTimer(() => sending.abort(), TIMEOUT_MS)
    timeout.unref()
    const startedAt = clock.monotonic()
    this.#sending = sending
    const failure = await this.#post(sending.signal)
    timeout.cancel()
    this.#sending = undefined
    this.#settle(failure, clock.monotonic() - startedAt)
  }

  /** Why it failed; `undefined` for a 200 or 204. */
  async #post(signal: AbortSignal): Promise<string | undefined> {
    const { baseId, clock, isDropped } = this.#options
    const { id, notificationUrl = '', secret } = this.#webhook.options
    if (isDropped()) return undefined
    const timestamp = new Date(clock.now()).toISOString()
    const body = Buffer.from(JSON.stringify({ base: { id: baseId }, webhook: { id }, timestamp }))
    const mac = createHmac('sha256', secret).update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-airtable-content-mac': `hmac-sha256=${mac}` }
    try {
      // Not to where an answer might redirect: pings do not leave this machine.
      const response = await fetch(notificationUrl, {
        method: 'POST',
        headers,
        body,
        signal,
        redirect: 'manual',
      })
      await response.body?.cancel()
      if (response.status === 200 || response.status === 204) return undefined
      return `The HTTP request returned a ${response.status} status code instead of 200 or 204`
    } catch (error) {
      return `The HTTP request failed: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  #settle(failure: string | undefined, durationMs: number): void {
    const completionTimestamp = new Date(this.#options.clock.now()).toISOString()
    const result = { completionTimestamp, durationMs, retryNumber: this.#retries }
    if (failure === undefined) {
      this.#webhook.lastResult = { success: true, ...result }
      this.#webhook.lastSuccess = completionTimestamp
      this.#retries = 0
      if (this.#isDirty) this.#schedule(this.#options.delayMs)
    } else this.#fail(failure, result)
    this.#isDirty = false
  }

  #fail(
    message: string,
    result: { completionTimestamp: string; durationMs: number; retryNumber: number },
  ): void {
    const willBeRetried = this.#retries < MAX_RETRIES && this.#webhook.areNotificationsEnabled
    this.#webhook.lastResult = { success: false, ...result, error: { message }, willBeRetried }
    if (willBeRetried) this.#schedule(FIRST_RETRY_MS * 2 ** this.#retries++)
    else {
      this.#retries = 0
      this.#webhook.areNotificationsEnabled = false
    }
  }
}
