import { describe, expect, test } from 'vitest'
import { resolveWhen } from '../resolve-when.ts'
import { ENGLISH_WHEN } from './english-when-fixture.ts'
import { RulesRouter } from './rules-router.ts'
import { HOUSE, rowsOf, shortResolved, shortWhen } from './short-when-fixture.ts'
import { SPANISH_WHEN } from './spanish-when-fixture.ts'

/** Friday, 27 November 2026, noon in Madrid. */
const NOW = Date.parse('2026-11-27T12:00:00+01:00')

const router = new RulesRouter()

describe.each([
  ['es', rowsOf(SPANISH_WHEN)],
  ['en', rowsOf(ENGLISH_WHEN)],
] as const)('days and times in %s', (language, rows) => {
  test('the table has at least 200 phrases, each once', () => {
    expect(new Set(rows.map(([phrase]) => phrase)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThanOrEqual(200)
  })

  test.each(rows)('%s → %s → %s', (phrase = '', said, comesTo) => {
    const { slots } = router.understand(phrase, { language })

    expect(shortWhen(slots)).toBe(said)
    expect(shortResolved(resolveWhen(slots, { now: NOW, house: HOUSE }))).toBe(comesTo)
  })
})
