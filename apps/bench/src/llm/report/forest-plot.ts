import type { Comparison } from '../analysis/compare-arms.ts'
import type { Estimate } from '../stats/cluster-bootstrap.ts'
import { linearAxis, xAt } from './axes.ts'
import { fixed, label, type Plot, WIDTH } from './plot.ts'

const ROW = 24

/** Differences in accuracy with their intervals: over all cases, then category by category. */
export function forestPlot(comparison: Comparison, isSimulated: boolean): Plot {
  const { candidate, reference, accuracy, margin, pairs, categories } = comparison
  const rows = [
    { name: `All ${pairs} cases`, difference: accuracy, isAll: true, told: comparison.verdict },
    ...categories.map(({ category, pairs, difference, p }) => ({
      name: `${category} (${pairs})`,
      difference,
      isAll: false,
      told: p < 0.05 ? pText(p) : '',
    })),
  ]
  const area = { left: 190, top: 34, width: WIDTH - 190 - 210, height: rows.length * ROW }
  const ends = rows.flatMap(({ difference: { value, interval } }) => [value, interval.low, interval.high])
  const axis = linearAxis([...ends, -2 * margin, 2 * margin], '', points, { least: -1, most: 1 })
  const at = (value: number) => xAt(area, axis, value)
  const bottom = area.top + area.height
  const band = `<rect class="margin" x="${fixed(at(-margin))}" width="${fixed(at(margin) - at(-margin))}" y="${area.top}" height="${area.height}"/><line class="axis" x1="${fixed(at(0))}" x2="${fixed(at(0))}" y1="${area.top}" y2="${bottom}"/>`
  const ticks = axis.ticks.map((tick) =>
    label(at(tick), bottom + 17, axis.text(tick), { anchor: 'middle', className: 'tick' }),
  )
  const sides =
    label(area.left, 16, `← ${reference} is better`) +
    label(area.left + area.width, 16, `${candidate} is better →`, { anchor: 'end' })
  const lines = rows.map(({ name, difference, isAll, told }, index) => {
    const y = area.top + (index + 0.5) * ROW
    return rowOf({ name, difference, isAll, told, y, at, right: area.left + area.width + 10 })
  })
  return {
    title: `${candidate} against ${reference}`,
    note: `Differences in accuracy, in points, with 95 % intervals; the band is the margin of ${Math.round(100 * margin)} points. P values of categories are corrected (Holm), and told below 0.05.`,
    isSimulated,
    width: WIDTH,
    height: bottom + 30,
    body: [band, ...ticks, sides, ...lines].join('\n'),
  }
}

interface Row {
  readonly name: string
  readonly difference: Estimate
  readonly isAll: boolean
  readonly told: string
  readonly y: number
  readonly at: (value: number) => number
  readonly right: number
}

function rowOf({ name, difference: { value, interval }, isAll, told, y, at, right }: Row): string {
  const size = isAll ? 7 : 4
  const shape = isAll
    ? `<polygon class="ink" points="${fixed(at(value) - size)},${y} ${fixed(at(value))},${y - size} ${fixed(at(value) + size)},${y} ${fixed(at(value))},${y + size}"/>`
    : `<rect class="ink" x="${fixed(at(value) - size)}" y="${y - size}" width="${2 * size}" height="${2 * size}"/>`
  const line = Number.isFinite(interval.low)
    ? `<line class="bar" x1="${fixed(at(interval.low))}" x2="${fixed(at(interval.high))}" y1="${y}" y2="${y}"/>`
    : ''
  const figures = Number.isFinite(interval.low)
    ? `${points(value)} [${points(interval.low)}, ${points(interval.high)}]`
    : points(value)
  const className = isAll ? 'strong' : undefined
  return `${label(180, y + 4, name, { anchor: 'end', ...(className && { className }) })}${line}${shape}${label(right, y + 4, `${figures} ${told}`, className === undefined ? {} : { className })}`
}

function points(share: number): string {
  const value = 100 * share
  return `${value > 0 ? '+' : ''}${value.toFixed(Math.abs(value) < 9.95 ? 1 : 0)}`
}

function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`
}
