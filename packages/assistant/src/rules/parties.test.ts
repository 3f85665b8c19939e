import { expect, test } from 'vitest'
import type { Slots } from '../slots.ts'
import { PARTIES } from './parties-fixture.ts'
import { RulesRouter } from './rules-router.ts'
import { rowsOf } from './short-when-fixture.ts'

const rows = rowsOf(PARTIES)
const router = new RulesRouter()

function shortParty({ people, peopleRange, highChairs }: Slots): string {
  const count = people ?? peopleRange?.join('-') ?? '-'
  return highChairs === undefined ? String(count) : `${count} +${highChairs}`
}

test('the table has at least 60 parties, each once', () => {
  expect(new Set(rows.map(([phrase]) => phrase)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThanOrEqual(60)
})

test.each(rows)('%s → %s', (phrase = '', party) => {
  expect(shortParty(router.understand(phrase).slots)).toBe(party)
})

test('the answer to how many there are needs nothing but the number', () => {
  expect(router.understand('cuatro', { expecting: 'people' }).slots).toEqual({ people: 4 })
  expect(router.understand('pues 5', { expecting: 'people' }).slots).toEqual({ people: 5 })
  expect(router.understand('seven', { expecting: 'people', language: 'en' }).slots).toEqual({ people: 7 })
})
