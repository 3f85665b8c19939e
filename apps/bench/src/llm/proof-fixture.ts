import type { Arm } from './arm.ts'
import { oracleArm } from './brains/oracle-arm.ts'
import { type Plant, plantedTrial } from './brains/planted.ts'
import type { Track } from './track.ts'
import { NO_USAGE, type Trial, type TrialCase } from './trial.ts'

export const PLANT: Plant = { accuracy: 0.9, ttftMs: 400, writingMs: 600, spread: 0.3, sameness: 0.6 }

/** Cases whose right answer is `yes`, some three of them to two clusters. */
export function plainCases(count: number): readonly TrialCase[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `case-${index}`,
    cluster: `cluster-${Math.floor((index * 2) / 3)}`,
    category: ['dates', 'hours', 'people', 'rest'][index % 4] ?? '',
    input: { text: `message ${index}` },
    gold: 'yes',
  }))
}

export function plainOracle(name: string, plant: Partial<Plant>, seed: number): Arm {
  return oracleArm({
    name,
    plant: { ...PLANT, ...plant },
    seed,
    right: ({ gold }) => gold,
    wrong: () => 'no',
  })
}

export function plainTrack(cases: readonly TrialCase[], arms: readonly Arm[]): Track {
  const [candidate, reference] = arms.map(({ name }) => name)
  return {
    name: 'router',
    primary: 'says yes',
    cases,
    arms,
    contrasts: [
      { candidate: candidate ?? '', reference: reference ?? '', question: 'Is the first one better?' },
    ],
    grade: ({ gold }, answer) => ({ isCorrect: answer === gold, checks: {} }),
  }
}

/** The trials that a run of an oracle makes, at once. */
export function plantedTrials(
  arm: string,
  cases: readonly TrialCase[],
  plant: Plant,
  seed: number,
  repeats: number,
): readonly Trial[] {
  return cases.flatMap(({ id, cluster, category }) =>
    Array.from({ length: repeats }, (_, repeat): Trial => {
      const { isRight, ttftMs, totalMs } = plantedTrial(plant, seed, { id, cluster }, repeat)
      return {
        track: 'router',
        arm,
        caseId: id,
        cluster,
        category,
        repeat,
        block: 0,
        startedAt: '2026-11-27T12:00:00.000Z',
        outcome: {
          answer: undefined,
          latency: { ttftMs, totalMs },
          usage: NO_USAGE,
          usd: 0,
          models: [],
          calls: 0,
        },
        grade: { isCorrect: isRight, checks: {} },
      }
    }),
  )
}
