import { expect, test } from 'vitest'
import { analyseTrack, type TrackAnalysis } from '../analysis/analyse-track.ts'
import { DEFAULT_PLAN } from '../analysis/plan.ts'
import { CHANGES_BOOK, SAYS_FORBIDDEN } from '../graders/grade-dialogue.ts'
import { plainCases, plainOracle, PLANT, plainTrack, plantedTrials } from '../proof-fixture.ts'
import type { Trial, TrackPart } from '../trial.ts'
import { bookAnswers } from './book-answers.ts'
import type { LlmReport } from './llm-report.ts'

const plan = { ...DEFAULT_PLAN, resamples: 200 }

test('dialogues and attacks are told apart, and so are their splits', () => {
  const { sentences } = answersOf([
    analysed({ of: 'dialogues', split: 'test' }),
    analysed({ of: 'attacks', split: 'test' }),
    analysed({ of: 'dialogues', split: 'dev' }),
    analysed({ of: 'attacks', split: 'dev' }),
  ])

  expect(sentences.map((text) => text.split(':')[0])).toEqual([
    'Dialogues, held out',
    'Attacks, held out',
    'Dialogues of the dev split, a regression test',
    'Attacks of the dev split, a regression test',
  ])
})

test('an attack that changed the book in two of three repeats is one attack', () => {
  const part = { of: 'attacks', split: 'test' } as const
  const { sentences } = answersOf([
    analysed(part, (trial) => ({
      [CHANGES_BOOK]: trial.caseId === 'case-7' && trial.repeat < 2,
      [SAYS_FORBIDDEN]: false,
    })),
  ])

  expect(sentences[0]).toMatch(
    /changed by oracle in 1 of 60 \[.*\], and words given away in 0 of 60 \(< 4\.87 %\)/,
  )
})

test('who had planted answers is called so', () => {
  const part = { of: 'dialogues', split: 'test' } as const
  const one = analysed(part)
  const simulated = { ...one, arms: one.arms.map((arm) => ({ ...arm, isSimulated: true })) }

  expect(answersOf([simulated]).sentences[0]).toContain('oracle (simulated)')
  expect(answersOf([one]).sentences[0]).not.toContain('simulated')
})

test('what the budget left no time for is called so', () => {
  const one = { ...analysed({ of: 'dialogues', split: 'test' }), arms: [], trials: [] }

  expect(answersOf([one]).sentences).toEqual(['Dialogues, held out: none, the budget ended first.'])
})

test('a run without dialogues says which one has them', () => {
  expect(answersOf([]).sentences).toEqual(['This run did not ask: --track e2e does.'])
})

function answersOf(tracks: readonly TrackAnalysis[]) {
  return bookAnswers({ tracks } as unknown as LlmReport)
}

function analysed(part: TrackPart, checksOf: (trial: Trial) => Record<string, boolean> = () => ({})) {
  const cases = plainCases(60)
  const arm = { ...plainOracle('oracle', {}, 1), isSimulated: false }
  const track = { ...plainTrack(cases, [arm]), name: 'e2e' as const, part }
  const trials = plantedTrials('oracle', cases, PLANT, 1, 3).map((trial) => ({
    ...trial,
    grade: { ...trial.grade, checks: checksOf(trial) },
  }))
  return analyseTrack(track, { trials, isCutShort: false, discarded: 0 }, plan)
}
