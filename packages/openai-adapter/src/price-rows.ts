/** USD per million tokens. */
export interface TokenPrice {
  readonly inputMiss: number
  readonly inputHit: number
  /** Default: as a miss. */
  readonly cacheWrite?: number | undefined
  /** Reasoning included. */
  readonly output: number
}

/** What a model costs in a span of time. */
export interface PriceRow {
  readonly provider: string
  /** Names in requests and answers that are billed by this row. */
  readonly models: readonly string[]
  /** First instant, ISO 8601 in UTC. As early as the price is known, not as early as it may have held. */
  readonly validFrom: string
  /** First instant of no longer; `undefined` while it holds. */
  readonly validTo?: string | undefined
  /** When in the week it holds; `any` where the time does not matter. */
  readonly window: 'any' | 'peak' | 'off-peak'
  readonly price: TokenPrice
  /** With more input than this the provider bills by other rules, which this table does not have. */
  readonly maxInput?: number | undefined
  readonly source: string
  /** The day on which somebody last looked. */
  readonly checkedOn: string
}

const CHECKED = '2026-11-15'
const DEEPSEEK_PAGE = 'api-docs.deepseek.com/quick_start/pricing, page of 2026-11-15'
const FLASH = {
  provider: 'deepseek',
  models: ['deepseek-flash', 'deepseek-v4-flash', 'deepseek-v4.1-flash-1017'],
}
const PRO = { provider: 'deepseek', models: ['deepseek-v4-pro', 'deepseek-v4-pro-0813'] }
/** A GPT-6 request above this is billed at 2x input and 1.5x output as a whole. */
const GPT6_MAX_INPUT = 272_000

/** Prices change under the same name: add a row and end the old one, so that old runs keep their cost. */
export const PRICE_ROWS: readonly PriceRow[] = [
  {
    ...FLASH,
    validFrom: '2026-10-17T00:00:00Z',
    window: 'off-peak',
    price: { inputMiss: 0.15, inputHit: 0.003, output: 0.6 },
    source: DEEPSEEK_PAGE,
    checkedOn: CHECKED,
  },
  {
    ...FLASH,
    validFrom: '2026-10-17T00:00:00Z',
    window: 'peak',
    price: { inputMiss: 0.3, inputHit: 0.006, output: 1.2 },
    source: DEEPSEEK_PAGE,
    checkedOn: CHECKED,
  },
  {
    ...PRO,
    validFrom: '2026-08-16T00:00:00Z',
    window: 'off-peak',
    price: { inputMiss: 0.66, inputHit: 0.022, output: 1.98 },
    source: DEEPSEEK_PAGE,
    checkedOn: CHECKED,
  },
  {
    ...PRO,
    validFrom: '2026-08-16T00:00:00Z',
    window: 'peak',
    price: { inputMiss: 1.32, inputHit: 0.044, output: 3.96 },
    source: DEEPSEEK_PAGE,
    checkedOn: CHECKED,
  },
  {
    provider: 'deepseek',
    models: ['deepseek-v4-flash'],
    validFrom: '2026-04-26T00:00:00Z',
    validTo: '2026-08-16T00:00:00Z',
    window: 'any',
    price: { inputMiss: 0.14, inputHit: 0.0028, output: 0.28 },
    source: 'DeepSeek, change log of its pricing page',
    checkedOn: CHECKED,
  },
  {
    provider: 'deepseek',
    models: ['deepseek-chat', 'deepseek-reasoner'],
    validFrom: '2025-12-09T00:00:00Z',
    validTo: '2026-04-24T00:00:00Z',
    window: 'any',
    price: { inputMiss: 0.28, inputHit: 0.028, output: 0.42 },
    source: 'third party: Roo-Code, DeepSeek V3.2, 2025-12-09',
    checkedOn: '2025-12-09',
  },
  {
    provider: 'openai',
    models: ['gpt-4o-2024-11-20'],
    validFrom: '2024-11-20T00:00:00Z',
    validTo: '2027-01-14T00:00:00Z',
    window: 'any',
    price: { inputMiss: 2.5, inputHit: 1.25, output: 10 },
    source: 'third parties, 2026-09',
    checkedOn: '2026-09-30',
  },
  {
    provider: 'openai',
    models: ['gpt-6-luna'],
    validFrom: '2026-10-14T00:00:00Z',
    window: 'any',
    price: { inputMiss: 0.1, inputHit: 0.01, cacheWrite: 0.125, output: 0.5 },
    maxInput: GPT6_MAX_INPUT,
    source: 'third parties, many, 2026-11',
    checkedOn: CHECKED,
  },
  {
    provider: 'openai',
    models: ['gpt-6.1-terra'],
    validFrom: '2026-10-26T00:00:00Z',
    window: 'any',
    price: { inputMiss: 1, inputHit: 0.05, cacheWrite: 1.25, output: 5 },
    maxInput: GPT6_MAX_INPUT,
    source: 'third party: LiteLLM, 2026-11',
    checkedOn: CHECKED,
  },
  {
    provider: 'openai',
    models: ['gpt-6.1-sol'],
    validFrom: '2026-09-29T00:00:00Z',
    window: 'any',
    price: { inputMiss: 2, inputHit: 0.1, cacheWrite: 2.5, output: 10 },
    maxInput: GPT6_MAX_INPUT,
    source: 'third parties, five agree, 2026-11',
    checkedOn: CHECKED,
  },
]
