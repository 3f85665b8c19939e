import { expect, test } from 'vitest'
import type { BreakerState } from '@larder/cache-core'
import { breakerSpans, openings } from './breaker-spans.ts'
import type { ToldEvent } from './drill-cache.ts'

function change(at: number, from: BreakerState, to: BreakerState, node = 'one'): ToldEvent {
  return { at, cache: 'A', event: { type: 'breaker', breaker: 'read', node, from, to } }
}

const EVENTS = [
  change(10, 'closed', 'open'),
  change(20, 'open', 'half-open'),
  change(30, 'half-open', 'closed'),
]

test('a breaker is closed, open, probing, and closed again', () => {
  expect(breakerSpans(EVENTS, 'A', 'read', 50)).toEqual([
    { state: 'closed', from: 0, to: 10 },
    { state: 'open', from: 10, to: 20 },
    { state: 'half-open', from: 20, to: 30 },
    { state: 'closed', from: 30, to: 50 },
  ])
  expect(openings(EVENTS, 'A', 'read')).toEqual([10])
})

test('those of other caches and sides are not in it', () => {
  expect(breakerSpans(EVENTS, 'B', 'read', 50)).toEqual([{ state: 'closed', from: 0, to: 50 }])
  expect(openings(EVENTS, 'A', 'write')).toEqual([])
})

test('of several nodes the worst counts', () => {
  const events = [
    change(10, 'closed', 'open', 'one'),
    change(15, 'closed', 'open', 'two'),
    change(20, 'half-open', 'closed', 'one'),
    change(30, 'half-open', 'closed', 'two'),
  ]

  expect(breakerSpans(events, 'A', 'read', 50).map(({ state, from }) => [state, from])).toEqual([
    ['closed', 0],
    ['open', 10],
    ['closed', 30],
  ])
})
