import { randomUUID } from 'node:crypto'
import { CacheError, type Clock, mathRandom, type Random, type Source, systemClock } from '@larder/cache-core'
import type { AirtableRequest } from '../airtable-client.ts'
import type { FollowState, WebhookStatus } from './follow-report.ts'
import { addressOfProcess } from './hook-ownership.ts'
import { LocalWebhookState } from './local-webhook-state.ts'
import { WebhookFollower } from './webhook-follower.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'
import type { WebhookState } from './webhook-state.ts'

export interface AirtableWebhooksOptions {
  /** The bases to follow, by id. */
  readonly bases: readonly string[]
  readonly source: Source<AirtableRequest, unknown>
  /** Who forgets what has changed. */
  readonly receiver: WebhookReceiver
  /** Default: in this process, which then has a webhook of its own, and makes a new one at every start. */
  readonly state?: WebhookState | undefined
  /** Where Airtable may send the pings of a base: an address that it can reach. Default: no pings, polling alone. */
  readonly notificationUrl?: ((base: string) => string) | undefined
  /** Within how long a change is seen without pings, in ms: payloads are read that often, and a little oftener, by all processes together. Default 30,000. */
  readonly pollIntervalMs?: number | undefined
  /** How often each process looks whether the webhook is well, in ms; a day at most. Default: twenty polling intervals. */
  readonly checkIntervalMs?: number | undefined
  /** After how long changes are told once more, in ms: a read right after a change may miss it. 0: never. Default 1,500. */
  readonly repeatAfterMs?: number | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}

/** The answer to a ping: its body is empty. */
export interface PingAnswer {
  /** 204: a ping of ours. 401: signed by nobody we know. 404: no base that is followed. 413: too large to be a ping. */
  readonly status: 204 | 401 | 404 | 413
}

/** More than any ping has, in bytes. */
export const MAX_PING_BYTES = 65_536
const DAY_MS = 86_400_000
const MAC_HEADER = 'x-airtable-content-mac'

/**
 * Follows bases through Airtable's webhooks, and tells the receiver of every change: within two seconds with pings, within
 * the polling interval without. What may have been missed is told as a gap. Throws INVALID_ARGUMENT for options that
 * cannot be used.
 */
export class AirtableWebhooks {
  readonly #followers: ReadonlyMap<string, WebhookFollower>

  constructor(options: AirtableWebhooksOptions) {
    const { pollIntervalMs = 30_000, repeatAfterMs = 1_500 } = options
    const { checkIntervalMs = Math.min(20 * pollIntervalMs, DAY_MS) } = options
    assertWithin('pollIntervalMs', pollIntervalMs, 1_000)
    assertWithin('checkIntervalMs', checkIntervalMs, 1_000)
    assertWithin('repeatAfterMs', repeatAfterMs, 0)
    const {
      source,
      receiver,
      state = new LocalWebhookState(),
      clock = systemClock,
      random = mathRandom,
    } = options
    const process = state.isShared ? undefined : randomUUID()
    const addressOf = (base: string) => {
      const url = addressIn(options.notificationUrl?.(base))
      return url === undefined || process === undefined ? url : addressOfProcess(url, process)
    }
    const shared = { source, receiver, state, pollIntervalMs, checkIntervalMs, repeatAfterMs, clock, random }
    this.#followers = new Map(
      options.bases.map((base) => [
        base,
        new WebhookFollower({ ...shared, base, notificationUrl: addressOf(base) }),
      ]),
    )
  }

  /** Begins to follow; what goes wrong is told by `status`. */
  start(): void {
    for (const follower of this.#followers.values()) follower.start()
  }

  /** Answers a ping by its bytes as they came over the line, before anything is asked of Airtable. Never rejects. */
  async answerPing(base: string, rawBody: Uint8Array, headers: Pick<Headers, 'get'>): Promise<PingAnswer> {
    const follower = this.#followers.get(base)
    if (!follower) return { status: 404 }
    if (rawBody.byteLength > MAX_PING_BYTES) return { status: 413 }
    if (await follower.gate.isSigned(rawBody, headers.get(MAC_HEADER))) {
      follower.ping()
      return { status: 204 }
    }
    follower.report.refusedPings++
    return { status: 401 }
  }

  /** The same for a request of the Fetch API. Reads no more of it than a ping may have. */
  async respondToPing(base: string, request: Request): Promise<Response> {
    const rawBody = this.#followers.has(base) ? await readAtMost(MAX_PING_BYTES, request) : new Uint8Array()
    const { status } =
      rawBody === undefined ? { status: 413 } : await this.answerPing(base, rawBody, request.headers)
    return new Response(null, { status })
  }

  /** How the base is followed; `undefined` for one that is not. */
  stateOf(base: string): FollowState | undefined {
    return this.#followers.get(base)?.report.state
  }

  /** How each base is followed, without secrets. */
  status(): readonly WebhookStatus[] {
    return [...this.#followers.values()].map((follower) => follower.status)
  }

  /** Ends everything at once. The webhooks stay, for whoever follows next. */
  async close(): Promise<void> {
    await Promise.all([...this.#followers.values()].map((follower) => follower.close()))
  }
}

/** `undefined` for more than that, and for what breaks off. */
async function readAtMost(bytes: number, { body }: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of body ?? []) {
      length += chunk.byteLength
      if (length > bytes) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}

function addressIn(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' }
  if (protocol === 'https:' || protocol === 'http:') return new URL(url).href
  throw new CacheError(
    'INVALID_ARGUMENT',
    'notificationUrl must give an address that begins with https:// or http://.',
  )
}

function assertWithin(name: string, value: number, least: number): void {
  if (value >= least && value <= DAY_MS) return
  throw new CacheError(
    'INVALID_ARGUMENT',
    `${name} must be from ${least} to ${DAY_MS} ms; received ${String(value)}.`,
  )
}
