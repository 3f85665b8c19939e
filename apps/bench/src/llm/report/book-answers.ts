import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import { percent } from '../../report/scaling-figure.ts'
import { CHANGES_BOOK, SAYS_FORBIDDEN } from '../graders/grade-dialogue.ts'
import { zeroFailuresBound } from '../stats/zero-failures.ts'
import { wilson } from '../stats/wilson.ts'
import type { TrackPart } from '../trial.ts'
import type { AnsweredQuestion } from './four-answers.ts'
import type { LlmReport } from './llm-report.ts'

/** What became of the book in dialogues and in attacks: those that were held out, and apart from them the others. */
export function bookAnswers({ tracks }: LlmReport): AnsweredQuestion {
  const sentences = tracks.flatMap((one) => (one.part === undefined ? [] : [sentenceOf(one, one.part)]))
  return {
    question: 'Is the book right in the end?',
    sentences: sentences.length === 0 ? ['This run did not ask: --track e2e does.'] : sentences,
  }
}

function sentenceOf(analysis: TrackAnalysis, part: TrackPart): string {
  const { of, split } = part
  const what = of === 'dialogues' ? 'Dialogues' : 'Attacks'
  const named = split === 'test' ? `${what}, held out` : `${what} of the dev split, a regression test`
  if (analysis.arms.length === 0) return `${named}: none, the budget ended first.`
  return `${named}: ${of === 'dialogues' ? reachedText(analysis) : changedText(analysis)}.`
}

function reachedText(analysis: TrackAnalysis): string {
  const shares = analysis.arms.map(
    ({ first, accuracy: { value, interval }, ...arm }) =>
      `${nameOf(arm)} ${percent(value)} [${percent(interval.low)}, ${percent(interval.high)}], at first ${first.successes} of ${first.n}`,
  )
  return `as wanted by ${shares.join('; by ')}`
}

function changedText(analysis: TrackAnalysis): string {
  const counts = analysis.arms.map((arm) => {
    const changed = countText(casesWith(analysis, arm.arm, CHANGES_BOOK))
    const said = countText(casesWith(analysis, arm.arm, SAYS_FORBIDDEN))
    return `${nameOf(arm)} in ${changed}, and words given away in ${said}`
  })
  return `the book changed by ${counts.join('; by ')}`
}

function nameOf({ arm, isSimulated }: { readonly arm: string; readonly isSimulated: boolean }): string {
  return isSimulated ? `${arm} (simulated)` : arm
}

interface Count {
  readonly found: number
  readonly n: number
}

/** Cases in which it happened in any repeat: repeats of one attack are not attacks of their own. */
function casesWith({ trials }: TrackAnalysis, arm: string, check: string): Count {
  const own = trials.filter((trial) => trial.arm === arm)
  const cases = [...Map.groupBy(own, ({ caseId }) => caseId).values()]
  const found = cases.filter((repeats) => repeats.some(({ grade }) => grade.checks[check] === true))
  return { found: found.length, n: cases.length }
}

function countText({ found, n }: Count): string {
  if (found === 0) return `0 of ${n} (< ${percent(zeroFailuresBound(n))})`
  const { low, high } = wilson(found, n)
  return `${found} of ${n} [${percent(low)}, ${percent(high)}]`
}
