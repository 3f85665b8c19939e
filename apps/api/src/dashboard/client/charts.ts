import type uPlot from 'uplot'
import type { Timed } from '../live-point.ts'
import { BUDGET, HITS, latencyChart, READS } from './chart-kinds.ts'
import { byId } from './dom.ts'
import { type ChartOptions, HEIGHT, plotOf, widthOf } from './plot.ts'
import type { Series } from './series.ts'
import { text } from './texts.ts'

/** The charts over the same five minutes. */
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
    this.#charts = [READS, HITS, latencyChart(timed), BUDGET].map(
      (options) => [plotOf(options), options] as const,
    )
    this.update()
  }

  update(): void {
    const { points, last } = this.#series
    const at = points.map((point) => point.at / 1_000)
    for (const [plot, { lines, place, summaryOf }] of this.#charts) {
      plot.setData([at, ...lines.map(({ valueOf }) => points.map(valueOf))] as uPlot.AlignedData)
      // While nobody points at a moment, the legend is of the last one.
      if (points.length > 0 && (plot.cursor.left ?? -1) < 0) plot.setLegend({ idx: points.length - 1 })
      byId(place).setAttribute('aria-label', last ? summaryOf(last) : text('none'))
    }
  }

  #fit(): void {
    for (const [plot, { place }] of this.#charts) plot.setSize({ width: widthOf(place), height: HEIGHT })
  }
}
