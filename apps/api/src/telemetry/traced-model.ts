import type { ChatModel } from '@larder/assistant'
import { type Tracing, within } from './tracing.ts'

/**
 * The model, whose calls are spans: who asked, who answered, and how many tokens that took; nothing of what was said.
 * Streams are handed through as they are.
 */
export function tracedModel(model: ChatModel, tracing: Tracing): ChatModel {
  return {
    complete: (request, context) => {
      const attributes = { 'gen_ai.operation.name': 'chat', 'larder.agent': request.agent }
      return within(tracing, `chat ${request.agent}`, { kind: 'client', attributes }, async (span) => {
        const completion = await model.complete(request, context)
        const { servedBy, usage, cache, latency } = completion
        span.note({
          'gen_ai.provider.name': servedBy.provider,
          'gen_ai.response.model': servedBy.model,
          'gen_ai.usage.input_tokens': usage.inputMiss + usage.inputHit + usage.cacheWrite,
          'gen_ai.usage.output_tokens': usage.output,
          'larder.model.attempts': latency.attempts,
          'larder.model.cache': cache,
        })
        return completion
      })
    },
    stream: (request, context) => model.stream(request, context),
  }
}
