import { expect, test } from 'vitest'
import fc from 'fast-check'
import { CacheError } from '../errors.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { retry } from './retry.ts'
import { RetryBudget } from './retry-budget.ts'

test('begins full, and ten successes earn a retry', () => {
  const budget = new RetryBudget({ capacity: 3 })
  expect([1, 2, 3, 4].map(() => budget.trySpend())).toEqual([true, true, true, false])

  for (let index = 0; index < 9; index++) budget.earn()
  expect(budget.trySpend()).toBe(false)
  budget.earn()
  budget.earn()

  expect(budget.trySpend()).toBe(true)
  expect(budget.trySpend()).toBe(false)
})

test('saves up no more than its capacity, and never spends more than it had and earned', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (script) => {
      const budget = new RetryBudget({ capacity: 5, ratio: 0.25 })
      let earned = 0
      let spent = 0
      for (const isSuccess of script) {
        if (isSuccess) {
          budget.earn()
          earned += 0.25
        } else if (budget.trySpend()) spent++
        expect(budget.available).toBeLessThanOrEqual(5)
        expect(spent).toBeLessThanOrEqual(5 + earned)
      }
    }),
  )
})

test('of many callers in an outage only as many retry as the budget has', async () => {
  const clock = new FakeClock()
  const policy = retry({ clock, backoff: () => 10, attempts: 4, budget: new RetryBudget({ capacity: 7 }) })
  let attempts = 0
  const calls = Array.from({ length: 100 }, () =>
    policy
      .execute(async () => {
        attempts++
        throw new CacheError('STORE_UNAVAILABLE', 'away', { retryable: true })
      }, {})
      .catch((error: CacheError) => error.code),
  )
  await clock.advance(1_000)

  expect(new Set(await Promise.all(calls))).toEqual(new Set(['STORE_UNAVAILABLE']))
  expect(attempts).toBe(107)
})

test('successes pay for later retries; errors that will not pass spend nothing', async () => {
  const clock = new FakeClock()
  const budget = new RetryBudget({ capacity: 1 })
  const policy = retry({ clock, backoff: () => 0, budget })
  await policy.execute(() => Promise.reject(new Error('a bug')), {}).catch(() => {})
  expect(budget.available).toBe(1)

  let runs = 0
  const call = policy.execute(async () => {
    if (++runs === 1) throw new CacheError('STORE_UNAVAILABLE', 'away', { retryable: true })
    return 'value'
  }, {})
  await clock.advance(1)
  expect(await call).toBe('value')
  expect(budget.available).toBe(0)
  for (let index = 0; index < 10; index++) await policy.execute(async () => 'value', {})

  expect(budget.available).toBe(1)
})
