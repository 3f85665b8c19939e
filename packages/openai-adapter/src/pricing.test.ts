import { describe, expect, test } from 'vitest'
import type { ChatUsage } from '@larder/assistant'
import { agedPrices, costIfKnown, costOf, priceAt } from './pricing.ts'
import { NO_USAGE } from './usage.ts'
import { PRICE_ROWS } from './price-rows.ts'

/** Friday, 14:00 in Beijing is 06:00 UTC. */
const PEAK = Date.UTC(2026, 10, 27, 6)
const OFF_PEAK = Date.UTC(2026, 10, 27, 13)
const MILLION = 1_000_000

const usage = (changes: Partial<ChatUsage>): ChatUsage => ({ ...NO_USAGE, ...changes })

describe('cost to the cent', () => {
  const million = { inputMiss: MILLION, inputHit: MILLION, output: MILLION }
  test.each([
    ['deepseek', 'deepseek-flash', OFF_PEAK, million, 0.15 + 0.003 + 0.6],
    ['deepseek', 'deepseek-flash', PEAK, million, 0.3 + 0.006 + 1.2],
    ['deepseek', 'deepseek-v4-flash', PEAK, million, 0.3 + 0.006 + 1.2],
    ['deepseek', 'deepseek-v4-pro', OFF_PEAK, million, 0.66 + 0.022 + 1.98],
    ['deepseek', 'deepseek-v4-pro', PEAK, million, 1.32 + 0.044 + 3.96],
    ['openai', 'gpt-4o-2024-11-20', PEAK, million, 2.5 + 1.25 + 10],
    ['openai', 'gpt-6-luna', PEAK, { inputMiss: 200_000, output: MILLION }, 0.02 + 0.5],
    ['openai', 'gpt-6-luna', PEAK, { inputHit: 200_000 }, 0.002],
    ['openai', 'gpt-6-luna', PEAK, { cacheWrite: 200_000 }, 0.025],
    ['openai', 'gpt-6.1-terra', PEAK, { inputMiss: 200_000, inputHit: 40_000, cacheWrite: 20_000 }, 0.227],
    ['openai', 'gpt-6.1-sol', PEAK, { inputMiss: 200_000, cacheWrite: 40_000, output: 10_000 }, 0.6],
    ['openai', 'gpt-4o-2024-11-20', PEAK, { cacheWrite: MILLION }, 2.5],
  ] as const)('%s %s at %i', (provider, model, at, used, usd) => {
    expect(costOf({ provider, model, usage: usage(used), at })).toBeCloseTo(usd, 9)
  })

  test('reasoning is part of the output and billed once', () => {
    const used = usage({ output: MILLION, reasoning: 900_000 })

    expect(costOf({ provider: 'openai', model: 'gpt-6-luna', usage: used, at: PEAK })).toBeCloseTo(0.5, 9)
  })

  test('a thousand turns of the assistant cost what the comparison says', () => {
    const turns = usage({ inputMiss: 2_200_000, output: 250_000 })
    const of = (model: string, at: number, provider = 'deepseek') =>
      costOf({ provider, model, usage: turns, at })

    expect(of('deepseek-flash', OFF_PEAK)).toBeCloseTo(0.48, 9)
    expect(of('deepseek-flash', PEAK)).toBeCloseTo(0.96, 9)
    expect(of('gpt-4o-2024-11-20', PEAK, 'openai')).toBeCloseTo(8, 9)
    expect(of('deepseek-chat', Date.UTC(2026, 0, 25))).toBeCloseTo(0.721, 9)
  })
})

describe('peak and off-peak', () => {
  test.each([
    ['Friday 00:59:59.999', Date.UTC(2026, 10, 27, 1) - 1, 'off-peak'],
    ['Friday 01:00', Date.UTC(2026, 10, 27, 1), 'peak'],
    ['Friday 03:59:59.999', Date.UTC(2026, 10, 27, 4) - 1, 'peak'],
    ['Friday 04:00', Date.UTC(2026, 10, 27, 4), 'off-peak'],
    ['Friday 06:00', Date.UTC(2026, 10, 27, 6), 'peak'],
    ['Friday 09:59:59.999', Date.UTC(2026, 10, 27, 10) - 1, 'peak'],
    ['Friday 10:00', Date.UTC(2026, 10, 27, 10), 'off-peak'],
    ['Saturday 07:00', Date.UTC(2026, 10, 28, 7), 'off-peak'],
    ['Sunday 07:00', Date.UTC(2026, 10, 29, 7), 'off-peak'],
    ['Monday 07:00', Date.UTC(2026, 10, 30, 7), 'peak'],
  ] as const)('%s is %s', (_, at, window) => {
    expect(priceAt({ provider: 'deepseek', model: 'deepseek-flash', at })?.window).toBe(window)
  })

  test('a Chinese holiday has no peak', () => {
    const at = Date.UTC(2026, 9, 1, 7)

    expect(priceAt({ provider: 'deepseek', model: 'deepseek-v4-pro', at })?.window).toBe('off-peak')
  })
})

describe('what is refused rather than billed too low', () => {
  test('more than 272,000 tokens of input, hits and writes included', () => {
    const used = usage({ inputMiss: 200_000, inputHit: 72_000 })
    const question = { provider: 'openai', model: 'gpt-6-luna', at: PEAK }

    expect(costOf({ ...question, usage: used })).toBeGreaterThan(0)
    expect(() => costOf({ ...question, usage: { ...used, cacheWrite: 1 } })).toThrow(/272001 tokens of input/)
    expect(costIfKnown({ ...question, usage: { ...used, cacheWrite: 1 } })).toBeUndefined()
  })

  test.each([
    ['a model that nobody knows', 'openai', 'gpt-9', PEAK],
    ['a known name at another provider', 'local', 'gpt-6-luna', PEAK],
    ['an instant before the first row', 'openai', 'gpt-6.1-terra', Date.UTC(2026, 9, 25)],
    ['an instant after the last row', 'openai', 'gpt-4o-2024-11-20', Date.UTC(2027, 0, 14)],
    ['an instant between rows', 'deepseek', 'deepseek-v4-flash', Date.UTC(2026, 8, 1)],
  ])('%s', (_, provider, model, at) => {
    expect(() => costOf({ provider, model, usage: NO_USAGE, at })).toThrow(/has no price/)
  })
})

test('at most one row holds for a model at any hour', () => {
  const hours = Array.from({ length: 24 * 400 }, (_, hour) => Date.UTC(2026, 0, 1) + hour * 3_600_000)
  const rowsAt = (at: number) =>
    PRICE_ROWS.filter((row) => priceAt({ provider: row.provider, model: row.models[0] ?? '', at }) === row)

  for (const at of hours) {
    const names = rowsAt(at).flatMap(({ models }) => models)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('tells which prices nobody has looked at for ninety days', () => {
  const at = Date.UTC(2026, 11, 30)

  expect(agedPrices(at).map(({ models: [model] }) => model)).toEqual(['gpt-4o-2024-11-20'])
  expect(agedPrices(Date.UTC(2027, 2, 1)).length).toBeGreaterThan(5)
})
