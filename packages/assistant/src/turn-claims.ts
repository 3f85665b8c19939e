import { createHash } from 'node:crypto'
import { buildKey, type Clock, deadline, type IdempotencyStore } from '@larder/cache-core'
import { AssistantError } from './assistant-error.ts'
import type { Conversation } from './conversation/conversation.ts'

/** A process that died while it answered holds up a conversation for so long, in ms: a little more than a message may take. */
const CLAIM_MS = 15_000

/** Longest wait for the store, in ms: a guest is not kept waiting for it. */
const STORE_MS = 500

export interface TurnClaimsOptions {
  /** Default: turns are not claimed. */
  readonly store: IdempotencyStore | undefined
  readonly tenant: string
  readonly newId: () => string
  readonly clock: Clock
}

/** Lets one process at a time answer a conversation: the turn is claimed in a store that all of them share. */
export class TurnClaims {
  readonly #options: TurnClaimsOptions

  constructor(options: TurnClaimsOptions) {
    this.#options = options
  }

  /** Rejects with BUSY when another process answers this turn, or has answered it. Without the store, work goes on. */
  async hold<T>({ id, turn }: Conversation, work: () => Promise<T>): Promise<T> {
    const { store, tenant, newId, clock } = this.#options
    if (!store) return work()
    const token = newId()
    // A hash: whoever has the id has the conversation.
    const key = buildKey('turn', tenant, createHash('sha256').update(`${id}:${turn}`).digest('base64url'))
    const claim = { fingerprint: 'turn', token, claimMs: CLAIM_MS, keepMs: CLAIM_MS }
    const soon = deadline({ ms: STORE_MS, clock, label: 'claim of a turn' })
    const standing = await soon.execute(() => store.begin(key, claim), {}).catch(() => undefined)
    if (standing !== undefined && standing.state !== 'begun')
      throw new AssistantError(
        'BUSY',
        'Another message of this conversation is being answered: send this one when it is.',
      )
    try {
      return await work()
    } catch (error) {
      await soon.execute(() => store.release(key, token), {}).catch(() => false)
      throw error
    }
  }
}
