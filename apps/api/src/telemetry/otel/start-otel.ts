import { randomUUID } from 'node:crypto'
import { diag, DiagLogLevel } from '@opentelemetry/api'
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPMetricExporter as ProtobufMetrics } from '@opentelemetry/exporter-metrics-otlp-proto'
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufTraces } from '@opentelemetry/exporter-trace-otlp-proto'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import type { MetricSource } from '../metric-family.ts'
import type { OtelConfig, SamplerConfig } from '../otel-config.ts'
import { troubleOf } from '../otel-trouble.ts'
import type { Tracing } from '../tracing.ts'
import { metricProducer } from './metric-data.ts'
import { OtelTracing } from './otel-tracing.ts'

export interface Otel {
  /** `undefined`: metrics alone are sent. */
  readonly tracing: Tracing | undefined
  /** Begins to send metrics. */
  sendMetrics(sources: readonly MetricSource[]): void
  /** Sends what is left. Resolves within 400 ms, and never rejects. */
  close(): Promise<void>
}

/** Longest wait for a collector at the end of the process, in ms: a shutdown may take two seconds. */
const LAST_WORDS_MS = 400

/** The SDK of OpenTelemetry, as far as Larder needs it. This file is loaded only where it is asked for. */
export function startOtel({ traces, metrics }: OtelConfig, logger: Logger): Otel {
  const tell = (message: string) => logger.warn({ error: troubleOf(message) }, 'OpenTelemetry is in trouble')
  const quiet = () => {}
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
  const resource = resourceOfProcess()
  const tracer = traces && tracerProvider(traces, resource)
  const startedAt = Date.now()
  let meter: MeterProvider | undefined
  return {
    tracing: tracer && new OtelTracing(tracer.getTracer('larder')),
    sendMetrics(sources) {
      if (!metrics) return
      const { url, everyMs: exportIntervalMillis } = metrics
      const exporter =
        metrics.protocol === 'http/json' ? new JsonMetrics({ url }) : new ProtobufMetrics({ url })
      const metricProducers = [metricProducer(sources, startedAt)]
      const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, metricProducers })
      meter = new MeterProvider({ resource, readers: [reader] })
    },
    async close() {
      const limit = new Promise<void>((resolve) => setTimeout(resolve, LAST_WORDS_MS).unref())
      const sent = Promise.allSettled([tracer?.shutdown(), meter?.shutdown()])
      await Promise.race([sent, limit])
    },
  }
}

function tracerProvider(
  { url, protocol, sampler }: NonNullable<OtelConfig['traces']>,
  resource: Resource,
): TracerProvider {
  const exporter = protocol === 'http/json' ? new JsonTraces({ url }) : new ProtobufTraces({ url })
  return new TracerProvider({
    resource,
    sampler: samplerOf(sampler),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
}

function samplerOf({ ratio, followsParent }: SamplerConfig): Sampler {
  const root = new TraceIdRatioBasedSampler(ratio)
  return followsParent ? new ParentBasedSampler({ root }) : root
}

/**
 * `larder`, and an id of this process, so that the counters of two are not taken for one that jumps; unless OTEL_SERVICE_NAME or
 * OTEL_RESOURCE_ATTRIBUTES say otherwise.
 */
function resourceOfProcess(): Resource {
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'larder', 'service.instance.id': randomUUID() }))
    .merge(detectResources({ detectors: [envDetector] }))
}
