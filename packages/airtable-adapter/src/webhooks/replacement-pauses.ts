import { type Backoff, CacheError, type Clock, equalJitter, type Random } from '@larder/cache-core'

/** A webhook that lives so long, in ms, is sound: the next one that breaks is replaced at once. Also the longest pause. */
const SOUND_MS = 600_000
/** The first pause, in ms. */
const FIRST_MS = 5_000

export interface ReplacementPausesOptions {
  readonly base: string
  readonly clock: Clock
  readonly random: Random
}

/** Growing pauses between one webhook and the next: those that break as soon as they are made must not cost requests for ever. */
export class ReplacementPauses {
  readonly #options: ReplacementPausesOptions
  readonly #pause: Backoff
  #replacedAt = Number.NEGATIVE_INFINITY
  #pauseMs = 0
  #replacements = 0

  constructor(options: ReplacementPausesOptions) {
    this.#options = options
    this.#pause = equalJitter({ baseMs: FIRST_MS, capMs: SOUND_MS, random: options.random })
  }

  /** Call before a webhook is made. Throws RATE_LIMITED, with the wait, when that is too soon. */
  begin(): void {
    const now = this.#options.clock.monotonic()
    const livedMs = now - this.#replacedAt
    if (livedMs >= SOUND_MS) this.#replacements = 0
    else if (livedMs < this.#pauseMs) throw this.#tooSoon(livedMs)
    this.#replacedAt = now
    this.#pauseMs = this.#pause(this.#replacements++)
  }

  #tooSoon(livedMs: number): CacheError {
    const [lived, pause] = [livedMs, this.#pauseMs].map(Math.round)
    return new CacheError(
      'RATE_LIMITED',
      `The webhook of base ${this.#options.base} was replaced ${lived} ms ago, and has ended again; the next one is made ${pause} ms after it.`,
      { retryable: true, retryAfterMs: this.#pauseMs - livedMs },
    )
  }
}
