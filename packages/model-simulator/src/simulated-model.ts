import type { ProviderName } from './quirks.ts'

/** A model that the simulator knows by name. */
export interface SimulatedModel {
  readonly id: string
  readonly provider: ProviderName
  /** ISO instant or date (UTC) from which on the model is unknown. Default: not announced. */
  readonly shutdownAt?: string | undefined
  /** Efforts that it takes, `none` among them where it may be told not to think. Default: it never thinks. */
  readonly efforts?: readonly string[] | undefined
  /** Default: the first of `efforts`. */
  readonly defaultEffort?: string | undefined
  /** Function tools in chat completions: never, only with effort `none`, or always (default). */
  readonly tools?: 'never' | 'effort-none' | 'always' | undefined
  /** Requests under way at a time. DeepSeek only. Default 500. */
  readonly concurrency?: number | undefined
  /** Whether writing to the prefix cache is counted, as it is since GPT-5.6. Default false. */
  readonly countsCacheWrites?: boolean | undefined
  /** The name that answers carry instead, as when a model is rerouted. Default: the name that was asked for. */
  readonly servedAs?: string | undefined
}

const DEEPSEEK = { provider: 'deepseek', efforts: ['low', 'high', 'max'], defaultEffort: 'high' } as const
const GPT_4 = { provider: 'openai', shutdownAt: '2027-01-14' } as const
const GPT_6 = { provider: 'openai', countsCacheWrites: true } as const

/** The models of the end of 2026, and those whose end is known. */
export const KNOWN_MODELS: readonly SimulatedModel[] = [
  { ...DEEPSEEK, id: 'deepseek-flash', concurrency: 2500 },
  { ...DEEPSEEK, id: 'deepseek-v4-flash', concurrency: 2500 },
  { ...DEEPSEEK, id: 'deepseek-v4-pro', concurrency: 500 },
  { provider: 'deepseek', id: 'deepseek-chat', shutdownAt: '2026-07-24T15:59:00Z' },
  { ...DEEPSEEK, id: 'deepseek-reasoner', shutdownAt: '2026-07-24T15:59:00Z' },
  { ...GPT_4, id: 'gpt-4o' },
  { ...GPT_4, id: 'gpt-4o-2024-11-20' },
  { ...GPT_4, id: 'gpt-4o-mini' },
  { ...GPT_4, id: 'gpt-4.1' },
  {
    ...GPT_6,
    id: 'gpt-6-luna',
    efforts: ['none', 'low', 'medium', 'high', 'xhigh', 'max'],
    defaultEffort: 'medium',
    tools: 'effort-none',
  },
  {
    ...GPT_6,
    id: 'gpt-6.1-terra',
    efforts: ['none', 'low', 'medium', 'high', 'xhigh', 'max'],
    defaultEffort: 'medium',
    tools: 'effort-none',
  },
  {
    ...GPT_6,
    id: 'gpt-6.1-sol',
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    defaultEffort: 'medium',
    tools: 'never',
  },
  {
    ...GPT_6,
    id: 'gpt-6-astra',
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    defaultEffort: 'medium',
    tools: 'never',
  },
]

/** Whether the model may still, or already not, be asked at `now` (ms since the epoch). */
export function isShutDown({ shutdownAt }: SimulatedModel, now: number): boolean {
  return shutdownAt !== undefined && now >= Date.parse(shutdownAt)
}
