import type { Clock } from '@larder/cache-core'
import { agedPrices, factsOf, priceAt, type Provider } from '@larder/openai-adapter'
import { MODEL_CHOICES } from './arms.ts'
import {
  KEY_NAMES,
  type KeyEnvironment,
  keysFrom,
  type ProviderName,
  providersFrom,
} from './models/provider-stage.ts'

export interface DoctorFinding {
  readonly isTrouble: boolean
  readonly text: string
}

export interface DoctorOptions {
  readonly environment: KeyEnvironment
  readonly clock: Clock
  /** Asks a provider for its list of models, where there is a key. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

const PATIENCE_MS = 10_000
const WARN_DAYS = 60
const DAY_MS = 86_400_000

/** Whether a run with real models would work today. It spends nothing: lists of models cost nothing. */
export async function doctor(options: DoctorOptions): Promise<readonly DoctorFinding[]> {
  const names = ['openai', 'deepseek'] as const
  const perProvider = await Promise.all(names.map((name) => examineProvider(name, options)))
  return [...perProvider.flat(), ...examineShutdowns(options), ...examinePrices(options)]
}

async function examineProvider(
  name: ProviderName,
  { environment, fetch }: DoctorOptions,
): Promise<readonly DoctorFinding[]> {
  const key = keysFrom(environment)[name]
  if (key === undefined)
    return [
      ok(`${KEY_NAMES[name]} is not set: models of ${name} are not asked (--arms offline needs no key)`),
    ]
  const provider = providersFrom(environment)[name]
  const listed = await listModels(provider, key, fetch)
  if (typeof listed === 'string') return [trouble(`${name}: ${listed}`)]
  return chosenModels(name).map((model) =>
    listed.has(model)
      ? ok(`${name} lists ${model}`)
      : trouble(`${name} does not list ${model}: it may be gone, or not for this key`),
  )
}

/** What is wrong, where it cannot be had. Never repeats the key. */
async function listModels(
  { baseUrl }: Provider,
  key: string,
  fetch: DoctorOptions['fetch'],
): Promise<ReadonlySet<string> | string> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) return `its list of models was refused with ${response.status}`
    const { data } = (await response.json()) as { data?: readonly { id?: string }[] }
    return new Set((data ?? []).map(({ id }) => id ?? ''))
  } catch (error) {
    return `its list of models cannot be had (${error instanceof Error ? error.name : 'unknown'})`
  }
}

function examineShutdowns({ clock, environment }: DoctorOptions): readonly DoctorFinding[] {
  const providers = providersFrom(environment)
  return (['openai', 'deepseek'] as const).flatMap((name) =>
    chosenModels(name).flatMap((model) => {
      const on = factsOf(providers[name], model).shutdownOn
      if (on === undefined) return []
      const days = Math.floor((Date.parse(on) - clock.now()) / DAY_MS)
      if (days < 0) return [trouble(`${model} was shut down on ${on}`)]
      return [(days < WARN_DAYS ? trouble : ok)(`${model} is shut down on ${on}, in ${days} days`)]
    }),
  )
}

function examinePrices({ clock }: DoctorOptions): readonly DoctorFinding[] {
  const now = clock.now()
  const aged = agedPrices(now)
  const unknown = (['openai', 'deepseek'] as const).flatMap((provider) =>
    chosenModels(provider).filter((model) => priceAt({ provider, model, at: now }) === undefined),
  )
  return [
    aged.length === 0
      ? ok('all prices were looked up within 90 days')
      : trouble(`${aged.length} prices were looked up more than 90 days ago: look again`),
    ...unknown.map((model) => trouble(`no price is known for ${model} today: it cannot be budgeted`)),
  ]
}

function chosenModels(name: ProviderName): readonly string[] {
  const all = [...MODEL_CHOICES.original, ...MODEL_CHOICES.today]
  return [...new Set(all.filter(({ provider }) => provider === name).map(({ model }) => model))]
}

function ok(text: string): DoctorFinding {
  return { isTrouble: false, text }
}

function trouble(text: string): DoctorFinding {
  return { isTrouble: true, text }
}
