import type { BudgetScope, LivePoint, ReadCounts, Timed } from '../live-point.ts'
import { queuedIn } from './parts.ts'
import type { ChartOptions, Line } from './plot.ts'
import { hitRateOf } from './series.ts'

/** Colours that keep apart for most eyes, in light and in dark. */
const COLORS = { green: '#1b9e77', blue: '#3b7dd8', orange: '#d98c1f', red: '#d1495b' }

/** To a tenth: a point is of a second, give or take some ms. */
const perSecond = (count: (reads: ReadCounts) => number) => (point: LivePoint) =>
  point.spanMs > 0 ? Math.round((count(point.reads) * 10_000) / point.spanMs) / 10 : null

const READS: ChartOptions = {
  place: 'chart-reads',
  lines: [
    { name: 'memory', color: COLORS.green, valueOf: perSecond(({ memory }) => memory) },
    { name: 'redis', color: COLORS.blue, dash: [8, 4], valueOf: perSecond(({ redis }) => redis) },
    { name: 'stale', color: COLORS.orange, dash: [2, 4], valueOf: perSecond(({ stale }) => stale) },
    { name: 'missed', color: COLORS.red, dash: [12, 4, 2, 4], valueOf: perSecond(({ missed }) => missed) },
  ],
}

const HITS: ChartOptions = {
  place: 'chart-hits',
  most: 100,
  lines: [{ name: 'hitRate', color: COLORS.green, valueOf: ({ reads }) => percentOf(hitRateOf(reads)) }],
}

const BUDGET: ChartOptions = {
  place: 'chart-budget',
  lines: [
    { name: 'used', color: COLORS.blue, valueOf: (point) => sumOf(point, ({ used }) => used) },
    { name: 'waiting', color: COLORS.red, dash: [2, 4], valueOf: (point) => sumOf(point, queuedIn) },
  ],
}

/** Over all bases: what counts against a base counts against its token too. */
function sumOf({ upstream }: LivePoint, of: (scope: BudgetScope) => number): number {
  return Object.entries(upstream.budget.scopes).reduce(
    (sum, [name, scope]) => (name.startsWith('base:') ? sum + of(scope) : sum),
    0,
  )
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
    place: `chart-latency-${timed}`,
    isLogarithmic: true,
    lines: [
      lineOf('p50', COLORS.green),
      lineOf('p95', COLORS.orange, [8, 4]),
      lineOf('p99', COLORS.red, [2, 4]),
    ],
  }
}

function percentOf(rate: number | undefined): number | null {
  return rate === undefined ? null : rate * 100
}

/** What all charts show, in their order on the page: what takes how long, by tier, apart. */
export const CHARTS: readonly ChartOptions[] = [
  READS,
  HITS,
  latencyChart('reads'),
  latencyChart('memory'),
  latencyChart('redis'),
  latencyChart('upstream'),
  BUDGET,
]
