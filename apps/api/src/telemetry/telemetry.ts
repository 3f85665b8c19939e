import type { AirtableClient, BaseBreaker } from '@larder/airtable-adapter'
import type { Assistant, ChatModel } from '@larder/assistant'
import type { Cache, Clock } from '@larder/cache-core'
import { MemoryUsageLedger } from '@larder/openai-adapter/memory-usage-ledger'
import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import type { EventObserver } from '../event-observer.ts'
import type { Upstream } from '../routes/upstream-body.ts'
import { AssistantMeter } from './assistant-meter.ts'
import { BreakerMeter } from './breaker-meter.ts'
import { cacheMetrics } from './cache-metrics.ts'
import { heapMetrics } from './heap-metrics.ts'
import { HttpMeter } from './http-meter.ts'
import { type KnownBase, knownAmong, namedBases } from './known-base.ts'
import type { MetricSource } from './metric-family.ts'
import { ModelMeter } from './model-meter.ts'
import { observedApp } from './observed-app.ts'
import type { Otel } from './otel/start-otel.ts'
import { tracedCache } from './traced-cache.ts'
import { tracedClient } from './traced-client.ts'
import { tracedModel } from './traced-model.ts'
import type { Tracing } from './tracing.ts'
import { upstreamMetrics } from './upstream-metrics.ts'
import { UpstreamMeter } from './upstream-meter.ts'

export interface TelemetryOptions {
  readonly clock: Clock
  readonly logger: Logger
  /** Bases that are known without being configured. */
  readonly demoBases: readonly string[]
}

/** Everything that is counted, timed and traced in one process, and what it is hung onto. */
export class Telemetry {
  /** What models were used for, and what that cost. */
  readonly ledger: MemoryUsageLedger
  readonly models: ModelMeter
  readonly tracing: Tracing | undefined
  readonly #config: Config
  readonly #logger: Logger
  readonly #otel: Otel | undefined
  readonly #knownBase: KnownBase
  readonly #http = new HttpMeter()
  readonly #assistant: AssistantMeter
  readonly #upstream: UpstreamMeter
  readonly #breakers: BreakerMeter

  constructor(config: Config, otel: Otel | undefined, { clock, logger, demoBases }: TelemetryOptions) {
    this.#config = config
    this.#logger = logger
    this.#otel = otel
    this.tracing = otel?.tracing
    this.ledger = new MemoryUsageLedger({ clock })
    this.models = new ModelMeter(this.ledger, Object.keys(config.assistant.providers))
    const bases = namedBases(config, demoBases)
    this.#knownBase = knownAmong(bases)
    this.#assistant = new AssistantMeter(clock)
    this.#breakers = new BreakerMeter(bases)
    this.#upstream = new UpstreamMeter({ clock, bases })
  }

  cache(cache: Cache): Cache {
    return this.tracing ? tracedCache(cache, this.tracing) : cache
  }

  /** Bases that Airtable does not serve just now. */
  get failingBases(): readonly string[] {
    return this.#upstream.failingBases
  }

  client(client: AirtableClient): AirtableClient {
    const metered = this.#upstream.meter(client)
    return this.tracing ? tracedClient(metered, this.tracing, this.#knownBase) : metered
  }

  noteBreaker(changed: BaseBreaker): void {
    this.#breakers.note(changed)
  }

  model(model: ChatModel): ChatModel {
    return this.tracing ? tracedModel(model, this.tracing) : model
  }

  assistant(assistant: Assistant): Assistant {
    return this.#assistant.meter(assistant)
  }

  app(app: App): App {
    const { slowRequestMs: slowMs } = this.#config.telemetry
    return observedApp(app, { meter: this.#http, logger: this.#logger, tracing: this.tracing, slowMs })
  }

  /** What /metrics tells, and what is sent by OpenTelemetry from now on where that is configured. */
  expose(cache: Cache, upstream: Upstream, events: EventObserver): readonly MetricSource[] {
    const sources = [
      () => this.#http.families(),
      cacheMetrics(cache, events),
      upstreamMetrics(upstream, this.#upstream, this.#knownBase),
      () => this.#breakers.families(upstream.breakers()),
      () => this.models.families(),
      () => this.#assistant.families(),
      heapMetrics,
    ]
    this.#otel?.sendMetrics(sources)
    return sources
  }

  /** Sends what is left. */
  async close(): Promise<void> {
    await this.#otel?.close()
  }
}

/** The SDK of OpenTelemetry is loaded only where the environment names a collector. */
export async function openTelemetry(config: Config, options: TelemetryOptions): Promise<Telemetry> {
  const { otel, otelWarnings } = config.telemetry
  for (const warning of otelWarnings) options.logger.warn(warning)
  const started = otel && (await import('./otel/start-otel.ts')).startOtel(otel, options.logger)
  return new Telemetry(config, started, options)
}
