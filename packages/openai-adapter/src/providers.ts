import type { Effort } from '@larder/assistant'
import { CacheError } from '@larder/cache-core'
import { DEEPSEEK_MODELS, type ModelFacts, OPENAI_MODELS } from './models.ts'

/** What a server can do, and what it calls it. */
export interface Capabilities {
  /** How it is held to a shape. `described`: by the instructions alone. */
  readonly structured: 'json_schema' | 'json_object' | 'described'
  /** Where the effort goes. `fixed`: nowhere, its models do not think. */
  readonly effort: 'thinking' | 'reasoning_effort' | 'fixed'
  readonly maxTokens: 'max_tokens' | 'max_completion_tokens'
  /** Whether a temperature has its effect while the model thinks. */
  readonly temperatureWhileThinking: boolean
  /** Where a tenant's mark goes, so that the provider keeps tenants apart. Default: it is not sent. */
  readonly tenant?: 'user_id' | 'safety_identifier' | undefined
  /** Whether `prompt_cache_key` is understood. Default false. */
  readonly promptCacheKey?: boolean | undefined
}

/** How much may be asked of it. */
export interface ProviderLimits {
  /** Requests at once. Default: no limit. */
  readonly maxConcurrent?: number | undefined
  /** Requests that begin in any minute. Default: no limit. */
  readonly requestsPerMinute?: number | undefined
}

/** A server that speaks Chat Completions. */
export interface Provider {
  /** As in `servedBy`, in prices and in keys of the cache: one name per server. */
  readonly name: string
  readonly baseUrl: string
  readonly capabilities: Capabilities
  readonly limits: ProviderLimits
  readonly models: Readonly<Record<string, ModelFacts>>
}

export interface ProviderOptions {
  /** Default: the provider's own. */
  readonly baseUrl?: string | undefined
  readonly limits?: ProviderLimits | undefined
}

export interface CompatibleOptions extends ProviderOptions {
  readonly name: string
  readonly baseUrl: string
  /** Default: JSON described in the instructions, no thinking, `max_tokens`. */
  readonly capabilities?: Partial<Capabilities> | undefined
  readonly models?: Readonly<Record<string, ModelFacts>> | undefined
}

/** OpenAI: strict JSON schemas, effort by model, 500 requests in any minute unless `limits` say otherwise. */
export function openAi({ baseUrl = 'https://api.openai.com/v1', limits }: ProviderOptions = {}): Provider {
  return {
    name: 'openai',
    baseUrl: checkedUrl(baseUrl),
    capabilities: {
      structured: 'json_schema',
      effort: 'reasoning_effort',
      maxTokens: 'max_completion_tokens',
      temperatureWhileThinking: false,
      tenant: 'safety_identifier',
      promptCacheKey: true,
    },
    limits: limits ?? { requestsPerMinute: 500 },
    models: OPENAI_MODELS,
  }
}

/** DeepSeek: JSON without a schema, thinking on or off, 32 requests at once unless `limits` say otherwise. */
export function deepSeek({ baseUrl = 'https://api.deepseek.com', limits }: ProviderOptions = {}): Provider {
  return {
    name: 'deepseek',
    baseUrl: checkedUrl(baseUrl),
    capabilities: {
      structured: 'json_object',
      effort: 'thinking',
      maxTokens: 'max_tokens',
      temperatureWhileThinking: false,
      tenant: 'user_id',
    },
    limits: limits ?? { maxConcurrent: 32 },
    models: DEEPSEEK_MODELS,
  }
}

/** Any other server with Chat Completions. It is trusted with nothing that was not declared. */
export function compatible({
  name,
  baseUrl,
  limits = {},
  capabilities,
  models = {},
}: CompatibleOptions): Provider {
  return {
    name,
    baseUrl: checkedUrl(baseUrl),
    capabilities: {
      structured: 'described',
      effort: 'fixed',
      maxTokens: 'max_tokens',
      temperatureWhileThinking: true,
      ...capabilities,
    },
    limits,
    models,
  }
}

/** The facts of a model under any of its names; none for one that the table does not know. */
export function factsOf(provider: Provider, model: string): ModelFacts {
  const known = provider.models[model]
  if (known) return known
  return Object.values(provider.models).find(({ aliases = [] }) => aliases.includes(model)) ?? {}
}

/** Whether the model can be asked with this effort, as far as is known. */
export function takesEffort(provider: Provider, model: string, effort: Effort): boolean {
  const { efforts } = factsOf(provider, model)
  if (efforts) return efforts.includes(effort)
  return provider.capabilities.effort !== 'fixed' || effort === 'none'
}

/** A name and a password in a URL would end up in logs. */
function checkedUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl)
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search
  if (!isPlain)
    throw new CacheError(
      'INVALID_ARGUMENT',
      'baseUrl must be an http or https URL without a user, a password or a query.',
    )
  return baseUrl.replace(/\/+$/, '')
}
