import { expect, test } from 'vitest'
import { delaysByBackground, densest, overtakes } from './budget-verdict.ts'
import type { BudgetSample } from './metered-budget.ts'

const sample = (
  priority: BudgetSample['priority'],
  cameAt: number,
  leftAt: number | undefined,
): BudgetSample => ({
  priority,
  cameAt,
  leftAt,
  answeredAt: leftAt === undefined ? undefined : leftAt + 10,
})

test('counts what came in any 1,000 ms, in whatever order it is told', () => {
  const arrivals = [1_999, 0, 999, 1_000, 500].map((at) => ({ at, status: 200 }))

  expect(densest(arrivals)).toBe(3)
  expect(densest([])).toBe(0)
})

test('an overtake is a background request that left while an interactive one waited', () => {
  const samples = [
    sample('interactive-read', 100, 400),
    sample('interactive-write', 100, 101),
    sample('background', 0, 50),
    sample('background', 0, 200),
    sample('background', 0, 300),
    sample('background', 0, undefined),
  ]

  expect(overtakes(samples)).toEqual([0, 2])
})

test('a delay is what is left of a wait when interactive requests alone take their turns', () => {
  const samples = [
    sample('interactive-read', 0, 50),
    sample('interactive-read', 10, 300),
    sample('background', 0, 20),
  ]

  expect(delaysByBackground(samples, 200)).toEqual([50, 100])
  expect(delaysByBackground(samples.slice(0, 2), 200)).toEqual([])
})
