import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import type { Rate } from '../analysis/summarise-arm.ts'
import { figure, percent, span } from '../../report/scaling-figure.ts'
import type { Estimate } from '../stats/cluster-bootstrap.ts'
import { zeroFailuresBound } from '../stats/zero-failures.ts'
import { points } from './four-answers.ts'
import { htmlTable } from './html-table.ts'

/** Who answered, how well, how fast, and for how much. */
export function armsTable({ arms, track }: TrackAnalysis): string {
  const rows = arms.map((arm) => [
    arm.arm,
    `${arm.cases} × ${Math.round(arm.trials / arm.cases)}`,
    shares(arm.accuracy),
    arm.labelF1 === undefined ? '–' : shares(arm.labelF1),
    arm.foundF1 === undefined ? '–' : percent(arm.foundF1),
    arm.spoilt === 0 ? '0' : `${arm.spoilt}, then ${shares(arm.accuracyWithoutSpoilt)}`,
    timesText(arm.ttft?.quantiles),
    timesText(arm.total.quantiles),
    arm.usdPerCase === undefined ? 'not known' : usd(arm.usdPerCase),
    arm.usdPerCorrect === undefined ? 'not known' : usd(arm.usdPerCorrect.value),
    `${arm.usage.inputMiss + arm.usage.inputHit} in (${arm.usage.inputHit} hit), ${arm.usage.output} out (${arm.usage.reasoning} thinking)`,
    arm.models.join(', ') || 'none',
  ])
  return htmlTable(
    [
      'arm',
      'cases × repeats',
      'right [95 %]',
      track === 'router' ? 'intent macro F1' : 'decision macro F1',
      'slot F1',
      'spoilt trials',
      'first token p50 / p95 / p99',
      'total p50 / p95 / p99',
      'USD, 1,000 cases',
      'USD, 1,000 right',
      'tokens',
      'models, as they call themselves',
    ],
    rows,
  )
}

/** Secondary endpoints. */
export function checksTable({ arms }: TrackAnalysis): string {
  const names = [...new Set(arms.flatMap(({ checks }) => checks.map(({ name }) => name)))].sort()
  if (names.length === 0) return ''
  const rows = names.map((name) => [
    name,
    ...arms.map(({ checks }) => rateText(checks.find((check) => check.name === name))),
  ])
  return htmlTable(['share of trials', ...arms.map(({ arm }) => arm)], rows)
}

/** Where each arm is right, for cases of which there are few of a kind: first trials, counted. */
export function categoriesTable({ arms, part }: TrackAnalysis): string {
  const [first] = arms
  if (part === undefined || first === undefined) return ''
  const rows = first.byCategory.map(({ name }) => [
    name,
    ...arms.map(({ byCategory }) => {
      const own = byCategory.find((rate) => rate.name === name)
      return own === undefined ? '–' : `${own.successes} of ${own.n}`
    }),
  ])
  return htmlTable(['right at the first trial', ...arms.map(({ arm }) => arm)], rows)
}

/** Each pair of arms. */
export function comparisonsTable({ comparisons }: TrackAnalysis): string {
  const rows = comparisons.map((one) => [
    `${one.candidate} − ${one.reference}`,
    one.verdict,
    points(one.accuracy),
    `${points(one.withoutSpoilt.accuracy)}, ${one.withoutSpoilt.verdict}`,
    one.isNotInferior ? 'yes' : 'not shown',
    `${one.mcnemar.onlyCandidate} / ${one.mcnemar.onlyReference}, p ${one.mcnemar.p < 0.0001 ? '< 0.0001' : `= ${one.mcnemar.p.toFixed(4)}`}`,
    ratioText(one.totalRatio),
    ratioText(one.costRatio),
    one.discordant.toFixed(2),
    (100 * one.detectable).toFixed(1),
    Number.isFinite(one.pairsForMargin) ? String(one.pairsForMargin) : 'never',
  ])
  return htmlTable(
    [
      'difference',
      'verdict',
      'points [95 %]',
      'without spoilt trials',
      'not inferior',
      'only one right (McNemar, mid-p)',
      'time, ratio',
      'USD of a right answer, ratio',
      'ψ, discordant',
      'points it could find',
      'pairs for the margin',
    ],
    rows,
  )
}

function shares({ value, interval }: Estimate): string {
  return `${percent(value)} [${percent(interval.low)}, ${percent(interval.high)}]`
}

function timesText(quantiles: readonly { readonly ms: Estimate }[] | undefined): string {
  return quantiles === undefined ? '–' : quantiles.map(({ ms }) => span(ms.value)).join(' / ')
}

function rateText(rate: Rate | undefined): string {
  if (rate === undefined || rate.n === 0) return '–'
  const { successes, n, interval } = rate
  if (successes === 0) return `0 of ${n} (< ${percent(zeroFailuresBound(n))})`
  return `${percent(successes / n)} [${percent(interval.low)}, ${percent(interval.high)}]`
}

function ratioText(ratio: Estimate | undefined): string {
  if (ratio === undefined) return '–'
  const { value, interval } = ratio
  return `${figure(value)} [${figure(interval.low)}, ${figure(interval.high)}]`
}

function usd(value: number): string {
  return value === 0 ? '0' : (1_000 * value).toPrecision(3)
}
