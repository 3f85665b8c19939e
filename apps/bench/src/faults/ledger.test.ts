import { expect, test } from 'vitest'
import type { Call } from './call-record.ts'
import { staleReads } from './ledger.ts'

const BOUND_MS = 1_000

function call(over: Partial<Call>): Call {
  return {
    index: 0,
    kind: 'read',
    cache: 0,
    key: 1,
    beganAt: 0,
    latencyMs: 1,
    outcome: 'l1',
    version: 0,
    setBy: -1,
    acknowledged: false,
    ...over,
  }
}

const deletion = call({ index: 0, kind: 'delete', outcome: 'done', beganAt: 100, acknowledged: true })
const changes = [{ call: 0, key: 1, version: 1 }]

function judged(...calls: readonly Call[]): number {
  return staleReads({ calls, changes, cacheNames: ['A', 'B'], boundMsAt: () => BOUND_MS }).length
}

test('the cache that deleted may not serve what was there before', () => {
  expect(judged(deletion, call({ index: 1, beganAt: 102 }))).toBe(1)
  expect(judged(deletion, call({ index: 1, beganAt: 102, version: 1 }))).toBe(0)
})

test('the other cache may, for as long as the bound', () => {
  expect(judged(deletion, call({ index: 1, cache: 1, beganAt: 1_000 }))).toBe(0)
  expect(judged(deletion, call({ index: 1, cache: 1, beganAt: 1_200 }))).toBe(1)
  expect(judged(deletion, call({ index: 1, cache: 1, beganAt: 102, kind: 'strict' }))).toBe(1)
})

test('a deletion that failed promised nothing, nor did one that the others were not told of', () => {
  const stale = call({ index: 1, cache: 1, beganAt: 5_000 })

  expect(judged({ ...deletion, outcome: 'failed' }, stale)).toBe(0)
  expect(judged({ ...deletion, acknowledged: false }, stale)).toBe(0)
})
