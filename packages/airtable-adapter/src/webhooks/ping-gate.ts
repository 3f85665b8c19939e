import type { Clock } from '@larder/cache-core'
import type { KnownHook } from './known-hook.ts'
import { verifyPing } from './verify-ping.ts'
import type { WebhookState } from './webhook-state.ts'

/** An unknown signature makes the shared state be read this often at most, in ms: forged pings cost no more. */
const RELOAD_MS = 1_000

/** Tells pings of a base's webhook from all else, without asking Airtable. */
export class PingGate {
  readonly #known: KnownHook
  readonly #state: WebhookState
  readonly #clock: Clock
  #reloadAt = Number.NEGATIVE_INFINITY

  constructor(known: KnownHook, state: WebhookState, clock: Clock) {
    this.#known = known
    this.#state = state
    this.#clock = clock
  }

  async isSigned(rawBody: Uint8Array, mac: string | null | undefined): Promise<boolean> {
    if (verifyPing(rawBody, mac, this.#known.secrets)) return true
    // Another process may have made a new webhook since this one looked.
    const now = this.#clock.monotonic()
    if (!this.#state.isShared || now < this.#reloadAt) return false
    this.#reloadAt = now + RELOAD_MS
    await this.#known.load().catch(() => {})
    return verifyPing(rawBody, mac, this.#known.secrets)
  }
}
