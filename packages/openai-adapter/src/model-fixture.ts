import {
  type ChatContext,
  type ChatDelta,
  type ChatModel,
  ChatModelError,
  type ChatModelErrorCode,
  type ChatRequest,
  type ChatUsage,
  type Completion,
  type ResponseSchema,
} from '@larder/assistant'
import { type ModelSimulator, type ModelSimulatorOptions, startModelSimulator } from '@larder/model-simulator'
import { onTestFinished } from 'vitest'

/** Both providers on one port, closed when the test ends. */
export async function simulated(options: ModelSimulatorOptions = {}): Promise<ModelSimulator> {
  const simulator = await startModelSimulator({
    quirks: { '/openai': 'openai', '/deepseek': 'deepseek' },
    ...options,
  })
  onTestFinished(() => simulator.close())
  return simulator
}

export interface Party {
  readonly guests: number
}

export const PARTY: ResponseSchema<Party> = {
  name: 'party',
  jsonSchema: {
    type: 'object',
    properties: { guests: { type: 'integer' } },
    required: ['guests'],
    additionalProperties: false,
  },
  parse: (value) => {
    const { guests } = value as { readonly guests?: unknown }
    if (typeof guests !== 'number') throw new TypeError(`Not a party: ${JSON.stringify(value)}`)
    return { guests }
  },
}

export function requestOf<T = unknown>(changes: Partial<ChatRequest<T>> = {}): ChatRequest<T> {
  return {
    agent: 'router',
    system: 'You understand guests of a restaurant.',
    messages: [{ role: 'user', content: 'Mesa para cuatro' }],
    effort: 'none',
    maxTokens: 100,
    tenant: 'casa-paco',
    promptVersion: '1',
    ...changes,
  }
}

export function contextOf(changes: Partial<ChatContext> = {}): ChatContext {
  return { signal: new AbortController().signal, ...changes }
}

export const USAGE: ChatUsage = { inputMiss: 100, inputHit: 0, cacheWrite: 0, output: 10, reasoning: 0 }

export function completionOf(text: string, changes: Partial<Completion> = {}): Completion {
  return {
    text,
    servedBy: { provider: 'a', model: 'a-1' },
    usage: USAGE,
    usd: 0.01,
    latency: { ttftMs: undefined, totalMs: 5, attempts: 1 },
    cache: 'bypass',
    requestId: undefined,
    ...changes,
  }
}

export function errorOf(code: ChatModelErrorCode, changes: object = {}): ChatModelError {
  return new ChatModelError(code, `a: ${code}`, { provider: 'a', ...changes })
}

/** No answer, ever. */
export const HANG: unique symbol = Symbol('hang')

/** What a call of a ScriptedModel meets: an answer, an error, pieces and then an error, or no answer ever. */
export type Scene =
  | string
  | Completion
  | Error
  | typeof HANG
  | { readonly pieces: readonly string[]; readonly error: Error }
  | { readonly gate: Promise<unknown>; readonly text: string }

/** A model whose answers a test gives in advance; the last one lasts. */
export class ScriptedModel implements ChatModel {
  readonly requests: ChatRequest[] = []
  readonly contexts: ChatContext[] = []
  readonly #script: Scene[]

  constructor(...script: readonly Scene[]) {
    this.#script = [...script]
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const scene = this.#next(request, context)
    if (scene === HANG) return hang(context)
    if (scene instanceof Error) throw scene
    if (typeof scene === 'object' && 'pieces' in scene) throw scene.error
    if (typeof scene === 'object' && 'gate' in scene) await scene.gate
    return asCompletion(scene, request)
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const scene = this.#next(request, context)
    if (scene === HANG) return await hang(context)
    if (scene instanceof Error) throw scene
    if (typeof scene === 'object' && 'pieces' in scene) {
      for (const text of scene.pieces) yield { type: 'text', text }
      throw scene.error
    }
    if (typeof scene === 'object' && 'gate' in scene) await scene.gate
    const completion = asCompletion(scene, request)
    for (const text of completion.text.split(/(?<= )/)) yield { type: 'text', text }
    yield { type: 'done', completion }
  }

  #next(request: ChatRequest, context: ChatContext): Scene {
    this.requests.push(request)
    this.contexts.push(context)
    const [scene = 'yes'] = this.#script
    if (this.#script.length > 1) this.#script.shift()
    return scene
  }
}

function asCompletion<T>(scene: Scene, request: ChatRequest<T>): Completion<T> {
  const completion =
    typeof scene === 'object' && 'servedBy' in scene
      ? scene
      : completionOf(typeof scene === 'object' && 'text' in scene ? scene.text : String(scene))
  if (!request.schema) return completion as Completion<T>
  return { ...completion, parsed: request.schema.parse(JSON.parse(completion.text)) }
}

function hang({ signal }: ChatContext): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/** Every piece of a stream, and the error that it ended with. */
export async function readAll<T>(
  deltas: AsyncIterable<ChatDelta<T>>,
): Promise<{ text: string; completion?: Completion<T>; error?: unknown }> {
  let text = ''
  try {
    for await (const delta of deltas) {
      if (delta.type === 'done') return { text, completion: delta.completion }
      text += delta.text
    }
    return { text }
  } catch (error) {
    return { text, error }
  }
}
