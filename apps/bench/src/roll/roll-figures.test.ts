import { describe, expect, test } from 'vitest'
import { phaseOf, type RollFigures, rollFindings } from './roll-figures.ts'
import type { RollCall } from './roll-load.ts'

const call = (at: number, more: Partial<RollCall> = {}): RollCall => ({
  at,
  kind: 'read',
  status: 200,
  isWhole: true,
  isHit: true,
  ms: 1,
  ...more,
})

test('a phase counts what was sent in it, and whatever was no whole answer as failed', () => {
  const calls = [
    call(99),
    call(100),
    call(150, { isHit: false }),
    call(160, { kind: 'write', isHit: false }),
    call(170, { status: 502 }),
    call(180, { status: 0, isWhole: false }),
    call(190, { isWhole: false }),
    call(200),
  ]

  expect(phaseOf('then', calls, 100, 200)).toMatchObject({
    reads: 5,
    writes: 1,
    failed: 3,
    failures: { 0: 1, 200: 1, 502: 1 },
    hitRate: 4 / 5,
    seconds: 0.1,
  })
})

describe('a roll that somebody noticed is told', () => {
  const calm = phaseOf('before', [call(1), call(2, { kind: 'write' })], 0, 10)
  const figures = (more: Partial<RollFigures>) =>
    ({ phases: [calm, calm, calm], restarts: [{ exitCode: 0 }], upstream429s: 0, ...more }) as RollFigures

  test('nothing is told of one that nobody did', () => {
    expect(rollFindings(figures({}))).toEqual([])
  })

  test.each<[Partial<RollFigures>, RegExp]>([
    [
      { phases: [calm, { ...calm, failed: 1, failures: { 502: 1 } }] },
      /1 requests failed before: \{"502":1\}/,
    ],
    [{ phases: [calm, { ...calm, hitRate: 0.89 }] }, /hit rate before was 89\.0 %; before it was 100\.0 %/],
    [{ phases: [calm, { ...calm, writes: 0 }] }, /shows nothing/],
    [{ restarts: [{ exitCode: 1, endedMs: 0, backMs: 0 }] }, /ended with exit code 1/],
    [{ upstream429s: 2 }, /429 2 times/],
  ])('%j', (more, told) => {
    expect(rollFindings(figures(more))).toEqual([expect.stringMatching(told) as string])
  })
})
