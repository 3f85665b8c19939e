import uPlot from 'uplot'
import { byId } from './dom.ts'
import { clockTime, duration, number, percent } from './format.ts'
import { hitRateOf, type Point, type Series, type Timed } from './series.ts'
import { text, type TextName } from './texts.ts'

interface Line {
  readonly name: TextName | 'p50' | 'p95' | 'p99'
  readonly color: string
  /** Told apart without colour, too. */
  readonly dash?: number[]
  readonly valueOf: (point: Point) => number | null
}

interface ChartOptions {
  readonly place: string
  readonly lines: readonly Line[]
  readonly isLogarithmic?: boolean
  readonly most?: number
  /** What a person who does not see it is told. */
  readonly summaryOf: (point: Point) => string
}

const HEIGHT = 224
/** Of uPlot's distributions. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- uPlot declares a const enum that is not there at run time.
const LOGARITHMIC: uPlot.Scale.Distr = 3

/** Colours that keep apart for most eyes, in light and in dark. */
const COLORS = { green: '#1b9e77', blue: '#3b7dd8', orange: '#d98c1f', red: '#d1495b' }

const perSecond = (count: (reads: Point['reads']) => number) => (point: Point) =>
  point.spanMs > 0 ? (count(point.reads) * 1_000) / point.spanMs : null

const READS: ChartOptions = {
  place: 'chart-reads',
  lines: [
    { name: 'memory', color: COLORS.green, valueOf: perSecond(({ memory }) => memory) },
    { name: 'redis', color: COLORS.blue, dash: [8, 4], valueOf: perSecond(({ redis }) => redis) },
    { name: 'stale', color: COLORS.orange, dash: [2, 4], valueOf: perSecond(({ stale }) => stale) },
    { name: 'missed', color: COLORS.red, dash: [12, 4, 2, 4], valueOf: perSecond(({ missed }) => missed) },
  ],
  summaryOf: ({ reads }) =>
    (['memory', 'redis', 'stale', 'missed'] as const)
      .map((name) => `${text(name)} ${number(reads[name])}`)
      .join(', '),
}

const HITS: ChartOptions = {
  place: 'chart-hits',
  most: 100,
  lines: [{ name: 'hitRate', color: COLORS.green, valueOf: ({ reads }) => percentOf(hitRateOf(reads)) }],
  summaryOf: ({ reads }) => {
    const rate = hitRateOf(reads)
    return rate === undefined ? text('none') : percent(rate)
  },
}

function latencyChart(timed: Timed): ChartOptions {
  const lineOf = (name: 'p50' | 'p95' | 'p99', color: string, dash?: number[]): Line => ({
    name,
    color,
    ...(dash ? { dash } : {}),
    // Nothing took place, or nothing that a logarithm can show.
    valueOf: ({ latencyMs }) => (latencyMs[timed].count > 0 ? Math.max(0.001, latencyMs[timed][name]) : null),
  })
  return {
    place: 'chart-latency',
    isLogarithmic: true,
    lines: [
      lineOf('p50', COLORS.green),
      lineOf('p95', COLORS.orange, [8, 4]),
      lineOf('p99', COLORS.red, [2, 4]),
    ],
    summaryOf: ({ latencyMs }) =>
      (['p50', 'p95', 'p99'] as const)
        .map((name) => `${name} ${duration(latencyMs[timed][name])}`)
        .join(', '),
  }
}

/** The three charts over the same five minutes. */
export class Charts {
  readonly #series: Series
  #charts: readonly (readonly [uPlot, ChartOptions])[] = []
  #timed: Timed = 'reads'

  constructor(series: Series) {
    this.#series = series
    new ResizeObserver(() => this.#fit()).observe(byId('content'))
  }

  /** Anew: in another language, colour scheme, or for another latency. */
  draw(timed: Timed = this.#timed): void {
    this.#timed = timed
    for (const [plot] of this.#charts) plot.destroy()
    this.#charts = [READS, HITS, latencyChart(timed)].map((options) => [plotOf(options), options] as const)
    this.update()
  }

  update(): void {
    const { points, last } = this.#series
    const at = points.map((point) => point.at / 1_000)
    for (const [plot, { lines, place, summaryOf }] of this.#charts) {
      plot.setData([at, ...lines.map(({ valueOf }) => points.map(valueOf))] as uPlot.AlignedData)
      byId(place).setAttribute('aria-label', last ? summaryOf(last) : text('none'))
    }
  }

  #fit(): void {
    for (const [plot, { place }] of this.#charts) plot.setSize({ width: widthOf(place), height: HEIGHT })
  }
}

function plotOf({ place, lines, isLogarithmic = false, most }: ChartOptions): uPlot {
  const style = getComputedStyle(document.documentElement)
  const soft =
    style.getPropertyValue('--chart-ink') ||
    (matchMedia('(prefers-color-scheme: dark)').matches ? '#a3afb0' : '#566163')
  const grid = {
    stroke: matchMedia('(prefers-color-scheme: dark)').matches ? '#343d40' : '#d8dedc',
    width: 1,
  }
  const axis = { stroke: soft, grid, ticks: grid }
  const labelOf = ({ name }: Line) => (name === 'p50' || name === 'p95' || name === 'p99' ? name : text(name))
  const options: uPlot.Options = {
    width: widthOf(place),
    height: HEIGHT,
    scales: {
      y: isLogarithmic
        ? { distr: LOGARITHMIC }
        : { range: (_, __, max) => [0, most ?? Math.max(1, max * 1.1)] },
    },
    axes: [
      axis,
      {
        ...axis,
        size: 56,
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : number(tick, 3))),
      },
    ],
    series: [
      { label: text('time'), value: (_, at) => (at === null ? text('none') : clockTime(at * 1_000)) },
      ...lines.map((line) => ({
        label: labelOf(line),
        stroke: line.color,
        width: 2,
        spanGaps: true,
        points: { show: false },
        ...(line.dash ? { dash: line.dash } : {}),
        value: (_: uPlot, value: number | null) => (value === null ? text('none') : number(value, 3)),
      })),
    ],
  }
  return new uPlot(options, [[]], byId(place))
}

function widthOf(place: string): number {
  return Math.max(160, byId(place).clientWidth)
}

function percentOf(rate: number | undefined): number | null {
  return rate === undefined ? null : rate * 100
}
