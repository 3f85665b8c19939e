export type Attributes = Readonly<Record<string, string | number | boolean>>

export interface SpanOptions {
  readonly kind?: 'server' | 'client' | 'internal' | undefined
  readonly attributes?: Attributes | undefined
  /** Reads a header of the request that began it, so that its trace goes on. Default: the span under way is the parent. */
  readonly from?: ((header: string) => string | undefined) | undefined
}

/** One step of a trace. Attributes hold no keys, values, tokens or texts. */
export interface TraceSpan {
  /** `undefined`: it is not recorded. */
  readonly traceId: string | undefined
  rename(name: string): void
  note(attributes: Attributes): void
  /** It failed, and of which kind the failure was. */
  fail(kind: string): void
}

/** Tells a collector what took how long within what. */
export interface Tracing {
  /** Runs `body` as a span, which ends with it; what `body` rejects with fails the span, by its code or name alone. */
  within<T>(name: string, options: SpanOptions, body: (span: TraceSpan) => Promise<T>): Promise<T>
  /** A span that ends as it begins. */
  mark(name: string, attributes: Attributes): void
  /** Runs `body` in what is under way now, wherever it is called from. */
  bind<Args extends readonly unknown[], T>(body: (...args: Args) => T): (...args: Args) => T
  /** `traceparent` of the span under way, for a request that goes out. */
  outgoing(): Readonly<Record<string, string>>
}

/** What an error may be called in a trace. */
export function failureOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  if (typeof code === 'string') return code
  return typeof name === 'string' ? name : 'Error'
}
