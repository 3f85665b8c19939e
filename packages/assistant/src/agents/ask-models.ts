import { type Clock, deadline } from '@larder/cache-core'
import type { ChatModel, ChatRequest, Completion } from '../ports/chat-model.ts'
import type { ServedAs } from './served-as.ts'

/** What bounds the work of one reply. */
export interface AgentContext {
  readonly signal: AbortSignal
  /** Monotonic instant (ms) after which nobody waits. */
  readonly deadlineAt: number
}

export interface ModelsOptions {
  /** In the order in which they are asked. */
  readonly models: readonly ChatModel[]
  readonly clock: Clock
  /** For all of them together. Each may use an equal share of what is left, so that one that hangs leaves time for the next. */
  readonly deadlineMs: number
}

export interface Answered<T> {
  readonly value: T
  readonly servedAs: ServedAs
  readonly usd: number | undefined
}

/**
 * Asks one model after the other until one gives an answer of the right shape; `undefined` when none does in time.
 * Rejects only when the caller's signal aborts.
 */
export async function askModels<T>(
  request: ChatRequest<T> & { readonly schema: NonNullable<ChatRequest<T>['schema']> },
  { models, clock, deadlineMs }: ModelsOptions,
  { signal, deadlineAt }: AgentContext,
): Promise<Answered<T> | undefined> {
  const until = Math.min(deadlineAt, clock.monotonic() + deadlineMs)
  for (const [index, model] of models.entries()) {
    const ms = (until - clock.monotonic()) / (models.length - index)
    if (ms <= 0) return undefined
    try {
      const completion = await deadline({ ms, clock, label: `${request.agent} agent` }).execute(
        (narrowed) => model.complete(request, { ...narrowed, signal: narrowed.signal ?? signal }),
        { signal },
      )
      return {
        value: request.schema.parse(completion.parsed ?? JSON.parse(completion.text)),
        servedAs: servedAs(completion, index),
        usd: completion.usd,
      }
    } catch {
      // Why it failed is for the model's own ledger: the guest is answered either way.
      signal.throwIfAborted()
    }
  }
  return undefined
}

function servedAs({ servedBy }: Completion, index: number): ServedAs {
  const { provider, model, fallbackFrom } = servedBy
  return index > 0 || fallbackFrom !== undefined
    ? { by: 'fallback', provider, model, fallbackFrom }
    : { by: 'model', provider, model }
}
