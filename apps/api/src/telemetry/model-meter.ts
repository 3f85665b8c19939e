import type { UsageLedger, UsageRecord } from '@larder/assistant'
import type { ModelEvent } from '@larder/openai-adapter'
import { OTHER } from './known-base.ts'
import { counter, type Labels, type MetricFamily } from './metric-family.ts'

/** Models that are told apart. Providers name them in their answers, by dates too: a few for each that is configured. */
const MOST_MODELS = 50
/** Why models are held back until somebody does something. */
const NEEDS_SOMEBODY = ['AUTH', 'BILLING', 'MODEL_GONE'] as const
/** What a model may be called in an answer. */
const MODEL_NAME = /^[\w.:/-]{1,100}$/

/** What was asked of one model, since the process began. */
interface ModelTotal {
  readonly labels: Labels
  answered: number
  failed: number
  fromCache: number
  input: number
  inputCached: number
  output: number
  usd: number
  savedUsd: number
  unpriced: number
}

/** A ledger that also counts by provider and model, for metrics; tenants are left out. */
export class ModelMeter implements UsageLedger {
  readonly #ledger: UsageLedger
  readonly #totals = new Map<string, ModelTotal>()
  readonly #events = new Map<string, { readonly labels: Labels; count: number }>()

  /** What alerts are about begins with 0 for each of `providers`: in a series that begins with 1 Prometheus sees no increase. */
  constructor(ledger: UsageLedger, providers: readonly string[]) {
    this.#ledger = ledger
    for (const provider of providers)
      for (const code of NEEDS_SOMEBODY) this.#count({ event: 'held-back', provider, code }, 0)
  }

  record(use: UsageRecord): void {
    this.#ledger.record(use)
    add(this.#totalOf(use), use)
  }

  spentToday(tenant: string): number {
    return this.#ledger.spentToday(tenant)
  }

  /** Tells of retries, breakers, models held back and stand-ins. */
  readonly onEvent = (event: ModelEvent): void => {
    const provider = event.type === 'fallback' ? event.from : event.provider
    const code = event.type === 'breaker' ? event.to : event.code
    this.#count({ event: event.type, provider, code }, 1)
  }

  families(): readonly MetricFamily[] {
    const totals = [...this.#totals.values()]
    const of = (further: Labels, value: (total: ModelTotal) => number) =>
      totals.map((total) => [{ ...total.labels, ...further }, value(total)] as const)
    return [
      counter(
        'larder_model_calls_total',
        'Calls by how they ended: ok, error, or cached where no model was asked.',
        [
          ...of({ outcome: 'ok' }, ({ answered }) => answered),
          ...of({ outcome: 'error' }, ({ failed }) => failed),
          ...of({ outcome: 'cached' }, ({ fromCache }) => fromCache),
        ],
      ),
      counter(
        'larder_model_tokens_total',
        'Tokens: input that the provider read anew, input from its own cache, and output.',
        [
          ...of({ kind: 'input' }, ({ input }) => input),
          ...of({ kind: 'input-cached' }, ({ inputCached }) => inputCached),
          ...of({ kind: 'output' }, ({ output }) => output),
        ],
      ),
      counter(
        'larder_model_cost_usd_total',
        'What models cost, as far as prices are known, in USD.',
        of({}, ({ usd }) => usd),
      ),
      counter(
        'larder_model_saved_usd_total',
        'What answers from the cache would have cost, in USD.',
        of({}, ({ savedUsd }) => savedUsd),
      ),
      counter(
        'larder_model_unpriced_calls_total',
        'Calls whose cost is not known.',
        of({}, ({ unpriced }) => unpriced),
      ),
      counter(
        'larder_model_events_total',
        'Retries, states of breakers, models that are not asked for a while, and stand-ins for another provider, by cause.',
        [...this.#events.values()].map(({ labels, count }) => [labels, count]),
      ),
    ]
  }

  #count(labels: Readonly<Record<'event' | 'provider' | 'code', string>>, by: number): void {
    const key = `${labels.event} ${labels.provider} ${labels.code}`
    const known = this.#events.get(key)
    if (known) known.count += by
    else this.#events.set(key, { labels, count: by })
  }

  #totalOf({ provider, model }: UsageRecord): ModelTotal {
    const key = `${provider} ${model}`
    const known = this.#totals.get(key)
    if (known) return known
    const isOneMore = this.#totals.size < MOST_MODELS && MODEL_NAME.test(model)
    const labels = isOneMore ? { provider, model } : { provider: OTHER, model: OTHER }
    const name = isOneMore ? key : OTHER
    const total = this.#totals.get(name) ?? { labels, ...NOTHING }
    this.#totals.set(name, total)
    return total
  }
}

const NOTHING = {
  answered: 0,
  failed: 0,
  fromCache: 0,
  input: 0,
  inputCached: 0,
  output: 0,
  usd: 0,
  savedUsd: 0,
  unpriced: 0,
}

function add(total: ModelTotal, { usage, usd, savedUsd, outcome, cache }: UsageRecord): void {
  if (outcome === 'error') total.failed++
  else if (cache === 'hit' || cache === 'stale') total.fromCache++
  else total.answered++
  total.input += usage.inputMiss + usage.cacheWrite
  total.inputCached += usage.inputHit
  total.output += usage.output
  total.usd += usd ?? 0
  total.savedUsd += savedUsd
  if (usd === undefined) total.unpriced++
}
