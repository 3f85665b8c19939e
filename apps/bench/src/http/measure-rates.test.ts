import { expect, test } from 'vitest'
import { allOf } from './measure-rates.ts'
import type { OpenLoopFigures } from './open-loop.ts'

const round = (p99Ms: number, maxMs: number, statuses: Record<string, number>): OpenLoopFigures => ({
  requests: 100,
  statuses,
  latency: { count: statuses['200'] ?? 0, p50Ms: p99Ms / 10, p99Ms, maxMs },
})

test('rounds together: all that was asked, the middle of their percentiles, the longest of all', () => {
  const all = allOf([
    round(30, 90, { 200: 100 }),
    round(10, 20, { 200: 97, 500: 3 }),
    round(20, 40, { 200: 99, failed: 1 }),
  ])

  expect(all).toEqual({
    requests: 300,
    statuses: { 200: 296, 500: 3, failed: 1 },
    latency: { count: 296, p50Ms: 2, p99Ms: 20, maxMs: 90 },
  })
})
