import type {
  ChatContext,
  ChatDelta,
  ChatModel,
  ChatRequest,
  Completion,
  UsageLedger,
} from '@larder/assistant'
import { type Cache, CacheError, type Clock, type LoaderContext, systemClock } from '@larder/cache-core'
import {
  COMPLETION_POLICIES,
  type CompletionPolicies,
  type CompletionPolicy,
  policyOf,
} from './completion-policy.ts'
import { completionKey } from './completion-key.ts'
import { fromStored, type StoredCompletion, storedCompletion, toStored } from './stored-completion.ts'
import { Relay } from './relay.ts'
import { toChatModelError } from './openai-errors.ts'
import { untilAborted } from './until-aborted.ts'
import { usageRecordOf } from './usage-record.ts'

export interface CachedChatModelOptions {
  /** One provider's model, with its resilience; a fallback goes around the cache, not into it. */
  readonly inner: ChatModel
  readonly provider: string
  readonly model: string
  readonly cache: Cache
  /** Of the keys; at least 16 characters, the same in all processes. Another one makes all answers unknown. */
  readonly secret: string
  /** By agent. Default: COMPLETION_POLICIES. */
  readonly policies?: CompletionPolicies | undefined
  /** How long a model may take for an answer that several may wait for, in ms. Default 60,000. */
  readonly loadTimeoutMs?: number | undefined
  /** Told of answers from the cache. Those from the model are the inner model's to tell. */
  readonly ledger?: UsageLedger | undefined
  readonly clock?: Clock | undefined
}

type Ask<T> = (context: ChatContext) => Promise<Completion<T>>

/** What a call found: an answer that was kept, or the one that its own load brought. */
interface Found<T> {
  readonly completion: Completion<T>
  readonly isOwn: boolean
}

/** Nothing of it is kept, though those who wait for it get it. */
const NOT_KEPT = { ttlMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 0, negativeTtlMs: 0 } as const
const SECRET_LENGTH = 16

/**
 * Answers equal requests from the cache, and asks once for all that come at the same time, in all processes. A caller who
 * leaves ends no request: it is paid for, and the next one has its answer. Kept is what is complete, fits its schema and
 * came from the very model; never an error, a part or another model's answer.
 */
export class CachedChatModel implements ChatModel {
  readonly #options: CachedChatModelOptions
  readonly #clock: Clock

  /** Throws CacheError INVALID_ARGUMENT for a secret that is too short. */
  constructor(options: CachedChatModelOptions) {
    if (options.secret.length < SECRET_LENGTH)
      throw new CacheError(
        'INVALID_ARGUMENT',
        `secret has ${options.secret.length} characters; at least ${SECRET_LENGTH}.`,
      )
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  async complete<T>(request: ChatRequest<T>, context: ChatContext): Promise<Completion<T>> {
    const { inner, policies = COMPLETION_POLICIES } = this.#options
    const policy = policyOf(policies, request)
    if (!policy) return inner.complete(request, context)
    const ask: Ask<T> = (load) => inner.complete(request, load)
    return (await this.#find(request, context, policy, ask)).completion
  }

  async *stream<T>(request: ChatRequest<T>, context: ChatContext): AsyncGenerator<ChatDelta<T>, void> {
    const { inner, policies = COMPLETION_POLICIES } = this.#options
    const policy = policyOf(policies, request)
    if (!policy) return yield* inner.stream(request, context)
    const relay = new Relay<ChatDelta<T>>()
    let failure: unknown
    const ask: Ask<T> = (load) =>
      relayed(inner.stream(request, load), relay).catch((error: unknown) => {
        failure = error
        throw error
      })
    void this.#find(request, context, policy, ask).then(
      ({ completion, isOwn }) => {
        // Something older in the place of what had begun to be shown would be two answers in one.
        if (!isOwn && relay.written > 0) return relay.fail(failure)
        if (!isOwn) relay.push({ type: 'text', text: completion.text })
        relay.push({ type: 'done', completion })
        relay.end()
      },
      (error: unknown) => relay.fail(error),
    )
    yield* relay
  }

  async #find<T>(
    request: ChatRequest<T>,
    context: ChatContext,
    policy: CompletionPolicy,
    ask: Ask<T>,
  ): Promise<Found<T>> {
    const { cache, secret, provider, model } = this.#options
    const startedAt = this.#clock.monotonic()
    const key = completionKey(request, { secret, provider, model, isShared: policy.isShared ?? false })
    let own: Completion<T> | undefined
    const load = async (loading: LoaderContext): Promise<StoredCompletion> => {
      own = await ask({ signal: loading.signal })
      if (!this.#isKept(own)) loading.adapt(NOT_KEPT)
      return toStored(own)
    }
    const looked = cache.lookup(key, load, this.#readOptions(policy, context))
    const { value, outcome } = await untilAborted(looked, context.signal).catch((error: unknown) => {
      throw toChatModelError(error, provider)
    })
    if (own && outcome === 'load') return { completion: { ...own, cache: 'miss' }, isOwn: true }
    const totalMs = this.#clock.monotonic() - startedAt
    const kept = this.#fromCache(value, request, { cache: outcome === 'stale' ? 'stale' : 'hit', totalMs })
    if (kept) return { completion: kept, isOwn: false }
    await cache.delete(key)
    return { completion: await ask(context), isOwn: true }
  }

  /** `undefined` when the schema takes it no longer. */
  #fromCache<T>(
    stored: StoredCompletion,
    request: ChatRequest<T>,
    options: Parameters<typeof fromStored>[2],
  ): Completion<T> | undefined {
    try {
      const completion = fromStored(stored, request, options)
      this.#options.ledger?.record(usageRecordOf(request, completion))
      return completion
    } catch {
      return undefined
    }
  }

  #readOptions(policy: CompletionPolicy, { deadlineAt }: ChatContext): Parameters<Cache['lookup']>[2] {
    return {
      ttlMs: policy.ttlMs,
      staleWhileRevalidateMs: policy.staleWhileRevalidateMs ?? 0,
      staleIfErrorMs: policy.staleIfErrorMs ?? 0,
      hardTimeoutMs: this.#options.loadTimeoutMs ?? 60_000,
      schema: storedCompletion,
      // Without a signal: the load goes on when its callers have left.
      ...(deadlineAt === undefined ? {} : { deadlineMs: Math.max(1, deadlineAt - this.#clock.monotonic()) }),
    }
  }

  /** Checked by whoever made it: complete, not blank, of its schema. Here: made by this model and no other. */
  #isKept({ servedBy, text }: Completion): boolean {
    return servedBy.fallbackFrom === undefined && servedBy.provider === this.#options.provider && text !== ''
  }
}

async function relayed<T>(
  deltas: AsyncIterable<ChatDelta<T>>,
  relay: Relay<ChatDelta<T>>,
): Promise<Completion<T>> {
  for await (const delta of deltas)
    if (delta.type === 'text') relay.push(delta)
    else return delta.completion
  throw new CacheError('INVALID_ARGUMENT', 'The stream of the inner model ended without its last piece.')
}
