import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import type { Comparison } from '../analysis/compare-arms.ts'
import { figure, percent, span } from '../../report/scaling-figure.ts'
import type { Estimate } from '../stats/cluster-bootstrap.ts'
import { excludesZero } from '../stats/interval.ts'
import type { TrackName } from '../trial.ts'
import { frontier } from './cost-quality-plot.ts'
import { isSimulated, type LlmReport } from './llm-report.ts'
import { agentsOf } from './track-labels.ts'

/** One of the questions that were asked, answered in sentences. */
export interface AnsweredQuestion {
  readonly question: string
  readonly sentences: readonly string[]
}

/** The four questions, agent by agent; a question that the run did not ask says which run would. */
export function fourAnswers({ tracks }: LlmReport): readonly AnsweredQuestion[] {
  const warning = tracks.some(isSimulated)
    ? [
        'Simulated: answers and times were planted. What follows shows what the report would say, and nothing of any model.',
      ]
    : []
  const asked: readonly (readonly [question: string, sentences: readonly string[]])[] = [
    ['Which model is faster for the same prompt?', tracks.flatMap(latencySentences)],
    ['Which reasons better about availability?', availabilitySentences(trackOf(tracks, 'logic'))],
    ['What does quality cost?', tracks.flatMap(costSentences)],
    [
      'Should the hybrid stay: GPT for RouterAgent and HumanAgent, DeepSeek for LogicAgent?',
      hybridSentences(tracks.find(({ part }) => part?.of === 'dialogues' && part.split === 'test')),
    ],
  ]
  return asked.map(([question, sentences]) => ({
    question,
    sentences: [
      ...warning,
      ...(sentences.length === 0 ? ['This run did not ask: no two arms were compared on it.'] : sentences),
    ],
  }))
}

function trackOf(tracks: readonly TrackAnalysis[], name: TrackName): TrackAnalysis | undefined {
  return tracks.find(({ track }) => track === name)
}

function latencySentences(analysis: TrackAnalysis): readonly string[] {
  return analysis.comparisons.map(
    ({ candidate, reference, totalRatio, totalShiftMs, totalP95Ms, ttftRatio }) => {
      const first = ttftRatio === undefined ? '' : ` To the first token: ${times(ttftRatio)}.`
      const tail = `p95 differs by ${milliseconds(totalP95Ms)}${excludesZero(totalP95Ms.interval) ? '' : ', which may be chance'}.`
      return `${agentsOf(analysis)}: ${candidate} takes ${times(totalRatio)} as long as ${reference} (${speed(totalRatio)}), typically by ${milliseconds(totalShiftMs)}; ${tail}${first}`
    },
  )
}

function speed({ interval: { low, high } }: Estimate): string {
  if (low > 1) return 'slower'
  if (high < 1) return 'faster'
  return 'undecided'
}

function availabilitySentences(logic: TrackAnalysis | undefined): readonly string[] {
  if (logic === undefined) return []
  const shares = logic.arms
    .filter(({ byBookSize }) => byBookSize.length > 0)
    .map(
      ({ arm, byBookSize }) =>
        `${arm} decides as the solver does${arm.startsWith('L2') ? ' (which it is)' : ''} in ${byBookSize.map(({ bookSize, successes, n }) => `${percent(successes / n)} (${bookSize} tables)`).join(', ')}.`,
    )
  return [...shares, ...logic.comparisons.map(qualitySentence)]
}

/** What the interval of a comparison allows to be said. */
export function qualitySentence({
  candidate,
  reference,
  verdict,
  accuracy,
  margin,
  pairs,
  detectable,
  withoutSpoilt,
}: Comparison): string {
  const difference = `${points(accuracy)} points over ${pairs} pairs`
  const said = {
    better: `${candidate} is better than ${reference}`,
    worse: `${candidate} is worse than ${reference}`,
    equivalent: `${candidate} and ${reference} are equivalent within ${Math.round(100 * margin)} points`,
    undecided: `${candidate} against ${reference} is undecided`,
  }[verdict]
  const could = verdict === 'undecided' ? ` It could have found ${(100 * detectable).toFixed(1)} points.` : ''
  const other =
    withoutSpoilt.verdict === verdict
      ? ''
      : ` Without trials that the infrastructure spoilt it would be: ${withoutSpoilt.verdict}.`
  return `${said}: ${difference}.${could}${other}`
}

function costSentences(analysis: TrackAnalysis): readonly string[] {
  const { arms, comparisons } = analysis
  const agents = agentsOf(analysis)
  const priced = arms.flatMap((arm) =>
    arm.usdPerCase === undefined
      ? []
      : [{ name: arm.arm, usd: arm.usdPerCase, accuracy: arm.accuracy.value, perCorrect: arm.usdPerCorrect }],
  )
  if (priced.length < 2) return []
  const front = frontier(priced).map(({ name, usd, accuracy, perCorrect }) =>
    usd === 0
      ? `${name} (${percent(accuracy)} right, at no cost)`
      : `${name} (${percent(accuracy)} right, ${dollars(perCorrect?.value ?? usd)} for 1,000 right ones)`,
  )
  const pairs = comparisons.flatMap(({ candidate, reference, costRatio }) =>
    costRatio === undefined
      ? []
      : [
          `${agents}: a right answer of ${candidate} costs ${times(costRatio)} as much as one of ${reference}.`,
        ],
  )
  return [`${agents}: no arm is both cheaper and better than ${front.join(', ')}.`, ...pairs]
}

function hybridSentences(dialogues: TrackAnalysis | undefined): readonly string[] {
  const comparisons = dialogues?.comparisons.filter(({ candidate }) => candidate.includes('hybrid')) ?? []
  if (comparisons.length === 0) return []
  const decided = comparisons.every(({ verdict }) => verdict !== 'undecided')
  const worse = comparisons.filter(({ verdict }) => verdict === 'worse').map(({ reference }) => reference)
  const better = comparisons.filter(({ verdict }) => verdict === 'better').map(({ reference }) => reference)
  const verdict =
    worse.length > 0
      ? `It should go: it is worse than ${worse.join(' and ')}.`
      : !decided
        ? 'Undecided: the intervals allow both. More dialogues or repeats would tell.'
        : better.length === comparisons.length
          ? 'It should stay: it is better than each of the others.'
          : `Nothing speaks for it but the cost: it is no better than ${comparisons
              .filter(({ verdict }) => verdict === 'equivalent')
              .map(({ reference }) => reference)
              .join(' and ')}. Take the cheapest of them.`
  return [verdict, ...comparisons.map(qualitySentence)]
}

function times({ value, interval }: Estimate): string {
  return `${figure(value)} [${figure(interval.low)}, ${figure(interval.high)}] times`
}

function milliseconds({ value, interval }: Estimate): string {
  return `${signed(value)} [${signed(interval.low)}, ${signed(interval.high)}]`
}

function signed(ms: number): string {
  return ms < 0 ? `-${span(-ms)}` : span(ms)
}

export function points({ value, interval }: Estimate): string {
  const one = (share: number) => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`
  return `${one(value)} [${one(interval.low)}, ${one(interval.high)}]`
}

function dollars(usd: number): string {
  return `${(1_000 * usd).toPrecision(2)} USD`
}
