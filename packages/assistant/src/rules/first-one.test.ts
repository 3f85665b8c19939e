import { expect, test } from 'vitest'
import { RulesRouter } from './rules-router.ts'

const router = new RulesRouter()

test.each(['the first one', 'the second one please', 'that one', 'the third option'])(
  '%s says no day, no hour and no number of people, whatever was asked for',
  (message) => {
    for (const expecting of [undefined, 'date', 'time', 'people', 'name'] as const)
      expect(router.understand(message, { expecting }).slots).toEqual({})
  },
)

test('the first of a month is one', () => {
  expect(router.understand('on the first', { expecting: 'date' }).slots).toEqual({
    date: { kind: 'date', day: 1 },
  })
  expect(router.understand('one', { expecting: 'people' }).slots).toEqual({ people: 1 })
})

test.each(['el primero', 'the first', 'the second'])(
  '%s is a day only where one was asked for',
  (message) => {
    expect(router.understand(message, { expecting: 'date' }).slots.date).toMatchObject({ kind: 'date' })
    for (const expecting of [undefined, 'time', 'choice', 'name'] as const)
      expect(router.understand(message, { expecting }).slots).toEqual({})
  },
)
