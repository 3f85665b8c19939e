import type { AgentName, AssistantModels, ChatModel, UsageLedger } from '@larder/assistant'
import type { Cache, Clock, Random } from '@larder/cache-core'
import {
  type ChatModelStackOptions,
  chatModelStack,
  deepSeek,
  type ModelChoice,
  openAi,
  type Provider,
} from '@larder/openai-adapter'
import type { AssistantConfig, ProviderName } from './assistant-config.ts'

/** How long all models of an agent may take for a message, in ms; the assistant waits no longer. */
const DEADLINES: Readonly<Record<AgentName, number>> = { router: 4_000, logic: 6_000, human: 5_000 }

export interface ComposeModelsOptions {
  readonly cache: Cache
  /** Where it is noted what they are used for. */
  readonly ledger: UsageLedger
  readonly clock: Clock
  readonly random: Random
}

/** The models of each agent, each with its stand-ins; limits, prices and the budget of the day are shared. */
export function composeModels(
  config: AssistantConfig,
  { cache, ledger, clock, random }: ComposeModelsOptions,
): AssistantModels {
  const providers: Partial<Record<ProviderName, Provider>> = {
    openai: openAi({ baseUrl: config.providers.openai?.baseUrl }),
    deepseek: deepSeek({ baseUrl: config.providers.deepseek?.baseUrl }),
  }
  const shared = {
    ledger,
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
    return choices.length === 0 ? [] : [chatModelStack({ ...shared, choices, deadlineMs: DEADLINES[agent] })]
  }
  return { router: modelsOf('router'), logic: modelsOf('logic'), human: modelsOf('human') }
}
