import { createHash, randomUUID } from 'node:crypto'
import { type Clock, deadline, type IdempotencyStanding, type IdempotencyStore } from '@larder/cache-core'
import { refusal } from './routes/airtable-answers.ts'

/** How long an answer is given again, in ms. */
const KEEP_MS = 86_400_000
/** How long a claim is good before it is confirmed, in ms: should the answer to it be lost, the next may claim then. */
const CLAIM_MS = 5_000
/** How long a create may be under way before nobody knows what became of it, in ms: longer than its deadline. */
const HOLD_MS = 60_000
/** How long the store may take, in ms: without it nothing is sent. */
const STORE_MS = 2_000
/** When a client asks again that is told of another request under way, in ms. */
const SOON_MS = 1_000

export interface CreateOnceOptions {
  readonly store: IdempotencyStore
  readonly clock: Clock
}

export interface CreateRequest {
  /** As the client sent it. */
  readonly idempotencyKey: string
  /** Keys of different callers are different. */
  readonly caller: string
  /** What is asked for. */
  readonly target: readonly string[]
  readonly body: unknown
  readonly create: () => Promise<unknown>
  /** Whether a `create` that rejected with this may have been done. */
  readonly mayBeDone: (error: unknown) => boolean
}

export interface CreatedOnce {
  readonly answer: unknown
  /** Whether the answer is that of an earlier request. */
  readonly isReplayed: boolean
}

/**
 * Does what cannot be told apart from the same done again, such as a create, once for each `Idempotency-Key`, for 24 h. The
 * same request is answered as the first was. One whose outcome nobody knows is refused for ever: to be sent again it takes
 * another key, from somebody who has looked. Without the store nothing is sent.
 */
export class CreateOnce {
  readonly #store: IdempotencyStore
  readonly #inTime: <T>(call: () => Promise<T>) => Promise<T>

  constructor({ store, clock }: CreateOnceOptions) {
    this.#store = store
    const limit = deadline({ ms: STORE_MS, clock, label: 'look for an idempotency key' })
    this.#inTime = (call) => limit.execute(call, {})
  }

  /** Rejects with AirtableError: 400 for a key that cannot be used, 409 when another is under way or lost, 422 for a key of another request. */
  async run(request: CreateRequest): Promise<CreatedOnce> {
    const { idempotencyKey, caller, target, body } = request
    assertKey(idempotencyKey)
    const claimed = { key: hashOf([caller, idempotencyKey]), token: randomUUID() }
    const standing = await this.#begin(claimed, hashOf([...target, body]))
    switch (standing.state) {
      case 'begun':
        return { answer: await this.#create(claimed, request), isReplayed: false }
      case 'done':
        return { answer: JSON.parse(standing.answer) as unknown, isReplayed: true }
      case 'running':
        throw refusal(409, 'IDEMPOTENT_REQUEST_IN_PROGRESS', RUNNING, SOON_MS)
      case 'unknown':
        throw refusal(409, 'IDEMPOTENT_REQUEST_OUTCOME_UNKNOWN', UNKNOWN)
      case 'different':
        throw refusal(422, 'IDEMPOTENCY_KEY_REUSED', DIFFERENT)
    }
  }

  async #begin({ key, token }: Claimed, fingerprint: string): Promise<IdempotencyStanding> {
    const claim = { token, fingerprint, claimMs: CLAIM_MS, keepMs: KEEP_MS }
    const standing = await this.#inTime(() => this.#store.begin(key, claim))
    if (standing.state !== 'begun') return standing
    const isOurs = await this.#inTime(() => this.#store.confirm(key, token, HOLD_MS))
    return isOurs ? standing : { state: 'running', remainingMs: SOON_MS }
  }

  async #create({ key, token }: Claimed, { create, mayBeDone }: CreateRequest): Promise<unknown> {
    try {
      const answer = await create()
      await this.#note(() => this.#store.settle(key, token, JSON.stringify(answer)))
      return answer
    } catch (error) {
      await this.#note(() =>
        mayBeDone(error) ? this.#store.settle(key, token, undefined) : this.#store.release(key, token),
      )
      throw error
    }
  }

  /** Should it fail, the request counts as under way until its time is up, and as lost from then on: never as not done. */
  async #note(call: () => Promise<boolean>): Promise<void> {
    await this.#inTime(call).catch(() => {})
  }
}

interface Claimed {
  readonly key: string
  readonly token: string
}

const RUNNING = 'A request with this Idempotency-Key is under way. Ask again in a moment.'
const UNKNOWN =
  'A request with this Idempotency-Key was sent and its answer was lost: it may have been done. Look whether the records exist; to send it again, use another key.'
const DIFFERENT = 'This Idempotency-Key was used for another request. Use a new key for each request.'

function assertKey(key: string): void {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return
  throw refusal(
    400,
    'INVALID_IDEMPOTENCY_KEY',
    'An Idempotency-Key must have 1 to 255 visible ASCII characters.',
  )
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
