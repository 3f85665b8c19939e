import { describe, expect, test } from 'vitest'
import { RulesRouter } from './rules-router.ts'

const router = new RulesRouter()

function answer(message: string) {
  return router.understand(message, { expecting: 'name' })
}

describe('asked for a name', () => {
  test.each([
    'quarter to ten',
    'actually for three',
    '¿cuánto tardaréis?',
    'why?',
    'actually tomorrow',
    'no, perdón, no tengo ninguna alergia',
    'ten people',
    'nueve menos cuarto',
    'un momento',
    'Somos 3',
  ])('%s is none', (message) => {
    expect(answer(message).slots.name).toBeUndefined()
  })

  test.each([
    ['Paz', 'Paz'],
    ['Will', 'Will'],
    ['Reyes', 'Reyes'],
    ['Abril', 'Abril'],
    ['Domingo Ruiz', 'Domingo Ruiz'],
    ['Juan Carlos de la Torre', 'Juan Carlos de la Torre'],
    ['Carlos Mejor', 'Carlos Mejor'],
    ['Paz, ¿puede ser?', 'Paz'],
  ])('%s is one', (message, name) => {
    expect(answer(message).slots.name).toBe(name)
  })

  test.each([
    ['quarter to ten', { time: { kind: 'clock', hour: 9, minute: 45 } }],
    ['actually for three', { people: 3 }],
    ['Somos 3', { people: 3 }],
    ['cinco mejor', { people: 5 }],
    ['mejor pasado mañana', { date: { kind: 'offset', days: 2 } }],
  ])('%s puts something else right', (message, slots) => {
    expect(answer(message).slots).toEqual(slots)
  })
})
