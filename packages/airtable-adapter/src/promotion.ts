/**
 * A request that began in the background, and for which somebody may begin to wait. What has waited among the last is
 * given up then, to be begun anew among those that somebody waits for; what has been sent goes on.
 */
export class Promotion {
  /** Aborts with the caller's, and when the request is given up. */
  readonly signal: AbortSignal
  readonly #whenAwaited: AbortSignal
  readonly #givenUp = new AbortController()
  #isSent = false

  constructor(whenAwaited: AbortSignal, signal: AbortSignal) {
    this.#whenAwaited = whenAwaited
    this.signal = AbortSignal.any([signal, this.#givenUp.signal])
    whenAwaited.addEventListener('abort', this.#giveUp, { once: true })
    if (whenAwaited.aborted) this.#giveUp()
  }

  /** Sends it; what is under way is not given up. */
  async send<T>(request: () => Promise<T>): Promise<T> {
    this.#isSent = true
    try {
      return await request()
    } finally {
      // It may have to wait for another attempt.
      this.#isSent = false
    }
  }

  get isAwaited(): boolean {
    return this.#whenAwaited.aborted
  }

  get isGivenUp(): boolean {
    return this.#givenUp.signal.aborted
  }

  end(): void {
    this.#whenAwaited.removeEventListener('abort', this.#giveUp)
  }

  readonly #giveUp = (): void => {
    if (!this.#isSent) this.#givenUp.abort()
  }
}
