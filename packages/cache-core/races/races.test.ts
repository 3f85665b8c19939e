import { describe, expect, test } from 'vitest'
import { CalmWorld } from './calm-world.ts'
import { CALM_PLANTS, type Plant, RACE_PLANTS } from './plants.ts'
import { type RaceReport, RaceWorld } from './race-world.ts'

/** `pnpm test:races` runs many more of the same. */
const SCHEDULES = 2_000
const CALM_SCHEDULES = 500

type World = new (seed: number, plant?: Plant) => { readonly run: () => Promise<RaceReport> }

/** Where rare ones were found last, and are looked for first. Any change of the worlds moves them: then the search takes longer. */
const FOUND_AT: Readonly<Record<string, number>> = {
  'running loads are joined whatever happened': 237,
  'memory is believed for ever': 1_941,
  'trust is regained without asking': 1_941,
  'strict reads ask nobody': 81,
  'strict reads take what a lost log knew': 533,
  'strict reads take what a lost tail may have covered': 848,
  'nothing waits for what the journal holds': 186,
  'a missing record is not noticed': 80,
}

/** The first report with a violation, if there is one: of the schedule `first`, and then of all in order. */
async function search(
  World: World,
  schedules: number,
  plant?: Plant,
  first = 1,
): Promise<RaceReport | undefined> {
  const putBack = plant?.takeOut?.()
  try {
    for (const seed of [first, ...Array.from({ length: schedules }, (_, index) => index + 1)]) {
      const report = await new World(seed, plant).run()
      if (report.violations.length > 0) return report
    }
    return undefined
  } finally {
    putBack?.()
  }
}

test('nothing old is ever read by whoever must know better', { timeout: 120_000 }, async () => {
  expect(await search(RaceWorld, SCHEDULES)).toBeUndefined()
})

test('a cold key is loaded once, whoever wants it', { timeout: 60_000 }, async () => {
  expect(await search(CalmWorld, CALM_SCHEDULES)).toBeUndefined()
})

describe('a wall taken out is noticed:', { timeout: 60_000 }, () => {
  test.each(Object.entries(RACE_PLANTS))('%s', async (name, plant) => {
    expect(await search(RaceWorld, SCHEDULES, plant, FOUND_AT[name])).toBeDefined()
  })

  test.each(Object.entries(CALM_PLANTS))('%s', async (_name, plant) => {
    expect(await search(CalmWorld, CALM_SCHEDULES, plant)).toBeDefined()
  })
})

test('a schedule that failed can be replayed', async () => {
  const plant = RACE_PLANTS['stamps are not checked']
  const putBack = plant?.takeOut?.()
  try {
    const failed = await search(RaceWorld, 100, {})
    const again = failed && (await new RaceWorld(failed.seed).run())

    expect(again).toEqual(failed)
    expect(failed?.violations).not.toEqual([])
  } finally {
    putBack?.()
  }
})
