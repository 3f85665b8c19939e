import { createHash } from 'node:crypto'
import type { ChatRequest, ResponseSchema } from '@larder/assistant'
import { exampleOf } from './schema-example.ts'
import { chatModelError } from './openai-errors.ts'
import { factsOf, type Provider, takesEffort } from './providers.ts'

/** The body of a Chat Completions request, by whatever names its server knows. */
export type WireRequest = Readonly<Record<string, unknown>>

export interface ShapeOptions {
  readonly provider: Provider
  readonly model: string
  readonly isStream: boolean
}

/** As OpenAI takes names of schemas. */
const SCHEMA_NAME = /^[a-zA-Z0-9_-]{1,64}$/

/**
 * Says the portable request in a provider's words. Throws ChatModelError INVALID_REQUEST for what the provider would
 * refuse, or ignore without a word: an effort that the model does not have, a temperature while it thinks.
 */
export function shapeRequest(request: ChatRequest, { provider, model, isStream }: ShapeOptions): WireRequest {
  refuse(request, provider, model)
  const { capabilities } = provider
  const { schema, temperature, maxTokens } = request
  return {
    model,
    messages: messagesOf(request, provider),
    [capabilities.maxTokens]: maxTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...effortOf(request, provider, model),
    ...(schema ? formatOf(schema, provider) : {}),
    ...marksOf(request, provider),
    ...(isStream ? { stream: true, stream_options: { include_usage: true } } : {}),
  }
}

function refuse(request: ChatRequest, provider: Provider, model: string): void {
  const { effort, temperature, maxTokens, messages, schema } = request
  const no = (detail: string) => chatModelError('INVALID_REQUEST', { provider: provider.name }, detail)
  if (!takesEffort(provider, model, effort)) throw no(`${model} cannot be asked with effort ${effort}`)
  if (temperature !== undefined && effort !== 'none' && !provider.capabilities.temperatureWhileThinking)
    throw no(`${model} takes no temperature with effort ${effort}; leave it out, or set effort to none`)
  if (!Number.isSafeInteger(maxTokens) || maxTokens < 1) throw no(`maxTokens is ${maxTokens}; at least 1`)
  if (messages.at(-1)?.role !== 'user') throw no('the last message must be the user’s')
  if (schema && !SCHEMA_NAME.test(schema.name))
    throw no('the name of a schema has 1 to 64 letters, digits, _ or -')
}

/** Static text first, so that a provider's prefix cache can keep it. */
function messagesOf({ system, messages, schema }: ChatRequest, provider: Provider): readonly unknown[] {
  const isDescribed = schema && provider.capabilities.structured !== 'json_schema'
  const instructions = isDescribed ? `${system}\n\n${description(schema)}` : system
  return [
    { role: 'system', content: instructions },
    ...messages.map(({ role, content }) => ({ role, content })),
  ]
}

/** JSON modes without a schema want the word "json" and an example, or they may answer with blanks. */
function description({ jsonSchema }: ResponseSchema<unknown>): string {
  return [
    'Answer with one json object and nothing else: no prose, no code fence.',
    `It must fit this JSON Schema: ${JSON.stringify(jsonSchema)}`,
    `Example of the form, not of the content: ${JSON.stringify(exampleOf(jsonSchema))}`,
  ].join('\n')
}

function effortOf({ effort }: ChatRequest, provider: Provider, model: string): WireRequest {
  if (factsOf(provider, model).thinks === false) return {}
  if (provider.capabilities.effort === 'reasoning_effort') return { reasoning_effort: effort }
  if (provider.capabilities.effort === 'fixed') return {}
  // DeepSeek thinks unless it is told not to.
  return effort === 'none'
    ? { thinking: { type: 'disabled' } }
    : { thinking: { type: 'enabled' }, reasoning_effort: effort }
}

function formatOf({ name, jsonSchema }: ResponseSchema<unknown>, provider: Provider): WireRequest {
  const { structured } = provider.capabilities
  if (structured === 'described') return {}
  if (structured === 'json_object') return { response_format: { type: 'json_object' } }
  return {
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: jsonSchema } },
  }
}

/** A tenant is marked, not named. */
function marksOf({ tenant, agent, promptVersion }: ChatRequest, { capabilities }: Provider): WireRequest {
  const mark = createHash('sha256').update(tenant).digest('base64url')
  return {
    ...(capabilities.tenant ? { [capabilities.tenant]: mark } : {}),
    ...(capabilities.promptCacheKey ? { prompt_cache_key: `${agent}:${promptVersion}`.slice(0, 64) } : {}),
  }
}
