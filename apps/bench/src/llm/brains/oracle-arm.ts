import type { Random } from '@larder/cache-core'
import { type Arm, NOTHING_SPENT } from '../arm.ts'
import { NO_USAGE, type TrialCase } from '../trial.ts'
import { type Plant, plantedTrial } from './planted.ts'

export interface OracleOptions {
  readonly name: string
  readonly plant: Plant
  readonly seed: number
  /** Reads the gold. */
  readonly right: (item: TrialCase) => unknown
  /** A wrong answer, of the many there are. */
  readonly wrong: (item: TrialCase, random: Random) => unknown
}

/** Knows every answer, and gives the planted share of them wrong; its times are planted too, and nobody waits for them. */
export function oracleArm({ name, plant, seed, right, wrong }: OracleOptions): Arm {
  return {
    name,
    what: `an oracle: ${Math.round(100 * plant.accuracy)} % right, ${plant.ttftMs} ms to the first token`,
    isSimulated: true,
    forecast: () => NOTHING_SPENT,
    answer: (item, { repeat }) => {
      const { isRight, ttftMs, totalMs, random } = plantedTrial(plant, seed, item, repeat)
      return Promise.resolve({
        answer: isRight ? right(item) : wrong(item, random),
        latency: { ttftMs, totalMs },
        usage: NO_USAGE,
        usd: 0,
        models: [],
        calls: 0,
      })
    },
  }
}
