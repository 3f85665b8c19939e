import type { Clock, Random } from '@larder/cache-core'
import type { Brain } from './brain.ts'
import type { Pace } from './pacing.ts'
import type { ProviderName } from './quirks.ts'
import type { SimulatedModel } from './simulated-model.ts'

export interface ModelSimulatorOptions {
  /** Default 0: any free one. */
  readonly port?: number | undefined
  /**
   * Whose ways the server has: one provider, or several by path prefix, as `{ '/deepseek': 'deepseek', '/openai': 'openai' }`.
   * Each prefix is an account of its own. Default `openai`.
   */
  readonly quirks?: ProviderName | Readonly<Record<string, ProviderName>> | undefined
  /** What answers. Default: the last message is said back, labelled. */
  readonly brain?: Brain | undefined
  /** Keys that are good, by provider. Default: any. */
  readonly apiKeys?: Readonly<Partial<Record<ProviderName, readonly string[]>>> | undefined
  /** Further models; one with a known id takes its place. Default: KNOWN_MODELS alone. */
  readonly models?: readonly SimulatedModel[] | undefined
  /** How fast models are, by id; `*` for those not named. Default: no time passes. */
  readonly pacing?: Readonly<Record<string, Pace>> | undefined
  /** Tokens that a model thinks where the brain gives no reasoning, by effort. Default: a short sentence. */
  readonly reasoningTokens?: Readonly<Record<string, number>> | undefined
  readonly limits?: SimulatedLimits | undefined
  /** While a request waits at DeepSeek, it sends something every so many ms. Default 10,000: the true interval is not told. */
  readonly keepAliveMs?: number | undefined
  /** Default: the real clock. */
  readonly clock?: Clock | undefined
  /** Default: real chance. */
  readonly random?: Random | undefined
}

export interface SimulatedLimits {
  /** OpenAI, per model. Default 10,000. */
  readonly requestsPerMinute?: number | undefined
  /** OpenAI, per model: the prompt's tokens and the most that the answer may have. Default 30,000,000. */
  readonly tokensPerMinute?: number | undefined
  /** DeepSeek: requests under way per model. Default: as published, 2500 for flash and 500 for pro. */
  readonly concurrency?: number | undefined
}

/** Throws a RangeError for options that make no sense, with the value that was given. */
export function checkOptions({ quirks, limits = {}, keepAliveMs }: ModelSimulatorOptions): void {
  for (const prefix of typeof quirks === 'object' ? Object.keys(quirks) : [])
    if (!/^(?:\/[\w-]+)+$/.test(prefix))
      throw new RangeError(`A prefix of quirks is '${prefix}'; it must be like '/deepseek'.`)
  for (const [name, value] of Object.entries({ ...limits, keepAliveMs }))
    if (value !== undefined && !(Number.isFinite(value) && value > 0))
      throw new RangeError(`${name} is ${String(value)}; it must be more than 0.`)
}
