import { KNOWN_MODELS, type SimulatedModel } from './simulated-model.ts'
import type { ProviderName, Quirks } from './quirks.ts'
import type { Clock } from '@larder/cache-core'
import { DeepseekQuirks } from './quirks-deepseek.ts'
import type { ModelSimulatorOptions } from './simulator-options.ts'
import { OpenaiQuirks } from './quirks-openai.ts'

/** An account at a simulated provider. */
export class Account {
  /** What of the path comes before the API's own; `''` for a server of one provider. */
  readonly prefix: string
  readonly quirks: Quirks
  /** In USD. At 0 or below, requests are refused as unpaid. Nothing is taken from it. */
  balanceUsd = 100
  /** Keys that are good; `undefined`: any. */
  apiKeys: readonly string[] | undefined

  constructor(prefix: string, quirks: Quirks, apiKeys: readonly string[] | undefined) {
    this.prefix = prefix
    this.quirks = quirks
    this.apiKeys = apiKeys
  }

  /** Whether this account's API has the path. */
  owns(path: string): boolean {
    return path === this.prefix || path.startsWith(`${this.prefix}/`)
  }
}

/** The accounts of a server, at least one. */
export function openAccounts(options: ModelSimulatorOptions, clock: Clock): readonly Account[] {
  const { quirks = 'openai', apiKeys = {} } = options
  const prefixes: readonly (readonly [string, ProviderName])[] =
    typeof quirks === 'string' ? [['', quirks]] : Object.entries(quirks)
  if (prefixes.length === 0) throw new RangeError('quirks is {}; it must name at least one provider.')
  return prefixes.map(
    ([prefix, provider]) => new Account(prefix, quirksOf(provider, options, clock), apiKeys[provider]),
  )
}

function quirksOf(provider: ProviderName, options: ModelSimulatorOptions, clock: Clock): Quirks {
  const { limits = {}, keepAliveMs = 10_000 } = options
  const models = modelsOf(provider, options.models ?? [])
  if (provider === 'deepseek')
    return new DeepseekQuirks({ models, concurrency: limits.concurrency, keepAliveMs })
  const { requestsPerMinute = 10_000, tokensPerMinute = 30_000_000 } = limits
  return new OpenaiQuirks({ models, requestsPerMinute, tokensPerMinute, clock })
}

function modelsOf(provider: ProviderName, added: readonly SimulatedModel[]): readonly SimulatedModel[] {
  const byId = new Map([...KNOWN_MODELS, ...added].map((model) => [model.id, model]))
  return [...byId.values()].filter((model) => model.provider === provider)
}
