import type { Interval } from '../stats/interval.ts'
import { type Area, type Axis, drawAxes, xAt, yAt } from './axes.ts'
import { fixed, label, type Plot, WIDTH } from './plot.ts'
import { colourOf, dashOf, markAt } from './series-style.ts'

export interface LinePoint {
  readonly x: number
  readonly y: number
  readonly interval?: Interval | undefined
}

export interface LineSeries {
  readonly name: string
  readonly points: readonly LinePoint[]
  /** A stair, as of shares of values; its points are not marked each. */
  readonly isStair?: boolean | undefined
}

export interface LinePlotOptions extends Pick<Plot, 'title' | 'note' | 'isSimulated'> {
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly LineSeries[]
  /** Default 300. */
  readonly height?: number | undefined
}

const LEGEND = 200

/** Lines over two axes, with a legend beside them. */
export function linePlot({ x, y, series, title, note, isSimulated, height = 300 }: LinePlotOptions): Plot {
  const area: Area = { left: 58, top: 30, width: WIDTH - 58 - LEGEND, height: height - 80 }
  const lines = series.map((one, index) => lineOf(one, index, series.length, area, x, y))
  const body = [drawAxes(area, x, y), ...lines, legend(series, area)].join('\n')
  return { title, note, isSimulated, width: WIDTH, height, body }
}

function lineOf(
  { points, isStair = false }: LineSeries,
  index: number,
  count: number,
  area: Area,
  x: Axis,
  y: Axis,
): string {
  // Series often share their x: moved apart a little, none hides another.
  const apart = isStair ? 0 : (index - (count - 1) / 2) * 5
  const at = (point: LinePoint) => [xAt(area, x, point.x) + apart, yAt(area, y, point.y)] as const
  const path = points
    .map((point, place) => {
      const [px, py] = at(point)
      if (place === 0) return `M${fixed(px)},${fixed(py)}`
      return isStair ? `H${fixed(px)}V${fixed(py)}` : `L${fixed(px)},${fixed(py)}`
    })
    .join('')
  const bars = points.map((point) => {
    if (!point.interval) return ''
    const px = fixed(at(point)[0])
    return `<line x1="${px}" x2="${px}" y1="${fixed(yAt(area, y, point.interval.low))}" y2="${fixed(yAt(area, y, point.interval.high))}" stroke="${colourOf(index)}" stroke-width="1.5"/>`
  })
  const marked = isStair ? points.filter((_, place) => place === Math.floor(points.length / 2)) : points
  const marks = marked.map((point) => markAt(index, ...at(point), 4.5))
  return `<path d="${path}" fill="none" stroke="${colourOf(index)}" stroke-width="2" stroke-dasharray="${dashOf(index)}"/>${bars.join('')}${marks.join('')}`
}

export function legend(series: readonly { readonly name: string }[], area: Area): string {
  const left = area.left + area.width + 18
  return series
    .map(({ name }, index) => {
      const y = area.top + 10 + index * 22
      return `<line x1="${left}" x2="${left + 30}" y1="${y}" y2="${y}" stroke="${colourOf(index)}" stroke-width="2" stroke-dasharray="${dashOf(index)}"/>${markAt(index, left + 15, y, 4.5)}${label(left + 38, y + 4, shortened(name, 22))}`
    })
    .join('\n')
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
