import type { Registry } from '@prometheus-io/client'
import type { Exemplar, HistogramPoint, Labels, MetricFamily, MetricSource } from './metric-family.ts'
import { type ProcessFamily, processFamilies } from './process-metrics.ts'

/** What the client takes as a value of a series. */
interface Line {
  readonly metricName?: string
  readonly labels: Labels
  readonly value: number
  readonly exemplar?: { readonly labelSet: Labels; readonly value: number; readonly timestamp: number }
}

export interface MetricsText {
  readonly contentType: string
  readonly text: string
}

/**
 * All metrics as Prometheus reads them: OpenMetrics 1.0 for whoever accepts it, as Prometheus does, else its older text
 * format, which has no exemplars. The client is loaded when somebody asks for the first time.
 */
export async function metricsText(
  sources: readonly MetricSource[],
  accept: string | undefined,
): Promise<MetricsText> {
  const { Registry } = await import('@prometheus-io/client')
  const isOpen = /application\/openmetrics-text/i.test(accept ?? '')
  const registry = new Registry(isOpen ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE)
  const own = sources.flatMap((read) => read()).map((family) => ({ ...family, values: linesOf(family) }))
  for (const family of [...own, ...(await processFamilies()).map(known)]) register(registry, family, isOpen)
  return { contentType: registry.contentType, text: await registry.metrics() }
}

/** Without what is not known yet, such as the mean of no delays. */
function known(family: ProcessFamily): ProcessFamily {
  return { ...family, values: family.values.filter(({ value }) => !Number.isNaN(value)) }
}

/** The client's registry asks a metric for its values once, with `get`: ours are read already. */
function register(
  registry: Registry,
  { name, help, type, values }: ProcessFamily | (MetricFamily & { readonly values: readonly Line[] }),
  isOpen: boolean,
): void {
  // In OpenMetrics the family of `x_total` is `x`; the client adds the suffix to each line.
  const family = isOpen && type === 'counter' ? name.replace(/_total$/, '') : name
  const read = { name: family, help, type, values }
  registry.registerMetric({ ...read, get: async () => read } as never)
}

function linesOf(family: MetricFamily): readonly Line[] {
  return family.type === 'histogram'
    ? family.points.flatMap((point) => linesOfHistogram(family.name, point))
    : family.points
}

function linesOfHistogram(
  name: string,
  { labels, bounds, counts, sum, exemplars }: HistogramPoint,
): readonly Line[] {
  let upTo = 0
  const buckets = counts.map((count, index): Line => {
    upTo += count
    const bound = bounds[index]
    const le = bound === undefined ? '+Inf' : String(bound)
    const exemplar = exemplars?.[index]
    const line = { metricName: `${name}_bucket`, labels: { ...labels, le }, value: upTo }
    return exemplar ? { ...line, exemplar: exemplarOf(exemplar) } : line
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: upTo },
  ]
}

function exemplarOf({ traceId, value, at }: Exemplar): NonNullable<Line['exemplar']> {
  return { labelSet: { trace_id: traceId }, value, timestamp: at }
}
