import type { Cache, Clock, IdempotencyStore, Random } from '@larder/cache-core'
import type { AgentContext } from './agents/ask-models.ts'
import { HumanAgent } from './agents/human-agent.ts'
import { LogicAgent } from './agents/logic-agent.ts'
import { RouterAgent } from './agents/router-agent.ts'
import { AssistantError } from './assistant-error.ts'
import type { Conversation } from './conversation/conversation.ts'
import { newConversation } from './conversation/conversation.ts'
import { ConversationLine } from './conversation-line.ts'
import { ConversationStore } from './conversation-store.ts'
import type { HousePage } from './house-page.ts'
import type { ChatModel } from './ports/chat-model.ts'
import type { ReservationBook } from './ports/reservation-book.ts'
import type { ConversationState, Reply, ReplyEvent } from './reply.ts'
import { replyEvents } from './reply-events.ts'
import { RulesRouter } from './rules/rules-router.ts'
import { stateOf, TurnTaker } from './turn-taker.ts'
import { TurnClaims } from './turn-claims.ts'

export interface AssistantOptions {
  readonly book: ReservationBook
  /** What the house tells about itself. Default: nothing, and no phone. */
  readonly page?: HousePage | undefined
  /** By agent, in the order in which they are asked. Default: rules answer. */
  readonly models?: AssistantModels | undefined
  /** Keeps the conversations. */
  readonly cache: Cache
  /** Keeps two processes from answering one conversation at once. Default: only this process is kept from it. */
  readonly turns?: IdempotencyStore | undefined
  readonly clock: Clock
  readonly random: Random
  /** Makes ids of 128 bits that cannot be guessed, as base64url: whoever has the id has the conversation. */
  readonly newId: () => string
  /** Whose guests these are: models' answers and costs are kept apart by it. */
  readonly tenant: string
  /** Told of errors that a guest is answered "I cannot reach the book" for. They hold nothing that was said. Default: nobody is told. */
  readonly onTrouble?: ((error: unknown) => void) | undefined
  /** How long a message may take, in ms. Default 12,000. */
  readonly deadlineMs?: number | undefined
  /** How long a conversation is kept after its last message, in ms. Default 24 hours. */
  readonly ttlMs?: number | undefined
}

export interface AssistantModels {
  readonly router?: readonly ChatModel[] | undefined
  readonly logic?: readonly ChatModel[] | undefined
  readonly human?: readonly ChatModel[] | undefined
}

export interface ReplyOptions {
  /** Of an earlier reply. Default: a new conversation. */
  readonly conversationId?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Talks with the guests of a house, and keeps its book. */
export interface Assistant {
  /**
   * Answers a message. Models that fail, and a book that cannot be reached, are answered for in words. Rejects with
   * AssistantError for a message or a conversation that cannot be taken, and when the signal aborts.
   */
  reply(message: string, options?: ReplyOptions): Promise<Reply>
  /** The same piece by piece; throws while it is read. */
  stream(message: string, options?: ReplyOptions): AsyncIterable<ReplyEvent>
  /** Where a conversation stands; `undefined` when there is no such. */
  conversation(id: string): Promise<(ConversationState & Pick<Conversation, 'id' | 'language'>) | undefined>
}

/** Longest message, in characters. */
export const MOST_MESSAGE_CHARACTERS = 2_000

const NEVER: AbortSignal = new AbortController().signal
const ID = /^[\w-]{22,64}$/

/** An assistant for the guests of one house. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { book, cache, clock, random, tenant, newId, models = {}, page = { topics: {} } } = options
  const { deadlineMs = 12_000, ttlMs = 86_400_000, onTrouble = () => {} } = options
  const store = new ConversationStore({ cache, tenant, ttlMs })
  const line = new ConversationLine()
  const claims = new TurnClaims({ store: options.turns, tenant, newId, clock })
  const taker = new TurnTaker({
    book,
    page,
    clock,
    store,
    rules: new RulesRouter(),
    router: new RouterAgent({ models: models.router ?? [], clock, tenant }),
    logic: new LogicAgent({ models: models.logic ?? [], clock, tenant }),
    human: new HumanAgent({ models: models.human ?? [], clock, random, tenant }),
    onTrouble,
  })

  const answer = async (
    message: string,
    { conversationId, signal = NEVER }: ReplyOptions,
    tell: (event: ReplyEvent) => void,
  ): Promise<Reply> => {
    assertMessage(message)
    signal.throwIfAborted()
    const id = conversationId ?? newId()
    return line.run(id, async () => {
      signal.throwIfAborted()
      const conversation = conversationId === undefined ? newConversation(id) : await known(id)
      const context: AgentContext = { signal, deadlineAt: clock.monotonic() + deadlineMs }
      return claims.hold(conversation, () => taker.take(conversation, message, context, tell))
    })
  }
  const known = async (id: string): Promise<Conversation> => {
    const conversation = ID.test(id) ? await store.read(id) : undefined
    if (conversation) return conversation
    throw new AssistantError(
      'UNKNOWN_CONVERSATION',
      'There is no such conversation, or it has ended: send the message without an id to begin a new one.',
    )
  }

  return {
    reply: (message, options = {}) => answer(message, options, () => {}),
    stream: (message, options = {}) => replyEvents((tell) => answer(message, options, tell)),
    conversation: async (id) => {
      const conversation = ID.test(id) ? await store.read(id) : undefined
      return conversation && { id, language: conversation.language, ...stateOf(conversation) }
    },
  }
}

function assertMessage(message: unknown): asserts message is string {
  if (typeof message !== 'string' || message.trim() === '' || message.length > MOST_MESSAGE_CHARACTERS)
    throw new AssistantError(
      'INVALID_MESSAGE',
      `A message is a text of 1 to ${MOST_MESSAGE_CHARACTERS} characters; received ${
        typeof message === 'string' ? `${message.length} characters` : typeof message
      }.`,
    )
}
