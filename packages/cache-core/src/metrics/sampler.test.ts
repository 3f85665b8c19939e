import { describe, expect, test } from 'vitest'
import { Sampler } from './sampler.ts'

/** The gaps of the picks among so many events, `everyMs` apart. */
function gapsAmong(events: number, everyMs: number, sampler = new Sampler(64)): readonly number[] {
  const gaps: number[] = []
  for (let event = 0; event < events; event++) if (sampler.note()) gaps.push(sampler.pick(event * everyMs))
  return gaps
}

test('picks every event when there are few', () => {
  expect(gapsAmong(100, 20)).toEqual(Array.from({ length: 100 }, () => 1))
})

test('picks one in 64 when there are many, and the picks stand for all', () => {
  const sampler = new Sampler(64)

  const gaps = gapsAmong(1_000_000, 0.000_1, sampler)

  expect(1_000_000 / gaps.length).toBeGreaterThan(60)
  expect(1_000_000 / gaps.length).toBeLessThan(68)
  expect(gaps.reduce((sum, gap) => sum + gap, 0) + sampler.unpicked).toBe(1_000_000)
  expect(sampler.count).toBe(1_000_000)
})

test('picks every event again soon after there were many', () => {
  const sampler = new Sampler(64)
  gapsAmong(10_000, 0.000_1, sampler)

  const gaps = gapsAmong(500, 20, sampler)

  expect(gaps.slice(-100)).toEqual(Array.from({ length: 100 }, () => 1))
})

describe('events with a rhythm', () => {
  test.each([2, 3, 24, 64, 128])('of %i are picked in equal parts', (period) => {
    const sampler = new Sampler(64)
    const weights = new Float64Array(period)
    const events = 640_000
    for (let event = 0; event < events; event++)
      if (sampler.note()) weights[event % period]! += sampler.pick(0)

    const expected = events / period
    // Three standard deviations of a sum of so many picks.
    const allowed = 3 * Math.sqrt(expected * 64 * (4 / 3))
    for (const weight of weights) expect(Math.abs(weight - expected)).toBeLessThan(allowed + 128)
  })
})
