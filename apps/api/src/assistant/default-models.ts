import type { AgentModels, ModelName, ProviderName } from './assistant-config.ts'

const GPT: ModelName = { provider: 'openai', model: 'gpt-6-luna' }
const DEEPSEEK: ModelName = { provider: 'deepseek', model: 'deepseek-flash' }

/**
 * Who answers where nobody is named: GPT reads and words, DeepSeek chooses, and each stands in for the other. As of
 * November 2026: gpt-6-luna is what OpenAI names in the place of GPT-4o, which ends on 2027-01-14.
 */
const CHAIN: AgentModels = { router: [GPT, DEEPSEEK], logic: [DEEPSEEK, GPT], human: [GPT, DEEPSEEK] }

/** Of the providers whose keys are there. */
export function defaultModels(providers: readonly ProviderName[]): AgentModels {
  const known = (names: readonly ModelName[]) => names.filter(({ provider }) => providers.includes(provider))
  return { router: known(CHAIN.router), logic: known(CHAIN.logic), human: known(CHAIN.human) }
}
