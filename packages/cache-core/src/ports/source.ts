/** An upstream behind a port: slow, limited, sometimes away. Rejects with what the upstream said. */
export interface Source<Query, Result> {
  load(query: Query, context: LoadContext): Promise<Result>
}

/** What a load may know about the call it serves. */
export interface LoadContext {
  /** Aborted when nobody waits for the result any more or its time is up. */
  readonly signal: AbortSignal
  /** Whether nobody waits for the result: it replaces what is served meanwhile. Default: somebody waits. */
  readonly isBackground?: boolean | undefined
  /** Of a background load: aborts as soon as somebody begins to wait for it after all. Default: nobody ever does. */
  readonly whenAwaited?: AbortSignal | undefined
}
