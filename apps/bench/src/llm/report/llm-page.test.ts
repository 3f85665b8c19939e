import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { analyseTrack } from '../analysis/analyse-track.ts'
import { DEFAULT_PLAN, hashOfPlan } from '../analysis/plan.ts'
import type { Arm } from '../arm.ts'
import { plainCases, plainOracle, plainTrack } from '../proof-fixture.ts'
import { runTrials } from '../run-trials.ts'
import { scheduleTrials } from '../schedule.ts'
import { SpendingLimit } from '../spending-limit.ts'
import { fourAnswers } from './four-answers.ts'
import { frontier } from './cost-quality-plot.ts'
import { llmPage } from './llm-page.ts'
import type { LlmReport } from './llm-report.ts'
import { promptfooJson } from './promptfoo-json.ts'

const plan = { ...DEFAULT_PLAN, resamples: 500 }
const good = priced(plainOracle('good <b>', { accuracy: 0.95 }, 1), 0.002)
const poor = priced(plainOracle('poor', { accuracy: 0.7, ttftMs: 900 }, 2), 0.001)

test('every picture of a simulated run is stamped, and none of a real one', async () => {
  const simulated = llmPage(await reportOf([good, poor]))
  const real = llmPage(await reportOf([good, poor].map((arm) => ({ ...arm, isSimulated: false }))))

  const pictures = simulated.match(/<svg[^]*?<\/svg>/g) ?? []
  expect(pictures.length).toBeGreaterThanOrEqual(6)
  for (const picture of pictures) expect(picture).toContain('>SIMULATED</text>')
  expect(simulated).toContain('<strong>SIMULATED.</strong>')
  expect(real).not.toMatch(/simulated/i)
})

test('the page needs nothing from elsewhere, runs nothing, and says names as they are', async () => {
  const page = llmPage(await reportOf([good, poor]))

  expect(page).not.toMatch(/<script|<link|@import|url\(|https?:/)
  expect(page).not.toContain('good <b>')
  expect(page).toContain('good &#60;b&#62;')
  expect(page).not.toMatch(/NaN|undefined|Infinity/)
})

test('a planted difference is told with its interval, and the questions nobody asked are called so', async () => {
  const [latency, availability, cost, hybrid] = fourAnswers(await reportOf([good, poor]))

  expect(latency?.sentences.join(' ')).toMatch(
    /good <b> takes 0\.\d+ \[0\.\d+, 0\.\d+\] times as long as poor \(faster\), typically by -/,
  )
  expect(availability?.sentences.join(' ')).toContain('This run did not ask')
  expect(cost?.sentences.join(' ')).toContain('no arm is both cheaper and better than poor')
  expect(hybrid?.sentences.join(' ')).toContain('This run did not ask')
})

test('a part is told by category with the note of its split, and a regression test has no picture', async () => {
  const report = await reportOf([good, poor])
  const partOf = (split: 'dev' | 'test') =>
    llmPage({
      ...report,
      tracks: report.tracks.map((one) => ({ ...one, part: { of: 'attacks' as const, split } })),
    })

  expect(partOf('test')).toContain('Held out:')
  expect(partOf('test')).toContain('<svg')
  expect(partOf('test')).toMatch(/<th scope="row">hours<\/th><td>\d+ of 15<\/td><td>\d+ of 15<\/td>/)
  expect(partOf('dev')).toContain('estimates nothing')
  expect(partOf('dev')).not.toContain('<svg')
  expect(llmPage(report)).not.toContain('right at the first trial')
})

test('where it comes from is on the page', async () => {
  const page = llmPage(await reportOf([good, poor]))

  for (const told of [
    'abc123',
    hashOfPlan(plan),
    'router-1 (0f0f)',
    'margin 5 points',
    'answers of this run',
  ])
    expect(page).toContain(told)
})

test('every trial is in the JSON, as promptfoo writes them', async () => {
  const report = await reportOf([good, poor])

  const { results, evalId } = JSON.parse(promptfooJson(report)) as {
    evalId: string
    results: {
      version: number
      prompts: readonly { metrics: { testPassCount: number; testFailCount: number } }[]
      results: readonly { success: boolean; promptIdx: number; vars: object; latencyMs: number }[]
      stats: { successes: number; failures: number; errors: number }
    }
  }

  expect(results.version).toBe(3)
  expect(evalId).toContain('eval-')
  expect(results.results).toHaveLength(60 * 2 * 2)
  expect(results.stats.successes + results.stats.failures + results.stats.errors).toBe(240)
  expect(results.results.filter(({ success, promptIdx }) => success && promptIdx === 0)).toHaveLength(
    results.prompts[0]?.metrics.testPassCount ?? -1,
  )
})

test('the frontier is those whom nobody beats on both', () => {
  const at = (usd: number, accuracy: number) => ({ usd, accuracy })

  expect(frontier([at(3, 0.9), at(1, 0.8), at(2, 0.7), at(4, 0.9), at(0, 0.5)])).toEqual([
    at(0, 0.5),
    at(1, 0.8),
    at(3, 0.9),
  ])
})

function priced(arm: Arm, usd: number): Arm {
  return { ...arm, answer: async (item, context) => ({ ...(await arm.answer(item, context)), usd }) }
}

async function reportOf(arms: readonly Arm[]): Promise<LlmReport> {
  const track = plainTrack(plainCases(60), arms)
  const run = await runTrials({
    track,
    schedule: scheduleTrials({ arms: arms.length, cases: 60, repeats: 2, random: new SeededRandom(1) }),
    limit: new SpendingLimit(Infinity),
    concurrency: 4,
    clock: new FakeClock(),
    signal: new AbortController().signal,
  })
  return {
    plan,
    tracks: [analyseTrack(track, run, plan)],
    provenance: {
      generatedAt: '2026-11-27T12:00:00.000Z',
      armSet: 'today',
      datasetHash: 'abc123',
      promptVersions: ['router-1 (0f0f)'],
      planHash: hashOfPlan(plan),
      pricesCheckedOn: ['2026-11-15'],
      priceHash: 'def456',
      region: 'api.example',
      node: '24.0.0',
      machine: '2 × cpu',
      spentUsd: 0.1,
      budgetUsd: 5,
    },
  }
}
