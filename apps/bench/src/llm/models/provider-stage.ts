import type { Clock } from '@larder/cache-core'
import { costIfKnown, deepSeek, openAi, OpenAiChatModel, type Provider } from '@larder/openai-adapter'
import { type ArmSetName, MODEL_CHOICES, type ModelChoice } from '../arms.ts'
import { OracleDesk } from '../brains/oracle-desk.ts'
import type { ArmModel } from './arm-model.ts'
import { BENCH_DEADLINE_MS, type ModelStage } from './model-stage.ts'
import { PromptLedger } from './prompt-ledger.ts'

/** What of the environment says whom to ask. */
export interface ProviderKeys {
  readonly openai: string | undefined
  readonly deepseek: string | undefined
}

export type ProviderName = keyof ProviderKeys

/** Of `process.env`. A base URL leads to a proxy, or to a region of OpenAI. */
export interface KeyEnvironment {
  readonly OPENAI_API_KEY?: string | undefined
  readonly DEEPSEEK_API_KEY?: string | undefined
  readonly OPENAI_BASE_URL?: string | undefined
  readonly DEEPSEEK_BASE_URL?: string | undefined
}

export const KEY_NAMES = { openai: 'OPENAI_API_KEY', deepseek: 'DEEPSEEK_API_KEY' } as const

/** An empty key is none. */
export function keysFrom(environment: KeyEnvironment): ProviderKeys {
  return {
    openai: environment.OPENAI_API_KEY?.trim() || undefined,
    deepseek: environment.DEEPSEEK_API_KEY?.trim() || undefined,
  }
}

export function providersFrom(environment: KeyEnvironment): Readonly<Record<ProviderName, Provider>> {
  return {
    openai: openAi({ baseUrl: environment.OPENAI_BASE_URL || undefined }),
    deepseek: deepSeek({ baseUrl: environment.DEEPSEEK_BASE_URL || undefined }),
  }
}

/** The models of a set whose provider has a key; they are real, and cost money. */
export function openProviderStage(
  armSet: Exclude<ArmSetName, 'offline'>,
  environment: KeyEnvironment,
  clock: Clock,
): ModelStage {
  const keys = keysFrom(environment)
  const providers = providersFrom(environment)
  const models = MODEL_CHOICES[armSet].flatMap((choice): ArmModel[] => {
    const apiKey = keys[choice.provider]
    return apiKey === undefined ? [] : [realModel(choice, providers[choice.provider], apiKey, clock)]
  })
  return {
    models,
    clock,
    desk: new OracleDesk(),
    prompts: new PromptLedger(),
    where: [...new Set(models.map(({ provider }) => new URL(providers[provider].baseUrl).host))].join(', '),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function realModel(choice: ModelChoice, provider: Provider, apiKey: string, clock: Clock): ArmModel {
  const { model } = choice
  return {
    ...choice,
    chat: new OpenAiChatModel({
      provider,
      model,
      apiKey,
      attemptTimeoutMs: BENCH_DEADLINE_MS,
      firstTokenMs: BENCH_DEADLINE_MS,
      clock,
    }),
    isSimulated: false,
    priceOf: (usage) => costIfKnown({ provider: provider.name, model, usage, at: clock.now() }),
  }
}
