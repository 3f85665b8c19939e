import { expect, test } from 'vitest'
import { PLANT, plainCases, plantedTrials } from '../proof-fixture.ts'
import { mcnemarMidP } from '../stats/mcnemar.ts'
import { accuracyDifference, compareArms } from './compare-arms.ts'
import { DEFAULT_PLAN } from './plan.ts'

const plan = { ...DEFAULT_PLAN, resamples: 1_000 }
const cases = plainCases(160)
const contrast = { candidate: 'a', reference: 'b', question: '' }

test('only the first trials of a case go into McNemar, and all of them into the difference', () => {
  const a = plantedTrials('a', cases, PLANT, 1, 3)
  const b = plantedTrials('b', cases, { ...PLANT, accuracy: 0.6 }, 2, 3)

  const comparison = compareArms(contrast, [...a, ...b], plan)

  const right = (trials: typeof a) =>
    new Map(trials.filter(({ repeat }) => repeat === 0).map(({ caseId, grade }) => [caseId, grade.isCorrect]))
  const [ofA, ofB] = [right(a), right(b)]
  const onlyA = [...ofA].filter(([id, isRight]) => isRight && !ofB.get(id)).length
  const onlyB = [...ofB].filter(([id, isRight]) => isRight && !ofA.get(id)).length
  expect(comparison?.mcnemar).toEqual({
    onlyCandidate: onlyA,
    onlyReference: onlyB,
    p: mcnemarMidP(onlyA, onlyB),
  })
  const mean = (trials: typeof a) => trials.filter(({ grade }) => grade.isCorrect).length / trials.length
  expect(comparison?.accuracy.value).toBeCloseTo(mean(a) - mean(b), 12)
  expect(comparison?.verdict).toBe('better')
})

test('arms that always agree are not known to be the same: the interval is what so many cases allow', () => {
  const a = plantedTrials('a', cases, PLANT, 1, 2)

  const { value, interval } = accuracyDifference(
    a,
    a.map((trial) => ({ ...trial, arm: 'b' })),
    plan,
  )

  expect(value).toBe(0)
  expect(interval.high).toBeGreaterThan(0.02)
  expect(interval.high).toBeLessThan(0.04)
  expect(interval.low).toBe(-interval.high)
})

test('rare categories are taken together', () => {
  const rare = cases.map((one, index) => (index < 4 ? { ...one, category: `rare ${index}` } : one))
  const trials = ['a', 'b'].flatMap((arm, seed) => plantedTrials(arm, rare, PLANT, seed, 1))

  const names = compareArms(contrast, trials, plan)?.categories.map(({ category }) => category)

  expect(names).toEqual(['dates', 'fewer than 5 each', 'hours', 'people', 'rest'])
})

test('arms that share no case cannot be compared', () => {
  expect(compareArms(contrast, plantedTrials('a', cases, PLANT, 1, 1), plan)).toBeUndefined()
})
