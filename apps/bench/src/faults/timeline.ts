import { breakerSpans } from './breaker-spans.ts'
import type { CallOutcome } from './call-record.ts'
import type { Drill } from './drill.ts'
import { quantile } from './phase-stats.ts'

export const BUCKET_MS = 50

export interface TimelineBucket {
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>
  readonly p50Ms: number
  readonly maxMs: number
}

/** A state that lasted; times in ms since the load began. */
export interface TimelineBand {
  readonly label: string
  readonly spans: readonly { readonly state: string; readonly from: number; readonly to: number }[]
}

/** A drill over time, in ms since the load began. */
export interface Timeline {
  readonly bucketMs: number
  readonly buckets: readonly TimelineBucket[]
  readonly bands: readonly TimelineBand[]
  readonly edges: readonly number[]
  readonly marks: {
    readonly beforeAt: number
    readonly faultAt: number
    readonly healedAt: number
    readonly servedAt: number
    readonly endedAt: number
  }
}

export function timelineOf(drill: Drill): Timeline {
  const { marks, edges } = drill
  const { startedAt, endedAt } = marks
  const since = (instant: number) => Math.min(instant, endedAt) - startedAt
  return {
    bucketMs: BUCKET_MS,
    buckets: buckets(drill),
    bands: bands(drill).map(({ label, spans }) => ({
      label,
      spans: spans
        .filter(({ to }) => to > startedAt)
        .map(({ state, from, to }) => ({ state, from: Math.max(0, since(from)), to: since(to) })),
    })),
    edges: edges.map(since),
    marks: {
      beforeAt: since(marks.beforeAt),
      faultAt: since(marks.faultAt),
      healedAt: since(marks.healedAt),
      servedAt: since(marks.servedAt),
      endedAt: since(endedAt),
    },
  }
}

function buckets({ instruments, marks }: Drill): readonly TimelineBucket[] {
  const grouped = Map.groupBy(instruments.record.all(), ({ beganAt }) =>
    Math.floor((beganAt - marks.startedAt) / BUCKET_MS),
  )
  const count = Math.ceil((marks.endedAt - marks.startedAt) / BUCKET_MS)
  return Array.from({ length: count }, (_, index) => {
    const calls = grouped.get(index) ?? []
    const outcomes: Partial<Record<CallOutcome, number>> = {}
    for (const { outcome } of calls) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    const latencies = calls.map(({ latencyMs }) => latencyMs)
    return { outcomes, p50Ms: quantile(latencies, 0.5), maxMs: quantile(latencies, 1) }
  })
}

function bands({ caches, instruments, marks }: Drill): readonly TimelineBand[] {
  return caches
    .filter(({ tells }) => tells)
    .flatMap(({ name }) => [
      ...(['read', 'write'] as const).map((side) => ({
        label: `${name}: ${side} breaker`,
        spans: breakerSpans(instruments.events, name, side, marks.endedAt),
      })),
      { label: `${name}: health`, spans: healthSpans(name, instruments.health, marks.endedAt) },
    ])
}

function healthSpans(
  cache: string,
  samples: Drill['instruments']['health'],
  until: number,
): TimelineBand['spans'] {
  const own = samples.filter((sample) => sample.cache === cache)
  return own.map(({ at, isHealthy }, index) => ({
    state: isHealthy ? 'healthy' : 'degraded',
    from: at,
    to: own[index + 1]?.at ?? until,
  }))
}
