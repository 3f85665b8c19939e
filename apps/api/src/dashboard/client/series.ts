/** A point of `/cache/live`, as far as the page reads it. */
export interface Point {
  readonly at: number
  readonly spanMs: number
  readonly status: 'healthy' | 'degraded' | 'disabled'
  readonly reason?: string
  readonly reads: {
    readonly memory: number
    readonly redis: number
    readonly stale: number
    readonly missed: number
  }
  readonly errors: number
  readonly latencyMs: Readonly<Record<Timed, Latency>>
  readonly memory: { readonly entries: number; readonly bytes: number; readonly maxBytes: number }
  readonly loads: { readonly saved: number; readonly inFlight: number }
  readonly nodes: readonly Node[]
  readonly connections: { readonly max: number; readonly open: number; readonly inFlight: number }
  readonly pendingDeletions: number
  readonly logLagMs?: number
  readonly bytes?: { readonly written: { readonly raw: number; readonly stored: number } }
  readonly upstream: Upstream
}

export type Timed = 'reads' | 'redis' | 'upstream'

export interface Latency {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface Node {
  readonly node: string
  readonly status: string
  readonly reason?: string
  readonly latencyMs: number
  readonly breakers: { readonly read: string; readonly write: string }
}

export interface Upstream {
  readonly budget: {
    readonly mode: string
    readonly processes: number
    readonly scopes: Readonly<Record<string, Scope>>
  }
  readonly quota: { readonly status: string; readonly bases: readonly { readonly base: string }[] }
  readonly webhooks: readonly { readonly base: string; readonly state: string; readonly error?: string }[]
  readonly mirror: readonly { readonly table: string; readonly state: string; readonly records: number }[]
}

export interface Scope {
  readonly used: number
  readonly limit: number
  readonly queued: Readonly<Record<string, number>>
  readonly locked_for_ms: number
}

const KEPT = 300

/** The last five minutes, oldest first. */
export class Series {
  #points: readonly Point[] = []

  get points(): readonly Point[] {
    return this.#points
  }

  get last(): Point | undefined {
    return this.#points.at(-1)
  }

  begin(points: readonly Point[]): void {
    this.#points = points.slice(-KEPT)
  }

  add(point: Point): void {
    this.#points = [...this.#points, point].slice(-KEPT)
  }

  /** Reads of the last `seconds`, by where they were answered, and how long that was in s. */
  readsIn(seconds: number): { readonly reads: Point['reads']; readonly seconds: number } {
    const window = this.#points.slice(-seconds)
    const sum = (name: keyof Point['reads']) => window.reduce((total, { reads }) => total + reads[name], 0)
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

export function totalOf({ memory, redis, stale, missed }: Point['reads']): number {
  return memory + redis + stale + missed
}

/** `undefined` without reads. */
export function hitRateOf(reads: Point['reads']): number | undefined {
  const total = totalOf(reads)
  return total === 0 ? undefined : (total - reads.missed) / total
}
