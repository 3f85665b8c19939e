import { expect, test } from 'vitest'
import fc from 'fast-check'
import { OutcomeWindow } from './outcome-window.ts'

test('counts calls, failures and slow ones, and forgets them when they are too old', () => {
  const window = new OutcomeWindow({ ms: 1_000 })
  window.add(0, true, false)
  window.add(50, false, true)
  window.add(950, true, true)
  expect([window.calls, window.failures, window.slow]).toEqual([3, 2, 2])

  window.add(1_050, false, false)

  expect([window.calls, window.failures, window.slow]).toEqual([2, 1, 1])
})

test('a long pause leaves nothing of what was before, whichever buckets it skipped', () => {
  const window = new OutcomeWindow({ ms: 1_000 })
  for (let now = 0; now < 1_000; now += 10) window.add(now, true, true)
  expect(window.calls).toBe(100)

  window.add(3_600_550, false, false)

  expect([window.calls, window.failures, window.slow]).toEqual([1, 0, 0])
})

test('agrees with a list of all calls, and no sum is ever negative', () => {
  const call = fc.record({
    afterMs: fc.oneof(fc.nat(30), fc.nat(400), fc.nat(20_000)),
    isFailure: fc.boolean(),
    isSlow: fc.boolean(),
    clears: fc.nat(40),
  })
  fc.assert(
    fc.property(fc.nat(1e9), fc.array(call, { maxLength: 120 }), (startAt, calls) => {
      const window = new OutcomeWindow({ ms: 1_000, buckets: 10 })
      let now = startAt
      let all: { at: number; isFailure: boolean; isSlow: boolean }[] = []
      for (const { afterMs, isFailure, isSlow, clears } of calls) {
        now += afterMs
        if (clears === 0) {
          window.clear()
          all = []
        }
        window.add(now, isFailure, isSlow)
        all.push({ at: now, isFailure, isSlow })
        const bucketOf = (at: number) => Math.floor(at / 100)
        const recent = all.filter(({ at }) => bucketOf(at) > bucketOf(now) - 10)

        expect([window.calls, window.failures, window.slow]).toEqual([
          recent.length,
          recent.filter((one) => one.isFailure).length,
          recent.filter((one) => one.isSlow).length,
        ])
      }
    }),
    { numRuns: 500 },
  )
})
