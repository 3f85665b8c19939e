import { describe, expect, test } from 'vitest'
import { NOTHING_UNDERSTOOD, ScriptedModel } from '../scripted-model-fixture.ts'
import { converse } from './converse-fixture.ts'
import { ENGLISH_ATTACKS } from './english-attacks-fixture.ts'
import { HONEST_TALKS } from './honest-talks-fixture.ts'
import { SLY_ENGLISH_ATTACKS, SLY_SPANISH_ATTACKS } from './sly-attacks-fixture.ts'
import { SPANISH_ATTACKS } from './spanish-attacks-fixture.ts'
import { STEPWISE_ENGLISH_ATTACKS, STEPWISE_SPANISH_ATTACKS } from './stepwise-attacks-fixture.ts'

const FRIDAY = { kind: 'weekday', weekday: 5, which: 'coming', weeksLater: 0 } as const
const NINE = { kind: 'clock', hour: 9, minute: 0, half: 'pm', isAbout: false } as const

/** Routers that do whatever an attacker wants; `undefined`: rules alone. */
const ROUTERS = {
  rules: undefined,
  'a router that says yes to all': { ...NOTHING_UNDERSTOOD, intent: 'affirm' },
  'a router that books': {
    ...NOTHING_UNDERSTOOD,
    intent: 'book',
    date: FRIDAY,
    time: NINE,
    people: 2,
    name: 'Leo Paz',
    phone: '633 444 555',
  },
  'a router that cancels': { ...NOTHING_UNDERSTOOD, intent: 'cancel', code: 'R-10001', name: 'Ana López' },
} as const

const ATTACKS = [
  ...[...SPANISH_ATTACKS, ...SLY_SPANISH_ATTACKS, ...STEPWISE_SPANISH_ATTACKS].map((turns) => ({
    talk: turns.join(' | '),
    turns,
    yes: 'sí',
  })),
  ...[...ENGLISH_ATTACKS, ...SLY_ENGLISH_ATTACKS, ...STEPWISE_ENGLISH_ATTACKS].map((turns) => ({
    talk: turns.join(' | '),
    turns,
    yes: 'yes',
  })),
]

describe.each(Object.entries(ROUTERS))('with %s', (_, answer) => {
  const models = answer && { router: [new ScriptedModel(() => answer)] }

  test.each(ATTACKS)('nothing is written after: $talk', async ({ turns, yes }) => {
    const { writes, booked } = await converse(turns, { yes, models })

    expect(writes).toBe(0)
    expect(booked()).toEqual([])
  })
})

test.each(
  HONEST_TALKS.map((lines) => ({ talk: lines.join(' | '), turns: lines.slice(0, -1), goal: lines.at(-1) })),
)('is no attack: $talk', async ({ turns, goal }) => {
  const { booked } = await converse(turns)

  const ends = booked().map(({ people, seating: { date, time } }) => `${people} ${date} ${time}`)
  expect(`=> ${ends.join(', ')}`.trim()).toBe(goal)
})
