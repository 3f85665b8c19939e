import { expect, test } from 'vitest'
import { loadDataset } from '../dataset/load-dataset.ts'
import { housesOf, routerCase, type RouterCase } from '../tracks/router-cases.ts'
import { gradeRouter } from './grade-router.ts'

const dataset = loadDataset()
const grade = gradeRouter(housesOf(dataset))
const cases = dataset.singleTurns.map(routerCase)

test('gold itself is right in all but a few cases, which are the resolver’s and not the grader’s', () => {
  const right = cases.filter((item) => grade(item, understood(item)).isCorrect)

  expect(right.length / cases.length).toBeGreaterThan(0.98)
})

test('another day is wrong, whatever else is right', () => {
  const item = aBooking()
  const { slots } = understood(item)

  const graded = grade(item, { ...understood(item), slots: { ...slots, date: { kind: 'offset', days: 19 } } })

  expect(graded.isCorrect).toBe(false)
  expect(graded.checks['day and time exact']).toBe(false)
  expect(graded.checks['intent']).toBe(true)
})

test('hours are compared by what they mean', () => {
  const item = aBooking()
  const { slots } = understood(item)

  const graded = grade(item, {
    ...understood(item),
    slots: { ...slots, time: { kind: 'clock', hour: 9, minute: 30, half: 'pm' } },
  })

  expect(graded.isCorrect).toBe(true)
})

test('a wrong slot is one missed and one invented', () => {
  const item = aBooking()
  const { slots } = understood(item)

  const graded = grade(item, { ...understood(item), slots: { ...slots, people: 9, pets: true } })

  expect(graded.found).toEqual({ hits: 1, missed: 1, invented: 2 })
})

test('to guess where one has to ask is wrong; to ask where one need not is told', () => {
  const asking = cases.find(
    ({ gold }) => gold.intent === 'book' && gold.resolved?.needs?.includes('time'),
  ) as RouterCase
  const { slots } = understood(asking)
  const guessing = {
    ...understood(asking),
    slots: { ...slots, time: { kind: 'clock', hour: 9, minute: 0, half: 'pm' } as const },
  }

  expect(grade(asking, guessing).checks['asks what it has to (recall)']).toBe(false)

  const { date: _, ...dateless } = understood(aBooking()).slots
  const needless = grade(aBooking(), { ...understood(aBooking()), slots: dateless })
  expect(needless.checks['asks only what it has to (precision)']).toBe(false)
})

test('no answer is wrong, and a label of its own', () => {
  const graded = grade(aBooking(), undefined)

  expect(graded.isCorrect).toBe(false)
  expect(graded.label?.said).toBe('no answer')
})

/** Table for 4 on Friday at 21:30, Marta Ruiz. */
function aBooking(): RouterCase {
  return cases.find(({ id }) => id === 'complete-01-es-1') as RouterCase
}

function understood({ gold: { intent, lang, slots } }: RouterCase) {
  return { intent, language: lang, slots }
}
