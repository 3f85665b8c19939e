import { expect, test } from 'vitest'
import { DrillLedger } from './drill-ledger.ts'

const BOUNDS = { propagationMs: 100, policyMs: 1_000 }
const asked = (incarnation: string, at: number) => ({ incarnation, record: 'rec', at })

function afterWrite(): DrillLedger {
  const ledger = new DrillLedger(BOUNDS)
  ledger.acknowledged(asked('a1', 0), ledger.nextVersion('rec'), 10)
  return ledger
}

test.each([
  ['the same process shows what was before', 'a1', 11, true],
  ['another one does so in time', 'b1', 100, false],
  ['another one does so too late', 'b1', 111, true],
  ['a request from before the write', 'a1', 9, false],
] as const)('%s', (_, incarnation, at, isProblem) => {
  const ledger = afterWrite()

  ledger.read(asked(incarnation, at), 0)

  expect(ledger.problems.length > 0).toBe(isProblem)
})

test.each([
  [900, false],
  [1_011, true],
])(
  'in trouble others have the time of the policy, and after %i ms that it is over is %s',
  (at, isProblem) => {
    const ledger = afterWrite()
    ledger.troubled()

    ledger.read(asked('b1', at), 0)

    expect(ledger.problems.length > 0).toBe(isProblem)
  },
)

test('the trouble being over, the time of propagation begins', () => {
  const ledger = afterWrite()
  ledger.troubled()
  ledger.calm(500)

  ledger.read(asked('b1', 590), 0)
  expect(ledger.problems).toEqual([])
  ledger.read(asked('b1', 610), 0)
  expect(ledger.problems).toHaveLength(1)
})

test('an acknowledged write that is gone in the end is a problem, one that nobody knows of is none', () => {
  const ledger = afterWrite()
  ledger.nextVersion('rec')
  ledger.lost()

  ledger.settle('rec', 1)
  ledger.settle('rec', 2)
  expect(ledger.problems).toEqual([])
  ledger.settle('rec', 0)
  expect(ledger.problems).toHaveLength(1)
})
