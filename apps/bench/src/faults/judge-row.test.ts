import { expect, test } from 'vitest'
import type { FaultRow } from './fault-row.ts'
import { judgeRow, type Trial } from './judge-row.ts'
import type { Measurements } from './measurements.ts'
import { PROFILES } from './drill-profile.ts'

const PHASE = {
  calls: 100,
  answered: 100,
  failed: 0,
  unanswered: 0,
  p50Ms: 0.1,
  p99Ms: 8,
  maxMs: 20,
  outcomes: { l1: 100 },
}

const GOOD: Measurements = {
  before: PHASE,
  during: PHASE,
  after: PHASE,
  failures: {},
  wrongValues: 0,
  staleReads: [],
  failFastMs: 300,
  longestCallMs: 160,
  memoryHits: { beforeMs: 0.5, openMs: 0.6, count: 100 },
  fullServiceMs: 400,
  closeMs: 2,
  upstream: { loads: 50, peak: 16, limit: 32 },
  breakers: {
    'A read': { openings: 1, firstMs: 60 },
    'A write': { openings: 0 },
    'B read': { openings: 1, firstMs: 70 },
    'B write': { openings: 0 },
  },
  storeErrors: {},
  leaks: { socketsLeft: 0, listeners: [6, 7], heapGrowthBytes: 0 },
  longestStallMs: 3,
}

const ROW: Pick<FaultRow, 'breakers' | 'budgets'> = { breakers: { read: 'opens', write: 'stays closed' } }

function broken(measured: Partial<Measurements>, over: Partial<Trial> = {}): readonly string[] {
  return judgeRow({
    row: ROW,
    profile: PROFILES.long,
    measured: { ...GOOD, ...measured },
    tells: true,
    complaints: [],
    ...over,
  })
    .filter(({ ok }) => !ok)
    .map(({ name }) => name)
}

test('what is within its budgets passes', () => {
  expect(broken({})).toEqual([])
})

test.each<readonly [string, Partial<Measurements>]>([
  ['calls made', { before: undefined, during: undefined, after: { ...PHASE, calls: 49 } }],
  ['calls that failed', { during: { ...PHASE, failed: 1 } }],
  ['calls without an answer', { after: { ...PHASE, unanswered: 1 } }],
  ['wrong values', { wrongValues: 1 }],
  ['reads staler than allowed', { staleReads: ['B read version 1'] }],
  ['time to fail fast', { failFastMs: 451 }],
  ['longest call', { longestCallMs: 451 }],
  ['p99 of memory hits, added while open', { memoryHits: { beforeMs: 0.5, openMs: 1.6, count: 100 } }],
  ['time to full service', { fullServiceMs: 1_501 }],
  ['time to full service', { fullServiceMs: undefined }],
  ['time to close', { closeMs: 2_001 }],
  ['breaker A read', { breakers: { 'A read': { openings: 0 } } }],
  ['breaker B write', { breakers: { 'B write': { openings: 1, firstMs: 5 } } }],
  ['upstream at once', { upstream: { loads: 50, peak: 33, limit: 32 } }],
  ['sockets left open', { leaks: { ...GOOD.leaks, socketsLeft: 1 } }],
  ['listeners of one socket', { leaks: { ...GOOD.leaks, listeners: [6, 9] } }],
  ['heap growth', { leaks: { ...GOOD.leaks, heapGrowthBytes: 9 * 2 ** 20 } }],
])('%s: beyond its budget is a failure', (name, measured) => {
  expect(broken(measured)).toEqual([name])
})

test('an unhandled rejection is a failure', () => {
  expect(broken({}, { complaints: ['unhandled rejection: Error'] })).toEqual([
    'unhandled rejections and warnings',
  ])
})

test('a row may have budgets of its own, and only times are given more on a busy machine', () => {
  expect(broken({ failFastMs: 9_999 }, { row: { ...ROW, budgets: { failFastMs: undefined } } })).toEqual([])
  expect(broken({ failFastMs: 899, wrongValues: 1 }, { profile: PROFILES.short })).toEqual(['wrong values'])
})
