import type { AgentName, AssistantModels, ChatModel } from '@larder/assistant'
import type { Cache, Clock, Random } from '@larder/cache-core'
import type { ChatModelStackOptions, ModelChoice, Provider } from '@larder/openai-adapter'
import type { Telemetry } from '../telemetry/telemetry.ts'
import type { AssistantConfig, ProviderName } from './assistant-config.ts'

/** How long all models of an agent may take for a message, in ms; the assistant waits no longer. */
const DEADLINES: Readonly<Record<AgentName, number>> = { router: 4_000, logic: 6_000, human: 5_000 }

export interface ComposeModelsOptions {
  readonly cache: Cache
  readonly clock: Clock
  readonly random: Random
  readonly telemetry: Telemetry
}

/**
 * The models of each agent, each with its stand-ins; limits, prices and the budget of the day are shared. The clients of
 * providers, a fifth of all modules, are loaded only where one is configured.
 */
export async function composeModels(
  config: AssistantConfig,
  { cache, clock, random, telemetry }: ComposeModelsOptions,
): Promise<AssistantModels> {
  if (Object.keys(config.providers).length === 0) return {}
  const { chatModelStack, deepSeek, openAi } = await import('@larder/openai-adapter')
  const providers: Partial<Record<ProviderName, Provider>> = {
    openai: openAi({ baseUrl: config.providers.openai?.baseUrl }),
    deepseek: deepSeek({ baseUrl: config.providers.deepseek?.baseUrl }),
  }
  const shared = {
    ledger: telemetry.models,
    onEvent: telemetry.models.onEvent,
    dailyUsd: config.dailyUsd,
    cached: config.cacheSecret === undefined ? undefined : { cache, secret: config.cacheSecret },
    clock,
    random,
  } satisfies Partial<ChatModelStackOptions>
  const modelsOf = (agent: AgentName): readonly ChatModel[] => {
    const choices = config.models[agent].flatMap(({ provider: name, model }): readonly ModelChoice[] => {
      const [provider, access] = [providers[name], config.providers[name]]
      return provider && access ? [{ provider, model, apiKey: access.apiKey }] : []
    })
    return choices.length === 0
      ? []
      : [telemetry.model(chatModelStack({ ...shared, choices, deadlineMs: DEADLINES[agent] }))]
  }
  return { router: modelsOf('router'), logic: modelsOf('logic'), human: modelsOf('human') }
}
