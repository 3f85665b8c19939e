import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import { percent } from '../../report/scaling-figure.ts'
import { minimumDetectable } from '../stats/power.ts'
import { type Axis, linearAxis, logAxis } from './axes.ts'
import { linePlot } from './line-plot.ts'
import type { Plot } from './plot.ts'

/** How often all of k trials of a case are right. */
export function passKPlot({ arms }: TrackAnalysis, isSimulated: boolean): Plot | undefined {
  const most = Math.max(0, ...arms.map(({ passK }) => passK.length))
  if (most < 2) return undefined
  const series = arms.map(({ arm, passK }) => ({
    name: arm,
    points: passK.map((share, index) => ({ x: index + 1, y: share })),
  }))
  return linePlot({
    title: 'Right every time',
    note: 'pass^k: the share of cases in which all of k answers to the same question are right.',
    isSimulated,
    x: categories(
      Array.from({ length: most }, (_, index) => index + 1),
      'k, answers to one question',
      String,
    ),
    y: linearAxis(
      arms.flatMap(({ passK }) => passK),
      'share of cases',
      percent,
      { least: 0, most: 1 },
    ),
    series,
  })
}

/** Right decisions against the size of the book. */
export function bookSizePlot({ arms }: TrackAnalysis, isSimulated: boolean): Plot | undefined {
  const sized = arms.filter(({ byBookSize }) => byBookSize.length > 1)
  if (sized.length === 0) return undefined
  const sizes = [...new Set(sized.flatMap(({ byBookSize }) => byBookSize.map(({ bookSize }) => bookSize)))]
  const series = sized.map(({ arm, byBookSize }) => ({
    name: arm,
    points: byBookSize.map(({ bookSize, successes, n, interval }) => ({
      x: bookSize,
      y: successes / n,
      interval,
    })),
  }))
  return linePlot({
    title: 'Availability by the size of the book',
    note: 'L0: the model alone reads tables and bookings. L1: the model calls the solver. L2: code. Bars are 95 % intervals (Wilson).',
    isSimulated,
    x: categories(sizes, 'tables (logarithmic)', String, true),
    y: linearAxis(
      series.flatMap(({ points }) => points.flatMap(({ interval }) => [interval.low, interval.high])),
      'right decisions',
      percent,
      { least: 0, most: 1 },
    ),
    series,
  })
}

const PAIRS = [50, 75, 100, 150, 200, 300, 400, 480, 600, 800, 1_000, 1_500, 2_000]

/** The smallest difference that as many pairs would find, at what disagreement was seen. */
export function powerPlot({ comparisons }: TrackAnalysis, isSimulated: boolean): Plot | undefined {
  const useful = comparisons.filter(({ discordant }) => discordant > 0)
  if (useful.length === 0) return undefined
  const series = useful.map(({ candidate, reference, discordant }) => ({
    name: `${candidate} / ${reference}`,
    isStair: false,
    points: PAIRS.map((pairs) => ({ x: pairs, y: minimumDetectable(discordant, pairs) })),
  }))
  const [{ pairs, margin } = { pairs: 0, margin: 0 }] = useful
  return linePlot({
    title: 'What this run could have found',
    note: `Smallest difference found with a chance of 80 % at alpha 0.05. This run has ${pairs} pairs; the margin is ${Math.round(100 * margin)} points.`,
    isSimulated,
    x: logAxis(PAIRS, 'pairs of answers', String),
    y: linearAxis(
      [0, ...series.flatMap(({ points }) => points.map(({ y }) => y))],
      'points',
      (share) => String(Math.round(1_000 * share) / 10),
      { least: 0 },
    ),
    series,
  })
}

function categories(
  values: readonly number[],
  title: string,
  text: (value: number) => string,
  isLog = false,
): Axis {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const ends = isLog ? { from: low * 0.75, to: high * 1.33 } : { from: low - 0.3, to: high + 0.3 }
  return { ...ends, isLog, ticks: values, text, title }
}
