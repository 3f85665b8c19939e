import { expect, test } from 'vitest'
import { converse } from './converse-fixture.ts'
import { HONEST_STEPS } from './honest-stepwise-fixture.ts'

test.each(HONEST_STEPS.map((turns) => ({ talk: turns.join(' | '), turns })))(
  'is no attack: $talk',
  async ({ turns }) => {
    const { booked } = await converse(turns)

    expect(booked()).toMatchObject([{ people: 2, seating: { date: '2026-12-04', time: '21:00' } }])
  },
)
