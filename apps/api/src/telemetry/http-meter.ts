import {
  counter,
  type Exemplar,
  histogram,
  type HistogramPoint,
  type Labels,
  type MetricFamily,
} from './metric-family.ts'
import { OTHER } from './known-base.ts'

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', OTHER] as const
const CLASSES = ['other', '1xx', '2xx', '3xx', '4xx', '5xx'] as const

/** Upper bounds of the buckets, in ms. */
const BOUNDS_MS: readonly number[] = [
  0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000,
]
const BOUNDS_S = BOUNDS_MS.map((ms) => ms / 1_000)
/** Routes are templates from code; this is the wall should one be none. */
const MOST_ROUTES = 100

/** Requests of one route, method and class of status. */
class Cell {
  readonly counts: Float64Array = new Float64Array(BOUNDS_MS.length + 1)
  readonly exemplars: (Exemplar | undefined)[] = []
  sumMs = 0
}

/** Counts and times the requests that were answered: an increment of an array each. */
export class HttpMeter {
  readonly #routes = new Map<string, (Cell | undefined)[]>()

  /** `traceId`: of the trace that was recorded of it, if any. */
  record(route: string, method: string, status: number, ms: number, traceId?: string): void {
    const cells = this.#cellsOf(route)
    const index = methodIndex(method) * CLASSES.length + classIndex(status)
    const cell = (cells[index] ??= new Cell())
    let bucket = 0
    while (bucket < BOUNDS_MS.length && ms > (BOUNDS_MS[bucket] as number)) bucket++
    cell.counts[bucket]!++
    cell.sumMs += ms
    if (traceId !== undefined) cell.exemplars[bucket] = { traceId, value: ms / 1_000, at: Date.now() / 1_000 }
  }

  families(): readonly MetricFamily[] {
    const cells = [...this.#routes].flatMap(([route, of]) =>
      of.flatMap((cell, index) => (cell ? [[labelsOf(route, index), cell] as const] : [])),
    )
    return [
      counter(
        'larder_http_requests_total',
        'Requests answered, by route, method and class of status.',
        cells.map(([labels, { counts }]) => [labels, counts.reduce((sum, count) => sum + count, 0)]),
      ),
      histogram(
        'larder_http_request_duration_seconds',
        'From the head of a request to the head of its answer.',
        cells.map(([labels, cell]) => pointOf(labels, cell)),
      ),
    ]
  }

  #cellsOf(route: string): (Cell | undefined)[] {
    const known = this.#routes.get(route)
    if (known) return known
    const name = this.#routes.size < MOST_ROUTES ? route : OTHER
    const cells = this.#routes.get(name) ?? []
    this.#routes.set(name, cells)
    return cells
  }
}

function pointOf(labels: Labels, { counts, sumMs, exemplars }: Cell): HistogramPoint {
  return { labels, bounds: BOUNDS_S, counts: [...counts], sum: sumMs / 1_000, exemplars: [...exemplars] }
}

function labelsOf(route: string, index: number): Labels {
  const method = METHODS[Math.floor(index / CLASSES.length)] as string
  return { route, method, status: CLASSES[index % CLASSES.length] as string }
}

function methodIndex(method: string): number {
  const index = (METHODS as readonly string[]).indexOf(method)
  return index === -1 ? METHODS.length - 1 : index
}

function classIndex(status: number): number {
  const index = Math.floor(status / 100)
  return index >= 1 && index < CLASSES.length ? index : 0
}
