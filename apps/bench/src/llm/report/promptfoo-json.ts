import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import { trackId } from '../trial.ts'
import type { LlmReport } from './llm-report.ts'

/** The results as promptfoo writes them (`promptfoo import FILE`, then `promptfoo view`): version 3 of its output file. */
export function promptfooJson(report: LlmReport): string {
  const results = report.tracks.flatMap(resultsOf)
  const passed = results.filter(({ success }) => success).length
  const errors = results.filter(({ failureReason }) => failureReason === FAILURE.error).length
  const stats = { successes: passed, failures: results.length - passed - errors, errors }
  return `${JSON.stringify(
    {
      evalId: `eval-larder-${report.provenance.planHash}-${report.provenance.generatedAt}`,
      results: {
        version: 3,
        timestamp: report.provenance.generatedAt,
        prompts: report.tracks.flatMap(promptsOf),
        results,
        stats: { ...stats, tokenUsage: tokensOf(report.tracks) },
      },
      config: {
        description: `pnpm bench llm, arms ${report.provenance.armSet}`,
        tests: [],
        providers: [...new Set(report.tracks.flatMap(({ arms }) => arms.map(({ arm }) => arm)))],
      },
      shareableUrl: null,
      metadata: { ...report.provenance },
    },
    null,
    1,
  )}\n`
}

/** promptfoo's ResultFailureReason. */
const FAILURE = { none: 0, assert: 1, error: 2 } as const

interface PromptfooResult {
  readonly success: boolean
  readonly failureReason: number
  readonly [member: string]: unknown
}

function resultsOf({ track: name, part, arms, trials, primary }: TrackAnalysis): readonly PromptfooResult[] {
  const track = trackId(name, part)
  const places = new Map(arms.map(({ arm }, index) => [arm, index]))
  const cases = new Map([...new Set(trials.map(({ caseId }) => caseId))].map((id, index) => [id, index]))
  return trials.map(({ arm, caseId, category, repeat, outcome, grade }) => {
    const success = grade.isCorrect
    const score = success ? 1 : 0
    return {
      id: `${track}-${arm}-${caseId}-${repeat}`,
      promptIdx: places.get(arm) ?? 0,
      testIdx: cases.get(caseId) ?? 0,
      promptId: `${track}-${arm}`,
      provider: { id: arm, label: arm },
      prompt: { raw: caseId, label: track },
      vars: { case: caseId, category, repeat },
      testCase: { vars: { case: caseId, category, repeat }, assert: [] },
      response: {
        output: JSON.stringify(outcome.answer ?? null),
        ...(outcome.error === undefined ? {} : { error: outcome.error }),
      },
      ...(outcome.error === undefined ? {} : { error: outcome.error }),
      success,
      score,
      failureReason: outcome.error === undefined ? (success ? FAILURE.none : FAILURE.assert) : FAILURE.error,
      latencyMs: Math.round(outcome.latency.totalMs),
      cost: outcome.usd ?? 0,
      namedScores: Object.fromEntries(
        Object.entries(grade.checks).map(([name, holds]) => [name, holds ? 1 : 0]),
      ),
      gradingResult: {
        pass: success,
        score,
        reason: `${success ? 'is' : 'is not'} right: ${primary}`,
        componentResults: [],
      },
    }
  })
}

function promptsOf({ track: name, part, arms }: TrackAnalysis): readonly object[] {
  const track = trackId(name, part)
  return arms.map(({ arm, what, outcomes, trials, accuracy, usdPerCase, total }) => ({
    id: `${track}-${arm}`,
    raw: what,
    label: `${track}: ${what}`,
    provider: arm,
    metrics: {
      score: accuracy.value * trials,
      testPassCount: outcomes['correct'] ?? 0,
      testFailCount: outcomes['wrong'] ?? 0,
      testErrorCount: trials - (outcomes['correct'] ?? 0) - (outcomes['wrong'] ?? 0),
      assertPassCount: 0,
      assertFailCount: 0,
      totalLatencyMs: Math.round(total.ascending.reduce((sum, ms) => sum + ms, 0)),
      cost: (usdPerCase ?? 0) * trials,
      namedScores: {},
      namedScoresCount: {},
    },
  }))
}

function tokensOf(tracks: readonly TrackAnalysis[]): object {
  const all = tracks.flatMap(({ arms }) => arms)
  const prompt = all.reduce((sum, { usage }) => sum + usage.inputMiss + usage.inputHit, 0)
  const cached = all.reduce((sum, { usage }) => sum + usage.inputHit, 0)
  const completion = all.reduce((sum, { usage }) => sum + usage.output, 0)
  return {
    prompt,
    completion,
    cached,
    total: prompt + completion,
    numRequests: all.reduce((sum, { calls }) => sum + calls, 0),
  }
}
