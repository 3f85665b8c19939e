import type { Effort } from '@larder/assistant'

export const ARM_SETS = ['original', 'today', 'offline'] as const
export type ArmSetName = (typeof ARM_SETS)[number]

/** A model to be compared; which models exist is a matter of dates, so here is all that names them. */
export interface ModelChoice {
  readonly name: string
  readonly provider: 'openai' | 'deepseek'
  readonly model: string
  readonly effort: Effort
}

/** The models of the note that this project began with, until OpenAI shuts its one down on 2027-01-14. */
const ORIGINAL: readonly ModelChoice[] = [
  { name: 'gpt-4o', provider: 'openai', model: 'gpt-4o-2024-11-20', effort: 'none' },
  { name: 'deepseek-flash high', provider: 'deepseek', model: 'deepseek-flash', effort: 'high' },
]

const TODAY: readonly ModelChoice[] = [
  { name: 'gpt-6-luna', provider: 'openai', model: 'gpt-6-luna', effort: 'none' },
  { name: 'gpt-6.1-terra low', provider: 'openai', model: 'gpt-6.1-terra', effort: 'low' },
  { name: 'deepseek-flash', provider: 'deepseek', model: 'deepseek-flash', effort: 'none' },
  { name: 'deepseek-flash high', provider: 'deepseek', model: 'deepseek-flash', effort: 'high' },
]

/** Who is asked. `offline`: oracles on a local server, in the places of one model of each provider. */
export const MODEL_CHOICES: Readonly<Record<ArmSetName, readonly ModelChoice[]>> = {
  original: ORIGINAL,
  today: TODAY,
  offline: [
    { name: 'oracle A', provider: 'openai', model: 'oracle-a', effort: 'none' },
    { name: 'oracle B', provider: 'deepseek', model: 'oracle-b', effort: 'none' },
  ],
}

/** Pairs in which one thing differs: the provider, the effort, or whether there is a model at all. First the one to be judged. */
export const MODEL_PAIRS: Readonly<Record<ArmSetName, readonly (readonly [string, string])[]>> = {
  original: [['deepseek-flash high', 'gpt-4o']],
  today: [
    ['deepseek-flash', 'gpt-6-luna'],
    ['deepseek-flash high', 'deepseek-flash'],
    ['gpt-6.1-terra low', 'gpt-6-luna'],
  ],
  offline: [['oracle B', 'oracle A']],
}

/** Of the hybrid: which model speaks, and which one reasons. */
export const HYBRID: Readonly<Record<ArmSetName, { readonly gpt: string; readonly deepSeek: string }>> = {
  original: { gpt: 'gpt-4o', deepSeek: 'deepseek-flash high' },
  today: { gpt: 'gpt-6-luna', deepSeek: 'deepseek-flash' },
  offline: { gpt: 'oracle A', deepSeek: 'oracle B' },
}
