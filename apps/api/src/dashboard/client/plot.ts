import uPlot from 'uplot'
import type { LivePoint } from '../live-point.ts'
import { byId } from './dom.ts'
import { clockTime, figure } from './format.ts'
import { SHOWN_SECONDS } from './series.ts'
import { text, type TextName } from './texts.ts'

/** A line of a chart. */
export interface Line {
  readonly name: TextName | 'p50' | 'p95' | 'p99'
  readonly color: string
  /** Told apart without colour, too. */
  readonly dash?: number[]
  readonly valueOf: (point: LivePoint) => number | null
}

/** What a chart shows. */
export interface ChartOptions {
  readonly place: string
  readonly lines: readonly Line[]
  readonly isLogarithmic?: boolean
  readonly most?: number
}

export const HEIGHT = 224
/** Room for half of a time at the right edge, in px. */
const HALF_A_TIME = 32
/** Of uPlot's distributions. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- uPlot declares a const enum that is not there at run time.
const LOGARITHMIC: uPlot.Scale.Distr = 3

/** Draws an empty one in its place, in the colours of the page. */
export function plotOf({ place, lines, isLogarithmic = false, most }: ChartOptions): uPlot {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  const grid = { stroke: isDark ? '#343d40' : '#d8dedc', width: 1 }
  const axis = { stroke: isDark ? '#a3afb0' : '#566163', grid, ticks: grid }
  const options: uPlot.Options = {
    width: widthOf(place),
    height: HEIGHT,
    padding: [null, HALF_A_TIME, null, null],
    scales: {
      x: { range: (_, __, max) => [max - SHOWN_SECONDS, max] },
      y: isLogarithmic
        ? { distr: LOGARITHMIC }
        : { range: (_, __, max) => [0, most ?? Math.max(1, max * 1.1)] },
    },
    axes: [
      { ...axis, space: 90, values: (_, ticks) => ticks.map((tick) => clockTime(tick * 1_000)) },
      {
        ...axis,
        size: 56,
        ...(isLogarithmic ? { splits: powersOfTen, filter: (_, ticks) => ticks } : {}),
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : figure(tick))),
      },
    ],
    series: [
      { label: text('time'), value: (_, at) => (at === null ? text('none') : clockTime(at * 1_000)) },
      ...lines.map((line) => ({
        label: labelOf(line),
        stroke: line.color,
        width: 2,
        points: { show: false, size: 4, fill: line.color, filter: alone },
        ...(line.dash ? { dash: line.dash } : {}),
        value: (_: uPlot, value: number | null) => (value === null ? text('none') : figure(value)),
      })),
    ],
  }
  return new uPlot(options, [[]], byId(place))
}

export function labelOf({ name }: Line): string {
  return name === 'p50' || name === 'p95' || name === 'p99' ? name : text(name)
}

export function widthOf(place: string): number {
  return Math.max(160, byId(place).clientWidth)
}

/** Of one line, what has nothing on either side of it, and would not be seen as a line. */
function alone({ data }: uPlot, line: number): number[] {
  const values = data[line] ?? []
  return [...values.keys()].filter(
    (index) => values[index] != null && values[index - 1] == null && values[index + 1] == null,
  )
}

/** uPlot would draw nine lines between two of them. */
function powersOfTen(_: uPlot, __: number, min: number, max: number): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9)
  const count = Math.floor(Math.log10(max) + 1e-9) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => 10 ** (first + index))
}
