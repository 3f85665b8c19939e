import { buildKey, type Cache } from '@larder/cache-core'
import { CONVERSATION_VERSION, type Conversation } from './conversation/conversation.ts'

export interface ConversationStoreOptions {
  readonly cache: Cache
  readonly tenant: string
  /** How long a conversation is kept after its last message, in ms. */
  readonly ttlMs: number
}

/** Conversations in the cache. Whoever has the id has the conversation: ids must not be guessable. */
export class ConversationStore {
  readonly #options: ConversationStoreOptions

  constructor(options: ConversationStoreOptions) {
    this.#options = options
  }

  /** `undefined` for one that is not there, or no longer, or was written by another version. */
  async read(id: string): Promise<Conversation | undefined> {
    const { cache } = this.#options
    const key = this.#keyOf(id)
    // The newest state that any process has written; while the shared tier is away, that of this process.
    const stored =
      (await cache.get<Conversation>(key, { consistency: 'strict' })) ?? (await cache.get<Conversation>(key))
    return stored?.version === CONVERSATION_VERSION && stored.id === id ? stored : undefined
  }

  async write(conversation: Conversation): Promise<void> {
    const { cache, ttlMs } = this.#options
    await cache.set(this.#keyOf(conversation.id), withoutUndefined(conversation), { ttlMs })
  }

  #keyOf(id: string): string {
    return buildKey('assistant', this.#options.tenant, 'conversation', id)
  }
}

/** JSON has no `undefined`, and the cache keeps nothing that would come back changed. */
function withoutUndefined(conversation: Conversation): unknown {
  return JSON.parse(JSON.stringify(conversation))
}
