import { expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { analyseTrack } from './analysis/analyse-track.ts'
import { accuracyDifference } from './analysis/compare-arms.ts'
import { DEFAULT_PLAN } from './analysis/plan.ts'
import { accuracyOf } from './analysis/summarise-arm.ts'
import { scoreCases } from './analysis/case-scores.ts'
import type { Arm } from './arm.ts'
import { PLANT, plainCases, plainOracle, plainTrack, plantedTrials } from './proof-fixture.ts'
import { runTrials } from './run-trials.ts'
import { scheduleTrials } from './schedule.ts'
import { SpendingLimit } from './spending-limit.ts'
import { covers, excludesZero } from './stats/interval.ts'

const RUNS = 500
const CASES = plainCases(480)
const REPEATS = 2
/** Fewer resamples than a report takes: what is proved is how often intervals are right, not their last digit. */
const plan = { ...DEFAULT_PLAN, resamples: 1_000 }

test('two arms that are the same come out different in at most 6 % of 500 runs', { timeout: 60_000 }, () => {
  let different = 0
  for (let run = 0; run < RUNS; run++) {
    const a = trialsOf(0.9, 10 * run + 1)
    const b = trialsOf(0.9, 10 * run + 2)
    if (excludesZero(accuracyDifference(a, b, { ...plan, seed: run }).interval)) different++
  }

  expect(different / RUNS).toBeLessThanOrEqual(0.06)
  // Intervals that never exclude anything would pass as well.
  expect(different / RUNS).toBeGreaterThan(0.02)
})

test(
  'planted accuracies of 0.90 and 0.85, and what lies between them, are in the interval in at least 93 % of 500 runs',
  { timeout: 60_000 },
  () => {
    const covered = { high: 0, low: 0, difference: 0 }
    for (let run = 0; run < RUNS; run++) {
      const own = { ...plan, seed: run }
      const high = trialsOf(0.9, 10 * run + 3)
      const low = trialsOf(0.85, 10 * run + 4)
      if (covers(accuracyOf([...scoreCases(high).values()], own).interval, 0.9)) covered.high++
      if (covers(accuracyOf([...scoreCases(low).values()], own).interval, 0.85)) covered.low++
      if (covers(accuracyDifference(high, low, own).interval, 0.05)) covered.difference++
    }

    for (const times of Object.values(covered)) {
      expect(times / RUNS).toBeGreaterThanOrEqual(0.93)
      expect(times / RUNS).toBeLessThan(0.99)
    }
  },
)

test('cases that go right and wrong together are not counted as if they stood alone', () => {
  const cases = plainCases(480)
  const trials = ['a', 'b'].map((arm, index) =>
    plantedTrials(arm, cases, { ...PLANT, accuracy: 0.7, sameness: 1 }, index, 1),
  )
  const apart = trials.map((own) => own.map((trial) => ({ ...trial, cluster: trial.caseId })))

  const widthOf = ([a = [], b = []]: readonly Trials[]) => {
    const { interval } = accuracyDifference(a, b, plan)
    return interval.high - interval.low
  }

  // Clusters of one and two cases: the mean of squares of the sizes over the mean size is 5/3, its root 1.29.
  expect(widthOf(trials) / widthOf(apart)).toBeGreaterThan(1.15)
  expect(widthOf(trials) / widthOf(apart)).toBeLessThan(1.45)
})

test('300 ms that were planted are found, though the provider slows down by a second meanwhile', async () => {
  const slowed = { done: 0 }
  const track = plainTrack(plainCases(240), [
    drifting(plainOracle('slow', { ttftMs: 700 }, 1), slowed),
    drifting(plainOracle('quick', { ttftMs: 400 }, 2), slowed),
  ])
  const schedule = scheduleTrials({ arms: 2, cases: 240, repeats: 3, random: new SeededRandom(1) })

  const run = await runTrials({
    track,
    schedule,
    limit: new SpendingLimit(Infinity),
    concurrency: 4,
    clock: new FakeClock(),
    signal: new AbortController().signal,
  })
  const [comparison] = analyseTrack(track, run, plan).comparisons

  const shift = comparison?.totalShiftMs ?? { value: 0, interval: { low: 0, high: 0 } }
  expect(covers(shift.interval, 300)).toBe(true)
  expect(shift.interval.low).toBeGreaterThan(200)
  expect(excludesZero(shift.interval)).toBe(true)
  expect(comparison?.ttftRatio?.interval.low).toBeGreaterThan(1)
})

type Trials = ReturnType<typeof plantedTrials>

function trialsOf(accuracy: number, seed: number): Trials {
  return plantedTrials(String(seed), CASES, { ...PLANT, accuracy }, seed, REPEATS)
}

/** Answers come later and later, whoever is asked. */
function drifting(arm: Arm, slowed: { done: number }): Arm {
  return {
    ...arm,
    answer: async (item, context) => {
      const outcome = await arm.answer(item, context)
      const laterMs = 1_000 * (slowed.done++ / 1_440)
      const { ttftMs = 0, totalMs } = outcome.latency
      return { ...outcome, latency: { ttftMs: ttftMs + laterMs, totalMs: totalMs + laterMs } }
    },
  }
}
