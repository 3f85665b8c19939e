import { describe, expect, test } from 'vitest'
import { ENGLISH_INTENTS } from './english-intents-fixture.ts'
import { RulesRouter } from './rules-router.ts'
import { rowsOf } from './short-when-fixture.ts'
import { SPANISH_INTENTS } from './spanish-intents-fixture.ts'

const router = new RulesRouter()

describe.each([
  ['es', rowsOf(SPANISH_INTENTS)],
  ['en', rowsOf(ENGLISH_INTENTS)],
] as const)('intents in %s', (language, rows) => {
  test.each(rows)('%s → %s', (phrase = '', intent) => {
    expect(router.understand(phrase, { language }).intent).toBe(intent)
  })
})
