import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import type { Attributes, SpanOptions, TraceSpan, Tracing } from '../tracing.ts'

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL }

type ReadHeader = NonNullable<SpanOptions['from']>

const HEADERS: TextMapGetter<ReadHeader> = { get: (read, name) => read(name), keys: () => [] }

/** Spans of OpenTelemetry. What is under way is its own affair, not the process's: several servers may run in one. */
export class OtelTracing implements Tracing {
  readonly #tracer: Tracer
  readonly #underWay = new AsyncLocalStorage<Context>()
  readonly #propagator = new W3CTraceContextPropagator()

  constructor(tracer: Tracer) {
    this.#tracer = tracer
  }

  begin(name: string, { kind = 'internal', attributes = {}, from }: SpanOptions): TraceSpan {
    const parent = from ? this.#propagator.extract(ROOT_CONTEXT, from, HEADERS) : this.#now
    const span = this.#tracer.startSpan(name, { kind: KINDS[kind], attributes: { ...attributes } }, parent)
    return new OtelSpan(span, parent, this.#underWay)
  }

  bind<Args extends readonly unknown[], T>(body: (...args: Args) => T): (...args: Args) => T {
    const now = this.#now
    return (...args) => this.#underWay.run(now, () => body(...args))
  }

  outgoing(): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {}
    this.#propagator.inject(this.#now, headers, { set: (carrier, name, value) => (carrier[name] = value) })
    return headers
  }

  get #now(): Context {
    return this.#underWay.getStore() ?? ROOT_CONTEXT
  }
}

class OtelSpan implements TraceSpan {
  readonly #span: Span
  readonly #parent: Context
  readonly #underWay: AsyncLocalStorage<Context>

  constructor(span: Span, parent: Context, underWay: AsyncLocalStorage<Context>) {
    this.#span = span
    this.#parent = parent
    this.#underWay = underWay
  }

  get traceId(): string | undefined {
    const { traceFlags, traceId } = this.#span.spanContext()
    return (traceFlags & TraceFlags.SAMPLED) === 0 ? undefined : traceId
  }

  rename(name: string): void {
    this.#span.updateName(name)
  }

  note(attributes: Attributes): void {
    this.#span.setAttributes({ ...attributes })
  }

  fail(kind: string): void {
    this.#span.setStatus({ code: SpanStatusCode.ERROR })
    this.#span.setAttribute('error.type', kind)
  }

  run<T>(body: () => T): T {
    return this.#underWay.run(trace.setSpan(this.#parent, this.#span), body)
  }

  end(): void {
    this.#span.end()
  }
}
