import type { LivePoint, ReadCounts } from '../live-point.ts'

/** What charts show, in s. */
export const SHOWN_SECONDS = 300
/** There is one point a second: after so long without one, in ms, nobody knows what was. */
const GAP_MS = 2_500

/** A moment, and what is known of it. */
export interface Moment {
  readonly at: number
  readonly point: LivePoint | undefined
}

/** The last five minutes, oldest first. */
export class Series {
  #points: readonly LivePoint[] = []

  get last(): LivePoint | undefined {
    return this.#points.at(-1)
  }

  /** Its points, and in each gap a moment of which nothing is known. */
  get moments(): readonly Moment[] {
    return this.#points.flatMap((point, index) => {
      const before = this.#points[index - 1]
      const isAfterGap = before !== undefined && point.at - before.at > GAP_MS
      const moment = { at: point.at, point }
      return isAfterGap ? [{ at: before.at + 1, point: undefined }, moment] : [moment]
    })
  }

  /**
   * What was heard of the same time before, or of a time to come by a clock that was set back, gives way. All else stays: a
   * server that has begun anew does not know it any more.
   */
  add(...points: readonly LivePoint[]): void {
    for (const point of points)
      this.#points = [...this.#points.filter(({ at }) => at < point.at), point].filter(
        ({ at }) => at >= point.at - SHOWN_SECONDS * 1_000,
      )
  }

  /** Reads of the last `seconds`, by where they were answered, and how long that was in s. */
  readsIn(seconds: number): { readonly reads: ReadCounts; readonly seconds: number } {
    const window = this.#last(seconds)
    const sum = (name: keyof ReadCounts) => window.reduce((total, { reads }) => total + reads[name], 0)
    return {
      reads: { memory: sum('memory'), redis: sum('redis'), stale: sum('stale'), missed: sum('missed') },
      seconds: window.reduce((total, { spanMs }) => total + spanMs, 0) / 1_000,
    }
  }

  /** By their cause, most frequent first. */
  errorsIn(seconds: number): readonly (readonly [cause: string, count: number])[] {
    const found = new Map<string, number>()
    for (const { errors } of this.#last(seconds))
      for (const [cause, count] of Object.entries(errors)) found.set(cause, (found.get(cause) ?? 0) + count)
    return [...found].toSorted(([, one], [, other]) => other - one)
  }

  /** Of the worst second of the last ones, in ms. */
  worstP99(seconds: number): number {
    return Math.max(0, ...this.#last(seconds).map(({ latencyMs }) => latencyMs.reads.p99))
  }

  #last(seconds: number): readonly LivePoint[] {
    const from = (this.last?.at ?? 0) - seconds * 1_000
    return this.#points.filter(({ at }) => at > from)
  }
}

export function totalOf({ memory, redis, stale, missed }: ReadCounts): number {
  return memory + redis + stale + missed
}

/** `undefined` without reads. */
export function hitRateOf(reads: ReadCounts): number | undefined {
  const total = totalOf(reads)
  return total === 0 ? undefined : (total - reads.missed) / total
}
