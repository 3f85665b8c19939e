import type { ChatUsage } from '@larder/assistant'
import { CacheError } from '@larder/cache-core'
import { isPeak } from './peak-hours.ts'
import { PRICE_ROWS, type PriceRow } from './price-rows.ts'

export interface CostQuestion {
  readonly provider: string
  /** As the provider names it in its answer: names are rerouted, and what served is what is billed. */
  readonly model: string
  readonly usage: ChatUsage
  /** When the request began, in ms since the epoch. */
  readonly at: number
}

const PER_TOKENS = 1_000_000
const DAY_MS = 86_400_000

/**
 * What a request cost, in USD. Throws INVALID_ARGUMENT where the table has no price for the model at that instant, or for
 * that much input: rather no figure than one that is too low.
 */
export function costOf(
  { provider, model, usage, at }: CostQuestion,
  rows: readonly PriceRow[] = PRICE_ROWS,
): number {
  const row = priceAt({ provider, model, at }, rows)
  if (!row) throw unpriced(`no price of ${provider} ${model} on ${new Date(at).toISOString()}`)
  const input = usage.inputMiss + usage.inputHit + usage.cacheWrite
  if (input > (row.maxInput ?? Number.POSITIVE_INFINITY))
    throw unpriced(`no price of ${model} for ${input} tokens of input, more than ${row.maxInput}`)
  const { inputMiss, inputHit, cacheWrite = inputMiss, output } = row.price
  const cost =
    usage.inputMiss * inputMiss +
    usage.inputHit * inputHit +
    usage.cacheWrite * cacheWrite +
    usage.output * output
  return cost / PER_TOKENS
}

/** `costOf`, with `undefined` where no price is known. */
export function costIfKnown(
  question: CostQuestion,
  rows: readonly PriceRow[] = PRICE_ROWS,
): number | undefined {
  try {
    return costOf(question, rows)
  } catch {
    return undefined
  }
}

/** The row that holds for a model at an instant. */
export function priceAt(
  { provider, model, at }: Omit<CostQuestion, 'usage'>,
  rows: readonly PriceRow[] = PRICE_ROWS,
): PriceRow | undefined {
  const window = isPeak(at) ? 'peak' : 'off-peak'
  return rows.find(
    (row) =>
      row.provider === provider &&
      row.models.includes(model) &&
      (row.window === 'any' || row.window === window) &&
      holdsAt(row, at),
  )
}

/** Rows that hold at `at` and were last looked at more than `days` before: look again. */
export function agedPrices(
  at: number,
  days = 90,
  rows: readonly PriceRow[] = PRICE_ROWS,
): readonly PriceRow[] {
  return rows.filter((row) => holdsAt(row, at) && at - Date.parse(row.checkedOn) > days * DAY_MS)
}

function holdsAt({ validFrom, validTo }: PriceRow, at: number): boolean {
  return at >= Date.parse(validFrom) && (validTo === undefined || at < Date.parse(validTo))
}

function unpriced(reason: string): CacheError {
  return new CacheError('INVALID_ARGUMENT', `The price table has ${reason}: add a row to price-rows.ts.`)
}
