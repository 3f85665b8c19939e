/** Hands pieces from the task that makes them to the one that reads them, in order. The writer waits for nobody. */
export class Relay<T> implements AsyncIterable<T> {
  readonly #pieces: T[] = []
  #state:
    | { readonly kind: 'open' }
    | { readonly kind: 'ended' }
    | { readonly kind: 'failed'; error: unknown } = {
    kind: 'open',
  }
  #news = Promise.withResolvers<void>()
  #written = 0

  /** Pieces that were written so far. */
  get written(): number {
    return this.#written
  }

  /** Ignored once it is over. */
  push(piece: T): void {
    if (this.#state.kind !== 'open') return
    this.#written++
    this.#pieces.push(piece)
    this.#news.resolve()
  }

  end(): void {
    if (this.#state.kind === 'open') this.#state = { kind: 'ended' }
    this.#news.resolve()
  }

  /** What was written before is still read. */
  fail(error: unknown): void {
    if (this.#state.kind === 'open') this.#state = { kind: 'failed', error }
    this.#news.resolve()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (;;) {
      while (this.#pieces.length > 0) yield this.#pieces.shift() as T
      if (this.#state.kind === 'failed') throw this.#state.error
      if (this.#state.kind === 'ended') return
      await this.#news.promise
      this.#news = Promise.withResolvers<void>()
    }
  }
}
