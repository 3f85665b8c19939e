import type { Cache, Clock, Timer } from '@larder/cache-core'
import { type Upstream, upstreamBody } from '../routes/upstream-body.ts'
import type { LiveDetails, LivePoint } from './live-point.ts'
import { pointOf, type Reading, readingOf } from './measure-point.ts'
import { spendByProvider, type UsageSums } from './model-spend.ts'

export interface LiveFeedOptions {
  readonly cache: Cache
  readonly upstream: Upstream
  readonly telemetry: { readonly ledger: UsageSums; readonly failingBases: readonly string[] }
  readonly clock: Clock
}

/** From one point to the next, in ms. */
const EVERY_MS = 1_000
/** Points that are kept for whoever comes later: five minutes. */
const KEPT = 300
/** Keys that are shown. */
const HOT_KEYS = 10

export interface LiveListener {
  readonly onPoint: (point: LivePoint) => void
  /** There will be no more. */
  readonly onEnd: () => void
}

/** Measures once a second, tells whoever listens, and keeps the last minutes. Its timer does not keep the process alive. */
export class LiveFeed {
  readonly #options: LiveFeedOptions
  readonly #listeners = new Set<LiveListener>()
  #points: LivePoint[] = []
  #last: Reading
  #timer: Timer
  #isClosed = false

  constructor(options: LiveFeedOptions) {
    this.#options = options
    this.#last = readingOf(options.cache, options.clock.now())
    this.#timer = this.#next()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Oldest first. */
  get points(): readonly LivePoint[] {
    return this.#points
  }

  /** Of now, measured when asked for. */
  details(): LiveDetails {
    const { cache, telemetry } = this.#options
    const rounded = (value: number) => Number(value.toPrecision(3))
    return {
      hotKeys: cache.hotKeys({ limit: HOT_KEYS }).map(({ key, perSecond, share }) => ({
        key,
        perSecond: rounded(perSecond),
        share: rounded(share),
      })),
      models: spendByProvider(telemetry.ledger),
    }
  }

  /** Returns what ends it. Of a feed that is closed there is nothing to hear. */
  listen(listener: LiveListener): () => void {
    if (this.#isClosed) listener.onEnd()
    else this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Ends all streams: a process that is to end does not wait for those who watch it. */
  close(): void {
    this.#isClosed = true
    this.#timer.cancel()
    for (const { onEnd } of this.#listeners) onEnd()
    this.#listeners.clear()
  }

  #next(): Timer {
    const timer = this.#options.clock.setTimer(() => this.#measure(), EVERY_MS)
    timer.unref()
    return timer
  }

  #measure(): void {
    const { cache, upstream, telemetry, clock } = this.#options
    const now = readingOf(cache, clock.now())
    const { failingBases } = telemetry
    const point = pointOf(this.#last, now, cache.health(), { ...upstreamBody(upstream), failingBases })
    this.#last = now
    this.#points = [...this.#points, point].slice(-KEPT)
    for (const { onPoint } of this.#listeners) onPoint(point)
    this.#timer = this.#next()
  }
}
