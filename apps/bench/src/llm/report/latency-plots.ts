import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import type { TimeSummary } from '../analysis/time-summary.ts'
import { percent, span } from '../../report/scaling-figure.ts'
import { linearAxis, logAxis } from './axes.ts'
import { linePlot, type LineSeries } from './line-plot.ts'
import type { Plot } from './plot.ts'

/** Of all answers, the share that was there in time: the first token, and the whole. */
export function latencyPlots({ arms }: TrackAnalysis, isSimulated: boolean): readonly Plot[] {
  return [
    ecdf(
      'Time to the first token',
      arms.map(({ arm, ttft }) => [arm, ttft]),
      isSimulated,
    ),
    ecdf(
      'Time to the whole answer',
      arms.map(({ arm, total }) => [arm, total]),
      isSimulated,
    ),
  ].flatMap((plot) => plot ?? [])
}

/** Enough to see a tail, and few enough for a page. */
const STEPS = 200

function ecdf(
  title: string,
  times: readonly (readonly [arm: string, times: TimeSummary | undefined])[],
  isSimulated: boolean,
): Plot | undefined {
  const series = times.map(([name, own]): LineSeries => ({
    name,
    isStair: true,
    points: stair(own?.ascending ?? []),
  }))
  const values = series.flatMap(({ points }) => points.map(({ x }) => x))
  if (values.length === 0) return undefined
  return linePlot({
    title,
    note: 'The share of answers that were there after that time (logarithmic). Further left is faster.',
    isSimulated,
    x: logAxis(values, 'time', span),
    y: linearAxis([0, 1], 'share', percent, { least: 0, most: 1 }),
    series,
  })
}

function stair(ascending: readonly number[]): LineSeries['points'] {
  const count = Math.min(STEPS, ascending.length)
  return Array.from({ length: count }, (_, step) => {
    const place = count === 1 ? 0 : Math.round((step * (ascending.length - 1)) / (count - 1))
    return { x: Math.max(0.001, ascending[place] ?? 0), y: (place + 1) / ascending.length }
  })
}
