import type { ChatContext, ChatDelta, ChatModel, ChatRequest, Completion } from './ports/chat-model.ts'

/** A model that answers as a test says, and remembers what it was asked. */
export class ScriptedModel implements ChatModel {
  readonly requests: ChatRequest[] = []
  readonly #answer: (request: ChatRequest, context: ChatContext) => unknown

  constructor(answer: (request: ChatRequest, context: ChatContext) => unknown) {
    this.#answer = answer
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    this.requests.push(request)
    const answer = await this.#answer(request, context)
    return {
      text: JSON.stringify(answer),
      servedBy: { provider: 'scripted', model: 'scripted-1' },
      usage: { inputMiss: 100, inputHit: 0, cacheWrite: 0, output: 20, reasoning: 0 },
      usd: 0.001,
      latency: { ttftMs: undefined, totalMs: 1, attempts: 1 },
      cache: 'bypass',
      requestId: undefined,
    }
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncIterable<ChatDelta<T>> {
    yield { type: 'done', completion: await this.complete(request, context) }
  }

  /** All that it was ever told, as one text. */
  get heard(): string {
    return JSON.stringify(this.requests)
  }
}

/** What a router answers when it has understood nothing, to be filled in. */
export const NOTHING_UNDERSTOOD = {
  intent: 'other',
  language: 'es',
  date: null,
  time: null,
  people: null,
  highChairs: null,
  pets: null,
  accessible: null,
  zone: null,
  name: null,
  phone: null,
  email: null,
  code: null,
  hasDiet: null,
  topic: null,
  notes: null,
} as const
