/** Names and values come from code and configuration: never keys, record ids, tokens or texts of callers. */
export type Labels = Readonly<Record<string, string>>

export interface Point {
  readonly labels: Labels
  readonly value: number
}

/** A request that is told of beside the bucket that it was counted in. */
export interface Exemplar {
  readonly traceId: string
  /** In the unit of the histogram. */
  readonly value: number
  /** Seconds since the epoch. */
  readonly at: number
}

export interface HistogramPoint {
  readonly labels: Labels
  /** Upper bounds, ascending, without the last one, which is infinite. */
  readonly bounds: readonly number[]
  /** How many fell into each bucket; one more than bounds. */
  readonly counts: readonly number[]
  readonly sum: number
  /** By bucket. */
  readonly exemplars?: readonly (Exemplar | undefined)[] | undefined
}

interface Described {
  /** As Prometheus has it: in base units, and what only grows ends in `_total`. */
  readonly name: string
  readonly help: string
}

/** All series of one name, as they are when somebody asks. */
export type MetricFamily =
  | (Described & { readonly type: 'counter' | 'gauge'; readonly points: readonly Point[] })
  | (Described & { readonly type: 'histogram'; readonly points: readonly HistogramPoint[] })

/** Reads what is counted elsewhere. Nothing is counted for its sake. */
export type MetricSource = () => readonly MetricFamily[]

type Values = number | readonly (readonly [labels: Labels, value: number])[]

export function counter(name: `${string}_total`, help: string, values: Values): MetricFamily {
  return { name, help, type: 'counter', points: pointsOf(values) }
}

export function gauge(name: string, help: string, values: Values): MetricFamily {
  return { name, help, type: 'gauge', points: pointsOf(values) }
}

export function histogram(
  name: `${string}_seconds`,
  help: string,
  points: readonly HistogramPoint[],
): MetricFamily {
  return { name, help, type: 'histogram', points }
}

/** One series for each state, 1 for the one that holds: what Prometheus can count and alert on. */
export function states<T extends string>(
  all: readonly T[],
  labels: Labels,
  state: T,
): readonly (readonly [Labels, number])[] {
  return all.map((one) => [{ ...labels, state: one }, one === state ? 1 : 0])
}

function pointsOf(values: Values): readonly Point[] {
  return typeof values === 'number'
    ? [{ labels: {}, value: values }]
    : values.map(([labels, value]) => ({ labels, value }))
}
