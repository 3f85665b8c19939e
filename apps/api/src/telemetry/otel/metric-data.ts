import { type HrTime, ValueType } from '@opentelemetry/api'
import { millisToHrTime } from '@opentelemetry/core'
import { emptyResource } from '@opentelemetry/resources'
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics'
import type { MetricFamily, MetricSource } from '../metric-family.ts'

/** The same families that /metrics has, for OpenTelemetry. `startedAt`: since when they count, in ms since the epoch. */
export function metricProducer(sources: readonly MetricSource[], startedAt: number): MetricProducer {
  const startTime = millisToHrTime(startedAt)
  return {
    collect: async () => {
      const span = { startTime, endTime: millisToHrTime(Date.now()) }
      const metrics = sources.flatMap((read) => read()).map((family) => metricDataOf(family, span))
      return {
        resourceMetrics: {
          resource: emptyResource(),
          scopeMetrics: [{ scope: { name: 'larder' }, metrics }],
        },
        errors: [],
      }
    },
  }
}

interface Span {
  readonly startTime: HrTime
  readonly endTime: HrTime
}

export function metricDataOf(family: MetricFamily, span: Span): MetricData {
  const common = {
    descriptor: descriptorOf(family),
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  }
  if (family.type === 'histogram') {
    const dataPoints = family.points.map(({ labels, bounds, counts, sum }) => {
      const count = counts.reduce((all, one) => all + one, 0)
      const value = { buckets: { boundaries: [...bounds], counts: [...counts] }, sum, count }
      return { ...span, attributes: { ...labels }, value }
    })
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints }
  }
  const dataPoints = family.points.map(({ labels, value }): DataPoint<number> => ({
    ...span,
    attributes: { ...labels },
    value,
  }))
  return family.type === 'counter'
    ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
    : { ...common, dataPointType: DataPointType.GAUGE, dataPoints }
}

/** Without what Prometheus adds: a collector that writes for it adds it again. */
function descriptorOf({ name, help }: MetricFamily): MetricData['descriptor'] {
  const bare = name.replace(/_total$/, '')
  const unit = bare.endsWith('_seconds') ? 's' : bare.endsWith('_bytes') ? 'By' : ''
  return { name: bare, description: help, unit, valueType: ValueType.DOUBLE }
}
