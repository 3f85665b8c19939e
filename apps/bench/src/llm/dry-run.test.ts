import { expect, test } from 'vitest'
import { type ForecastRow, forecastText } from './dry-run.ts'

function row(usd: number | undefined, arm = 'one'): ForecastRow {
  return { track: 'router', arm, answers: 30, calls: 30, inputTokens: 900, outputTokens: 60, usd }
}

test('what is within the budget is told with it', () => {
  expect(forecastText([row(1), row(0.5)], 5)).toMatch(/\nTogether about 1\.50 USD; the budget is 5 USD\.$/)
})

test('what is beyond it is told with what would do, in options that there are', () => {
  const [last = ''] = forecastText([row(9), row(4.17)], 5)
    .split('\n')
    .slice(-1)

  expect(last).toContain('about 13.17 USD; the budget is 5 USD: the run will be cut short')
  expect(last).toContain('--budget-usd 15;')
})

test('what has no price is named, and not counted', () => {
  const text = forecastText([row(1), row(undefined, 'two'), row(undefined, 'two')], 5)

  expect(text).toContain('| router | two | 30 | 30 | 900 | 60 | not known |')
  expect(text).toMatch(/about 1\.00 USD[^]+No price is known for two: they are not counted/)
})
