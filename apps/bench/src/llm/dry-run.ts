import type { Track } from './track.ts'
import { trackId } from './trial.ts'

/** What one arm of a track is likely to take. */
export interface ForecastRow {
  /** `router`, `e2e-dialogues-test`. */
  readonly track: string
  readonly arm: string
  readonly answers: number
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** `undefined`: no price is known. */
  readonly usd: number | undefined
}

/** Before anything is spent: what every arm will take, warm-up included. */
export function forecastRun(
  tracks: readonly Track[],
  repeats: number,
  warmUp: number,
): readonly ForecastRow[] {
  return tracks.flatMap(({ name, part, arms, cases }) =>
    arms.map((arm): ForecastRow => {
      const forecasts = cases.map((item) => arm.forecast(item))
      const times = repeats + Math.min(warmUp, cases.length) / Math.max(1, cases.length)
      const sum = (valueOf: (index: number) => number) =>
        times * forecasts.reduce((total, _, index) => total + valueOf(index), 0)
      const isPriced = forecasts.every(({ usd }) => usd !== undefined)
      return {
        track: trackId(name, part),
        arm: arm.name,
        answers: Math.round(times * cases.length),
        calls: Math.round(sum((index) => forecasts[index]?.calls ?? 0)),
        inputTokens: Math.round(sum((index) => forecasts[index]?.inputTokens ?? 0)),
        outputTokens: Math.round(sum((index) => forecasts[index]?.outputTokens ?? 0)),
        usd: isPriced ? sum((index) => forecasts[index]?.usd ?? 0) : undefined,
      }
    }),
  )
}

/** As Markdown, with a sum, and a word on the budget. */
export function forecastText(rows: readonly ForecastRow[], budgetUsd: number): string {
  const total = rows.reduce((sum, { usd }) => sum + (usd ?? 0), 0)
  const unpriced = rows.filter(({ usd }) => usd === undefined).map(({ arm }) => arm)
  const lines = rows.map(
    ({ track, arm, answers, calls, inputTokens, outputTokens, usd }) =>
      `| ${track} | ${arm} | ${answers} | ${calls} | ${inputTokens} | ${outputTokens} | ${usd === undefined ? 'not known' : usd.toFixed(2)} |`,
  )
  return [
    '| track | arm | answers | calls | tokens in | tokens out | USD |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
    Number.isFinite(budgetUsd)
      ? `Together about ${total.toFixed(2)} USD; the budget is ${budgetUsd} USD${remedy(total, budgetUsd)}.`
      : `Simulated: nothing is spent. As planted it would be about ${total.toFixed(2)} USD.`,
    ...(unpriced.length === 0
      ? []
      : [
          `No price is known for ${[...new Set(unpriced)].join(', ')}: they are not counted against the budget.`,
        ]),
  ].join('\n')
}

/** Forecasts are rough: a tenth more is on the safe side. */
function remedy(totalUsd: number, budgetUsd: number): string {
  if (totalUsd <= budgetUsd) return ''
  return `: the run will be cut short. For all of it: --budget-usd ${Math.ceil(totalUsd * 1.1)}; for less, fewer of it: --repeats 1, --track or --cases`
}
