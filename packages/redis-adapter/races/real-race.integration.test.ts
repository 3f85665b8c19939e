import { expect, test } from 'vitest'
import { runRealRace } from './real-race.ts'

/** `pnpm test:races:real` runs a minute of the same. */
test(
  'several processes on a real Redis, their connections killed and they themselves stopped, read nothing old',
  { timeout: 120_000 },
  async () => {
    const { violations, errors, reads, invalidations, faults, coldLoads } = await runRealRace({
      durationMs: 5_000,
      processes: 3,
      seed: 1,
    })

    expect(violations).toEqual([])
    expect(errors).toEqual([])
    expect(reads).toBeGreaterThan(500)
    expect(invalidations).toBeGreaterThan(100)
    expect(Object.keys(faults).sort()).toEqual(['normal', 'pubsub', 'stopped'])
    expect(coldLoads.length).toBeGreaterThan(0)
    expect(coldLoads.every((loads) => loads === 1)).toBe(true)
  },
)
