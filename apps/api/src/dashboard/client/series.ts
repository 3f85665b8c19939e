import type { LivePoint, ReadCounts } from '../live-point.ts'

const KEPT = 300

/** The last five minutes, oldest first. */
export class Series {
  #points: readonly LivePoint[] = []

  get points(): readonly LivePoint[] {
    return this.#points
  }

  get last(): LivePoint | undefined {
    return this.#points.at(-1)
  }

  begin(points: readonly LivePoint[]): void {
    this.#points = points.slice(-KEPT)
  }

  add(point: LivePoint): void {
    this.#points = [...this.#points, point].slice(-KEPT)
  }

  /** Reads of the last `seconds`, by where they were answered, and how long that was in s. */
  readsIn(seconds: number): { readonly reads: ReadCounts; readonly seconds: number } {
    const window = this.#points.slice(-seconds)
    const sum = (name: keyof ReadCounts) => window.reduce((total, { reads }) => total + reads[name], 0)
    return {
      reads: { memory: sum('memory'), redis: sum('redis'), stale: sum('stale'), missed: sum('missed') },
      seconds: window.reduce((total, { spanMs }) => total + spanMs, 0) / 1_000,
    }
  }

  errorsIn(seconds: number): number {
    return this.#points.slice(-seconds).reduce((total, { errors }) => total + errors, 0)
  }

  /** The worst second of the last ones that had any reads. */
  worstP99(seconds: number): number {
    return Math.max(0, ...this.#points.slice(-seconds).map(({ latencyMs }) => latencyMs.reads.p99))
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
