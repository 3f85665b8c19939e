import type uPlot from 'uplot'
import { CHARTS } from './chart-kinds.ts'
import { byId } from './dom.ts'
import { figure } from './format.ts'
import { type ChartOptions, HEIGHT, labelOf, type Line, plotOf, widthOf } from './plot.ts'
import type { Series } from './series.ts'
import { text } from './texts.ts'

/** The charts over the same five minutes. */
export class Charts {
  readonly #series: Series
  #charts: readonly (readonly [uPlot, ChartOptions])[] = []

  constructor(series: Series) {
    this.#series = series
    new ResizeObserver(() => this.#fit()).observe(byId('content'))
  }

  /** Anew: in another language or colour scheme. */
  draw(): void {
    for (const [plot] of this.#charts) plot.destroy()
    this.#charts = CHARTS.map((options) => [plotOf(options), options] as const)
    this.update()
  }

  update(): void {
    const { moments } = this.#series
    const at = moments.map((moment) => moment.at / 1_000)
    for (const [plot, { lines, place }] of this.#charts) {
      const values = lines.map(({ valueOf }) => moments.map(({ point }) => (point ? valueOf(point) : null)))
      plot.setData([at, ...values])
      // While nobody points at a moment, the legend is of the last one.
      if (moments.length > 0 && (plot.cursor.left ?? -1) < 0) plot.setLegend({ idx: moments.length - 1 })
      const told = lines.map((line, index) => summaryOf(line, values[index] ?? []))
      byId(place).setAttribute('aria-label', told.join(', '))
    }
  }

  #fit(): void {
    for (const [plot, { place }] of this.#charts) plot.setSize({ width: widthOf(place), height: HEIGHT })
  }
}

/** What whoever does not see a line is told of it: how it is now, and between what it was. */
function summaryOf(line: Line, values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const now = values.at(-1) ?? null
  return text('chartLine', {
    name: labelOf(line),
    now: now === null ? text('none') : figure(now),
    least: known.length === 0 ? text('none') : figure(Math.min(...known)),
    most: known.length === 0 ? text('none') : figure(Math.max(...known)),
  })
}
