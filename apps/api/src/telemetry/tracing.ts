export type Attributes = Readonly<Record<string, string | number | boolean>>

export interface SpanOptions {
  readonly kind?: 'server' | 'client' | 'internal' | undefined
  readonly attributes?: Attributes | undefined
  /** Reads a header of the request that began it, so that its trace goes on. Default: the span under way is the parent. */
  readonly from?: ((header: string) => string | undefined) | undefined
}

/** One step of a trace that has begun. Attributes hold no keys, values, tokens or texts. */
export interface TraceSpan {
  /** `undefined`: it is not recorded. */
  readonly traceId: string | undefined
  rename(name: string): void
  note(attributes: Attributes): void
  /** It failed, and of which kind the failure was. */
  fail(kind: string): void
  /** Runs `body`, and whatever goes on from it, within the step. */
  run<T>(body: () => T): T
  end(): void
}

/** Tells a collector what took how long within what. */
export interface Tracing {
  begin(name: string, options: SpanOptions): TraceSpan
  /** `body`, to be run in what is under way now, wherever it is called from. */
  bind<Args extends readonly unknown[], T>(body: (...args: Args) => T): (...args: Args) => T
  /** `traceparent` of the span under way, for a request that goes out. */
  outgoing(): Readonly<Record<string, string>>
}

/** Runs `body` as a step, which ends with it. What it rejects with fails the step, by its code or name alone. */
export async function within<T>(
  tracing: Tracing,
  name: string,
  options: SpanOptions,
  body: (span: TraceSpan) => Promise<T>,
): Promise<T> {
  const span = tracing.begin(name, options)
  try {
    return await span.run(() => body(span))
  } catch (error) {
    span.fail(failureOf(error))
    throw error
  } finally {
    span.end()
  }
}

/** What an error is called in a trace. */
export function failureOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  if (typeof code === 'string') return code
  return typeof name === 'string' ? name : 'Error'
}
