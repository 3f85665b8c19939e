import { ChatModelError } from '@larder/assistant'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { analyseTrack } from './analysis/analyse-track.ts'
import { DEFAULT_PLAN } from './analysis/plan.ts'
import type { Arm } from './arm.ts'
import { failingCounted } from './failing-counted.ts'
import { plainCases, plainOracle, plainTrack } from './proof-fixture.ts'
import { runTrials } from './run-trials.ts'
import { scheduleTrials } from './schedule.ts'
import { SpendingLimit } from './spending-limit.ts'
import type { Trial } from './trial.ts'

const CASES = plainCases(48)

test('the budget ends the run before it is overspent, and leaves no arm with cases the other lacks', async () => {
  const run = await runWith([costing('a', 0.01), costing('b', 0.02)], 1)

  expect(run.isCutShort).toBe(true)
  expect(run.discarded).toBeGreaterThan(0)
  expect(casesOf(run.trials, 'a')).toEqual(casesOf(run.trials, 'b'))
  expect(run.trials.length).toBeGreaterThan(0)
  expect(run.spentUsd).toBeLessThanOrEqual(1)
})

test('a budget that suffices is not noticed', async () => {
  const run = await runWith([costing('a', 0.01), costing('b', 0.01)], 10)

  expect(run.isCutShort).toBe(false)
  expect(run.trials).toHaveLength(48 * 2 * 2)
})

test('what costs nothing goes on when there is no budget', async () => {
  const run = await runWith([plainOracle('a', {}, 1), plainOracle('b', {}, 2)], 0)

  expect(run.isCutShort).toBe(false)
})

test('the warm-up is asked and not counted', async () => {
  const asked: number[] = []
  const arm: Arm = { ...plainOracle('a', {}, 1) }
  const watched: Arm = {
    ...arm,
    answer: (item, context) => {
      asked.push(1)
      return arm.answer(item, context)
    },
  }

  const run = await runWith([watched], Infinity)

  expect(run.trials).toHaveLength(48 * 2)
  expect(asked).toHaveLength(48 * 2 + 3)
})

test('an arm that is out of order is counted as wrong, and beside that left out', async () => {
  const oracle = plainOracle('a', { accuracy: 1 }, 1)
  let asked = 0
  const broken = failingCounted(
    {
      ...oracle,
      answer: (item, context) =>
        asked++ % 4 === 0
          ? Promise.reject(new ChatModelError('OVERLOADED', 'busy', { provider: 'p' }))
          : oracle.answer(item, context),
    },
    new FakeClock(),
  )
  const track = plainTrack(CASES, [broken, plainOracle('b', { accuracy: 1 }, 2)])

  const run = await runWith(track.arms, Infinity)
  const { arms, comparisons } = analyseTrack(track, run, { ...DEFAULT_PLAN, resamples: 500 })

  expect(arms[0]?.accuracy.value).toBeCloseTo(0.75, 1)
  expect(arms[0]?.accuracyWithoutSpoilt.value).toBe(1)
  expect(arms[0]?.outcomes['OVERLOADED']).toBe(arms[0]?.spoilt)
  expect(comparisons[0]?.verdict).toBe('worse')
  expect(comparisons[0]?.withoutSpoilt.accuracy.value).toBe(0)
})

test('a bug of ours is an outcome of its own, and no infrastructure', async () => {
  const broken = failingCounted(
    { ...plainOracle('a', {}, 1), answer: () => Promise.reject(new TypeError('oops')) },
    new FakeClock(),
  )
  const track = plainTrack(CASES, [broken])

  const [arm] = analyseTrack(track, await runWith([broken], Infinity), {
    ...DEFAULT_PLAN,
    resamples: 500,
  }).arms

  expect(arm?.outcomes).toEqual({ BUG: 96 })
  expect(arm?.spoilt).toBe(0)
})

test('an aborted run ends with the reason', async () => {
  const stop = AbortSignal.abort(new Error('enough'))

  await expect(runWith([plainOracle('a', {}, 1)], Infinity, stop)).rejects.toThrow('enough')
})

async function runWith(
  arms: readonly Arm[],
  budgetUsd: number,
  signal: AbortSignal = new AbortController().signal,
) {
  const limit = new SpendingLimit(budgetUsd)
  const run = await runTrials({
    track: plainTrack(CASES, arms),
    schedule: scheduleTrials({ arms: arms.length, cases: 48, repeats: 2, random: new SeededRandom(1) }),
    limit,
    concurrency: 5,
    clock: new FakeClock(),
    signal,
  })
  return { ...run, spentUsd: limit.spentUsd }
}

function costing(name: string, usd: number): Arm {
  const arm = plainOracle(name, {}, 1)
  return {
    ...arm,
    forecast: () => ({ calls: 1, inputTokens: 0, outputTokens: 0, usd }),
    answer: async (item, context) => ({ ...(await arm.answer(item, context)), usd }),
  }
}

function casesOf(trials: readonly Trial[], name: string): readonly string[] {
  return trials
    .filter(({ arm }) => arm === name)
    .map(({ caseId, repeat }) => `${caseId} ${repeat}`)
    .sort()
}
