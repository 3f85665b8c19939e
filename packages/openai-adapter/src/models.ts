import type { Effort } from '@larder/assistant'

/** What is known of a model beyond its provider. A model's name is configuration with an end, never a constant. */
export interface ModelFacts {
  /** Other names that lead to it. */
  readonly aliases?: readonly string[] | undefined
  /** Default: what the provider's capabilities allow. */
  readonly efforts?: readonly Effort[] | undefined
  /** Whether its effort is said in the request. Default: as the provider does; a model that never thinks takes none. */
  readonly thinks?: boolean | undefined
  /** Its last instant, ISO 8601 in UTC, where one was announced. */
  readonly shutdownOn?: string | undefined
}

const NEVER_THINKS = { efforts: ['none'], thinks: false } as const
/** OpenAI's notice of 2026-10-14. */
const GPT4_ENDS = '2027-01-14T00:00:00Z'

export const OPENAI_MODELS: Readonly<Record<string, ModelFacts>> = {
  'gpt-4o-2024-11-20': { ...NEVER_THINKS, aliases: ['gpt-4o'], shutdownOn: GPT4_ENDS },
  'gpt-4o-mini-2024-07-18': { ...NEVER_THINKS, aliases: ['gpt-4o-mini'], shutdownOn: GPT4_ENDS },
  'gpt-6-luna': {},
  'gpt-6.1-terra': {},
  // It has no `none`.
  'gpt-6.1-sol': { efforts: ['low', 'high'] },
}

export const DEEPSEEK_MODELS: Readonly<Record<string, ModelFacts>> = {
  'deepseek-flash': { aliases: ['deepseek-v4-flash'] },
  'deepseek-v4-pro': {},
  'deepseek-chat': { shutdownOn: '2026-07-24T15:59:00Z' },
  'deepseek-reasoner': { shutdownOn: '2026-07-24T15:59:00Z' },
}
