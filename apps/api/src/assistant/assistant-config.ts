import type { AgentName } from '@larder/assistant'
import { z } from 'zod'
import { headerToken } from '../header-token.ts'
import { outgoingUrl } from '../outgoing-url.ts'
import type { Variables } from '../whole-number.ts'
import { defaultModels } from './default-models.ts'

/** Which models answer for which agent, best first. */
export type AgentModels = Readonly<Record<AgentName, readonly ModelName[]>>

export interface ModelName {
  readonly provider: ProviderName
  readonly model: string
}

const PROVIDERS = ['openai', 'deepseek'] as const
export type ProviderName = (typeof PROVIDERS)[number]

export interface ProviderAccess {
  readonly apiKey: string
  /** Default: the provider's own. */
  readonly baseUrl: string | undefined
}

/** What the assistant talks with. Without models rules answer. */
export interface AssistantConfig {
  readonly models: AgentModels
  readonly providers: Readonly<Partial<Record<ProviderName, ProviderAccess>>>
  /** What models may cost in a day (UTC), in USD; then rules answer. `undefined`: no limit. */
  readonly dailyUsd: number | undefined
  /** Makes the keys of kept answers, the same in all processes; `undefined`: answers are not kept. */
  readonly cacheSecret: string | undefined
}

const models = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && name !== 'none'),
  )
  .refine(
    (names) => names.every((name) => /^(?:openai|deepseek):[\w./-]{1,100}$/.test(name)),
    'must be models as provider:model, separated by commas, for example openai:gpt-6-luna,deepseek:deepseek-flash, or none.',
  )
  .transform((names): readonly ModelName[] =>
    names.map((name) => {
      const at = name.indexOf(':')
      return { provider: name.slice(0, at) as ProviderName, model: name.slice(at + 1) }
    }),
  )

const schema = z.object({
  ASSISTANT_MODELS: models.optional(),
  ASSISTANT_ROUTER_MODELS: models.optional(),
  ASSISTANT_LOGIC_MODELS: models.optional(),
  ASSISTANT_HUMAN_MODELS: models.optional(),
  ASSISTANT_DAILY_USD: z
    .string()
    .refine((text) => /^\d+(\.\d+)?$/.test(text), 'must be an amount in USD, for example 5 or 0.50.')
    .transform(Number)
    .optional(),
  ASSISTANT_CACHE_SECRET: z
    .string()
    .min(16, 'must have at least 16 characters. Make one with: openssl rand -hex 24')
    .optional(),
  OPENAI_API_KEY: headerToken.optional(),
  OPENAI_BASE_URL: outgoingUrl.optional(),
  DEEPSEEK_API_KEY: headerToken.optional(),
  DEEPSEEK_BASE_URL: outgoingUrl.optional(),
})

type Environment = z.infer<typeof schema>

/** The variables about the assistant, with their rules. */
export const ASSISTANT_VARIABLES: Variables = schema.shape

/** Reads what concerns the assistant; the problems name the variable and the remedy, and never a key. */
export function readAssistantConfig(given: Readonly<Record<string, string | undefined>>): {
  readonly assistant?: AssistantConfig
  readonly problems: readonly string[]
} {
  const { data, error } = schema.safeParse(given)
  if (!data) return { problems: error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) }
  const assistant = toConfig(data)
  const missing = PROVIDERS.filter(
    (provider) =>
      assistant.providers[provider] === undefined &&
      Object.values(assistant.models).some((names) => names.some((name) => name.provider === provider)),
  )
  return {
    assistant,
    problems: missing.map(
      (provider) =>
        `ASSISTANT_MODELS names models of ${provider}: set ${provider.toUpperCase()}_API_KEY, or leave them out.`,
    ),
  }
}

function toConfig(env: Environment): AssistantConfig {
  const providers = {
    ...(env.OPENAI_API_KEY === undefined
      ? {}
      : { openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL } }),
    ...(env.DEEPSEEK_API_KEY === undefined
      ? {}
      : { deepseek: { apiKey: env.DEEPSEEK_API_KEY, baseUrl: env.DEEPSEEK_BASE_URL } }),
  }
  return {
    models: namedModels(env) ?? defaultModels(PROVIDERS.filter((name) => providers[name]?.apiKey)),
    providers,
    dailyUsd: env.ASSISTANT_DAILY_USD,
    cacheSecret: env.ASSISTANT_CACHE_SECRET,
  }
}

/** `undefined` where no agent is told what to use. */
function namedModels(env: Environment): AgentModels | undefined {
  const { ASSISTANT_MODELS: all, ASSISTANT_ROUTER_MODELS: router } = env
  const { ASSISTANT_LOGIC_MODELS: logic, ASSISTANT_HUMAN_MODELS: human } = env
  if (!all && !router && !logic && !human) return undefined
  return { router: router ?? all ?? [], logic: logic ?? all ?? [], human: human ?? all ?? [] }
}
