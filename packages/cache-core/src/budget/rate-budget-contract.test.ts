import { describe, test } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { InMemorySlotLedger } from '../testing/in-memory-slot-ledger.ts'
import { rateBudgetContract } from '../testing/rate-budget-contract.ts'
import { RateLimit } from '../policies/rate-limit.ts'
import { SharedRateBudget } from './shared-rate-budget.ts'

const limit = (scope: string) => (scope.startsWith('token') ? 50 : 5)

describe('a budget of one process', () => {
  const setup = async () => {
    const clock = new FakeClock()
    const budget = new RateLimit({ limit, intervalMs: 300, clock })
    return {
      open: async () => budget,
      pass: (ms: number) => clock.advance(ms),
      now: () => clock.monotonic(),
      close: async () => {},
    }
  }
  for (const { name, run } of rateBudgetContract(setup)) test(name, run)
})

describe('a budget shared in memory', () => {
  const setup = async () => {
    const clock = new FakeClock()
    const ledger = new InMemorySlotLedger(clock)
    const budgets: SharedRateBudget[] = []
    const open = async () => {
      const budget = new SharedRateBudget({
        ledger,
        process: `p${budgets.length}`,
        limit,
        intervalMs: 300,
        clock,
      })
      budgets.push(budget)
      for (let ms = 0; ms < 5_000 && budget.mode !== 'shared'; ms += 10) await clock.advance(10)
      return budget
    }
    return {
      open,
      pass: (ms: number) => clock.advance(ms),
      now: () => clock.monotonic(),
      close: async () => void (await Promise.all(budgets.map((budget) => budget.close()))),
    }
  }
  for (const { name, run } of rateBudgetContract(setup)) test(name, run)
})
