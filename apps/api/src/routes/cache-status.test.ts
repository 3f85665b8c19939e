import { expect, test } from 'vitest'
import { headersOfCached, headersOfForwarded } from './cache-status.ts'

test.each([
  [{ outcome: 'hit', tier: 'l1', ageMs: 1_500, ttlMs: 60_000 }, 'larder; hit; ttl=58; detail=l1', '1'],
  [{ outcome: 'hit', tier: 'l2', ageMs: 0, ttlMs: 500 }, 'larder; hit; ttl=0; detail=l2', '0'],
  [{ outcome: 'stale', tier: 'l1', ageMs: 61_000, ttlMs: 60_000 }, 'larder; hit; ttl=-1; detail=l1', '61'],
  // Stale by order, not by age.
  [{ outcome: 'stale', tier: 'l2', ageMs: 3_000, ttlMs: 60_000 }, 'larder; hit; ttl=-1; detail=l2', '3'],
  [
    { outcome: 'load', tier: 'source', ageMs: 0, ttlMs: 60_000 },
    'larder; fwd=miss; fwd-status=200; stored; ttl=60',
    '0',
  ],
] as const)('%j', (origin, status, age) => {
  expect(headersOfCached(origin)).toEqual({ 'cache-status': status, age })
})

test('what was passed on says why, and what came back', () => {
  expect(headersOfForwarded({ reason: 'method', status: 200 })).toEqual({
    'cache-status': 'larder; fwd=method; fwd-status=200',
  })
  expect(headersOfForwarded({ reason: 'miss' })).toEqual({ 'cache-status': 'larder; fwd=miss' })
})
