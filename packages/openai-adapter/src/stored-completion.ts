import { z } from 'zod'
import type { ChatRequest, ChatUsage, Completion, ServedBy } from '@larder/assistant'
import { NO_USAGE } from './usage.ts'

/** What is kept of an answer. Its value is parsed again for each reader: nobody shares it. */
export interface StoredCompletion {
  readonly text: string
  readonly servedBy: ServedBy
  readonly usage: ChatUsage
  /** `null`: no price was known. */
  readonly usd: number | null
  readonly requestId: string | null
}

/** What comes from the shared tier must be one. */
export const storedCompletion: z.ZodType<StoredCompletion> = z.object({
  text: z.string().min(1),
  servedBy: z.object({
    provider: z.string(),
    model: z.string(),
    fallbackFrom: z.string().optional(),
  }),
  usage: z.object({
    inputMiss: z.number(),
    inputHit: z.number(),
    cacheWrite: z.number(),
    output: z.number(),
    reasoning: z.number(),
  }),
  usd: z.number().nullable(),
  requestId: z.string().nullable(),
})

export function toStored(completion: Completion): StoredCompletion {
  const { text, servedBy, usage, usd, requestId } = completion
  return { text, servedBy, usage, usd: usd ?? null, requestId: requestId ?? null }
}

/** An answer that cost nothing now. Throws when it does not fit the request's schema. */
export function fromStored<T>(
  stored: StoredCompletion,
  request: ChatRequest<T>,
  { cache, totalMs }: { readonly cache: 'hit' | 'stale'; readonly totalMs: number },
): Completion<T> {
  const { text, servedBy, usd, requestId } = stored
  return {
    text,
    ...(request.schema ? { parsed: request.schema.parse(JSON.parse(text)) } : {}),
    servedBy,
    usage: NO_USAGE,
    usd: 0,
    savedUsd: usd ?? undefined,
    cachedUsage: stored.usage,
    latency: { ttftMs: undefined, totalMs, attempts: 0 },
    cache,
    requestId: requestId ?? undefined,
  }
}
