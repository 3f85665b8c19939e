import { expect, test } from 'vitest'
import { answerOf, type LogicCase, logicCases, solved } from '../tracks/logic-cases.ts'
import { gradeLogic } from './grade-logic.ts'

const cases = logicCases()
const free = cases.filter(({ gold }) => gold.status === 'available')
const taken = cases.filter(({ gold }) => gold.status !== 'available')

test('the solver’s own answer is right everywhere', () => {
  for (const item of cases) {
    const answer = answerOf(solved(item.input, item.input.request), item.input.request)
    const { isCorrect, checks } = gradeLogic(item, answer)

    expect(isCorrect).toBe(true)
    expect(checks['overbooks (must be 0)']).toBe(false)
    expect(checks['all alternatives are free'] ?? true).toBe(true)
    expect(checks['arguments exact']).toBe(true)
  }
  expect(free.length).toBeGreaterThan(20)
  expect(taken.length).toBeGreaterThan(20)
})

test('a table where there is none is overbooking, whichever it is', () => {
  for (const item of taken)
    for (const { id } of item.input.house.tables) {
      const { isCorrect, checks } = gradeLogic(item, { isAvailable: true, tables: [id], times: [] })

      expect(isCorrect).toBe(false)
      expect(checks['overbooks (must be 0)']).toBe(true)
    }
})

test('a table that is taken or too small is overbooking, though another one is free', () => {
  let overbooked = 0
  for (const item of free) {
    const others = item.input.house.tables.filter(({ id }) => !item.gold.seating?.tables.includes(id))
    for (const { id } of others)
      if (gradeLogic(item, { isAvailable: true, tables: [id], times: [] }).checks['overbooks (must be 0)'])
        overbooked++
  }

  expect(overbooked).toBeGreaterThan(50)
})

test('tables that do not exist, none, and all of them are no seat', () => {
  const item = free[0] as LogicCase
  const all = item.input.house.tables.map(({ id }) => id)

  for (const tables of [['nowhere'], [], all])
    expect(gradeLogic(item, { isAvailable: true, tables, times: [] }).isCorrect).toBe(false)
})

test('to send guests away from a free table is wrong, and no overbooking', () => {
  const { isCorrect, checks } = gradeLogic(free[0] as LogicCase, {
    isAvailable: false,
    tables: [],
    times: ['99:99'],
  })

  expect(isCorrect).toBe(false)
  expect(checks['overbooks (must be 0)']).toBe(false)
  expect(checks['says full though there is a table']).toBe(true)
  expect(checks['all alternatives are free']).toBe(false)
})
