import { describe, expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import type { DirectionSettings } from './chaos-settings.ts'
import { PacedQueue } from './paced-queue.ts'

/** When everything that waits leaves, if nobody is late. */
function departures(queue: PacedQueue): readonly [number, string][] {
  const left: [number, string][] = []
  for (let at = queue.dueMs(0); at !== undefined; at = queue.dueMs(at))
    left.push([at, String(queue.take(at))])
  return left
}

function queueWith(
  settings: DirectionSettings,
  ...arrivals: readonly (readonly [number, string])[]
): PacedQueue {
  const queue = new PacedQueue(settings, new SeededRandom(1))
  for (const [at, text] of arrivals) queue.push(Buffer.from(text), at)
  return queue
}

describe('what waits leaves', () => {
  test('at once, as it came, without settings', () => {
    expect(departures(queueWith({}, [0, 'ab'], [5, 'c']))).toEqual([
      [0, 'ab'],
      [5, 'c'],
    ])
  })

  test('after the delay', () => {
    expect(departures(queueWith({ delayMs: 40 }, [0, 'a'], [5, 'b']))).toEqual([
      [40, 'a'],
      [45, 'b'],
    ])
  })

  test('in order, each within delay ± jitter or with the one before it', () => {
    const arrivals = Array.from({ length: 200 }, (_, index) => [index, String(index)] as const)

    const left = departures(queueWith({ delayMs: 40, jitterMs: 20 }, ...arrivals))

    expect(left.map(([, text]) => text)).toEqual(arrivals.map(([, text]) => text))
    const delays = left.map(([at], index) => at - index)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(20)
    expect(Math.max(...delays)).toBeLessThanOrEqual(60)
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(10)
  })

  test('no faster than the rate, in pieces', () => {
    const left = departures(queueWith({ bytesPerSecond: 1_000 }, [0, 'x'.repeat(100)]))

    expect(left).toHaveLength(10)
    expect(left.at(-1)?.[0]).toBe(100)
    expect(left[0]).toEqual([10, 'x'.repeat(10)])
  })

  test('chopped', () => {
    expect(departures(queueWith({ chopBytes: 2 }, [0, 'abcde'])).map(([, text]) => text)).toEqual([
      'ab',
      'cd',
      'e',
    ])
  })

  test('merged, but not with what is still delayed', () => {
    const queue = queueWith({ mergeMs: 10, delayMs: 5 }, [0, 'a'], [4, 'b'], [11, 'c'])

    expect(departures(queue)).toEqual([
      [15, 'ab'],
      [26, 'c'],
    ])
  })

  test('not while it is stalled, and in order with its end afterwards', () => {
    const queue = queueWith({ stalled: true }, [0, 'a'])
    queue.pushEnding('end', 1)
    expect(queue.dueMs(1_000)).toBeUndefined()

    queue.set({})

    expect(departures(queue)).toEqual([
      [0, 'a'],
      [1, 'end'],
    ])
  })
})

test('new settings hold for what waits', () => {
  const queue = queueWith({ delayMs: 10_000, bytesPerSecond: 1 }, [0, 'abc'])
  queue.set({})

  expect(queue.dueMs(1)).toBe(1)
  expect(String(queue.take(1))).toBe('abc')
  expect(queue.bytes).toBe(0)
})
