import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import { drawAxes, linearAxis, logAxis, xAt, yAt } from './axes.ts'
import { legend } from './line-plot.ts'
import { fixed, label, type Plot, WIDTH } from './plot.ts'
import { percent } from '../../report/scaling-figure.ts'
import { colourOf, markAt } from './series-style.ts'

interface Point {
  readonly name: string
  readonly index: number
  /** USD for 1,000 cases; 0 for code. */
  readonly usd: number
  readonly accuracy: number
  readonly interval: { readonly low: number; readonly high: number }
  readonly costs: { readonly low: number; readonly high: number }
}

const FREE = 64

/** What an answer costs against how often it is right, and who is beaten by nobody on both. */
export function costQualityPlot({ arms, primary }: TrackAnalysis, isSimulated: boolean): Plot | undefined {
  const points = arms.flatMap((arm, index): Point[] => {
    if (arm.usdPerCase === undefined) return []
    const { value, interval } = arm.accuracy
    const usd = 1_000 * arm.usdPerCase
    const perCorrect = arm.usdPerCorrect
    // Their relative widths are those of what a correct answer costs.
    const spread = (end: number | undefined, other: number) =>
      end !== undefined && perCorrect !== undefined && perCorrect.value > 0
        ? (usd * end) / perCorrect.value
        : other
    const costs = { low: spread(perCorrect?.interval.low, usd), high: spread(perCorrect?.interval.high, usd) }
    return [{ name: arm.arm, index, usd, accuracy: value, interval, costs }]
  })
  const priced = points.filter(({ usd }) => usd > 0)
  if (priced.length === 0) return undefined
  const area = { left: 58 + FREE, top: 30, width: WIDTH - 58 - FREE - 200, height: 260 }
  const x = logAxis(
    priced.flatMap(({ costs, usd }) => [costs.low, costs.high, usd * 0.6, usd * 1.7]),
    'USD for 1,000 cases (logarithmic)',
    (usd) => (usd >= 1 ? String(Number(usd.toPrecision(2))) : usd.toPrecision(1)),
  )
  const y = linearAxis(
    points.flatMap(({ interval }) => [interval.low, interval.high]),
    'right answers',
    percent,
    { least: 0, most: 1 },
  )
  const at = (point: Point) =>
    [point.usd > 0 ? xAt(area, x, point.usd) : area.left - FREE / 2, yAt(area, y, point.accuracy)] as const
  const free = `<line class="axis" x1="${area.left - FREE}" x2="${area.left}" y1="${area.top + area.height}" y2="${area.top + area.height}"/>${label(area.left - FREE / 2, area.top + area.height + 17, 'no cost', { anchor: 'middle', className: 'tick' })}`
  const shapes = points.map((point) => {
    const [px, py] = at(point)
    const [high, low] = [yAt(area, y, point.interval.high), yAt(area, y, point.interval.low)]
    const [left, right] =
      point.usd > 0 ? [xAt(area, x, point.costs.low), xAt(area, x, point.costs.high)] : [px - 6, px + 6]
    // Intervals are not even on both sides: the mark need not be in the middle.
    const middle = `cx="${fixed((left + right) / 2)}" cy="${fixed((low + high) / 2)}"`
    const radii = `rx="${fixed(Math.max(3, (right - left) / 2))}" ry="${fixed((low - high) / 2)}"`
    const colour = colourOf(point.index)
    return `<ellipse ${middle} ${radii} fill="${colour}" fill-opacity="0.15" stroke="${colour}"/>${markAt(point.index, px, py)}`
  })
  const front = frontier(points).map(at)
  const path = front.map(([px, py], place) =>
    place === 0 ? `M${fixed(px)},${fixed(py)}` : `H${fixed(px)}V${fixed(py)}`,
  )
  const names = { ...area, left: area.left }
  return {
    title: 'Cost against quality',
    note: `Right is: ${primary}. Up and to the left is better; ellipses span the 95 % intervals, and the line joins those whom none beats on both.`,
    isSimulated,
    width: WIDTH,
    height: 345,
    body: [
      drawAxes({ ...area, left: area.left }, x, { ...y, text: () => '' }),
      free,
      ...y.ticks.map((tick) =>
        label(area.left - FREE - 8, yAt(area, y, tick) + 4, percent(tick), {
          anchor: 'end',
          className: 'tick',
        }),
      ),
      `<path class="frontier" d="${path.join('')}"/>`,
      ...shapes,
      legend(
        arms.map(({ arm }) => ({ name: arm })),
        names,
      ),
    ].join('\n'),
  }
}

/** Those that are right more often than everything that costs no more; cheapest first. */
export function frontier<T extends { readonly usd: number; readonly accuracy: number }>(
  points: readonly T[],
): readonly T[] {
  const front: T[] = []
  for (const point of points.toSorted((a, b) => a.usd - b.usd || b.accuracy - a.accuracy))
    if (point.accuracy > (front.at(-1)?.accuracy ?? -1)) front.push(point)
  return front
}
