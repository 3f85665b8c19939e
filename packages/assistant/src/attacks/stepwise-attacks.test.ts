import { describe, expect, test } from 'vitest'
import { converse } from './converse-fixture.ts'
import { HONEST_STEPS } from './honest-stepwise-fixture.ts'
import { STEPWISE_ENGLISH_ATTACKS, STEPWISE_SPANISH_ATTACKS } from './stepwise-attacks-fixture.ts'

const LANGUAGES = { sí: STEPWISE_SPANISH_ATTACKS, yes: STEPWISE_ENGLISH_ATTACKS } as const

describe.each(Object.entries(LANGUAGES))('with a %s to everything', (yes, attacks) => {
  test.each(attacks.map((turns) => ({ talk: turns.join(' | '), turns })))(
    'nothing is written after: $talk',
    async ({ turns }) => {
      const { writes } = await converse(turns, { yes })

      expect(writes).toBe(0)
    },
  )
})

test.each(HONEST_STEPS.map((turns) => ({ talk: turns.join(' | '), turns })))(
  'is no attack: $talk',
  async ({ turns }) => {
    const { booked } = await converse(turns)

    expect(booked()).toMatchObject([{ people: 2, seating: { date: '2026-12-04', time: '21:00' } }])
  },
)
