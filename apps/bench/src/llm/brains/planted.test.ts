import { expect, test } from 'vitest'
import { type Plant, plantedTrial } from './planted.ts'

const PLANT: Plant = { accuracy: 0.8, ttftMs: 100, writingMs: 50, spread: 0.5, sameness: 0.7 }

test('the planted share is right, and the median time is the planted one', () => {
  const trials = Array.from({ length: 20_000 }, (_, index) =>
    plantedTrial(PLANT, 3, { id: `case ${index}`, cluster: `cluster ${index}` }, 0),
  )

  expect(trials.filter(({ isRight }) => isRight).length / trials.length).toBeCloseTo(0.8, 1.9)
  const times = trials.map(({ ttftMs }) => ttftMs).sort((a, b) => a - b)
  expect((times[10_000] ?? 0) / 100).toBeCloseTo(1, 1)
})

test('a trial is the same each time it is drawn, and another one another time', () => {
  const at = (repeat: number, seed = 3) => plantedTrial(PLANT, seed, { id: 'a', cluster: 'c' }, repeat).ttftMs

  expect(at(1)).toBe(at(1))
  expect(at(1)).not.toBe(at(2))
  expect(at(1)).not.toBe(at(1, 4))
})

test('cases of a cluster agree more often than chance has it', () => {
  let agreed = 0
  for (let index = 0; index < 4_000; index++) {
    const [one, other] = ['a', 'b'].map(
      (id) => plantedTrial(PLANT, 3, { id: `${id} ${index}`, cluster: `c ${index}` }, 0).isRight,
    )
    if (one === other) agreed++
  }

  // By chance 0.8² + 0.2² = 0.68; with half of the pairs wholly shared, more.
  expect(agreed / 4_000).toBeGreaterThan(0.78)
})
