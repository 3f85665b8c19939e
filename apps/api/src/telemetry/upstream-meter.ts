import { type AirtableClient, AirtableError, type AirtableRequest } from '@larder/airtable-adapter'
import { type Clock, Histogram } from '@larder/cache-core'
import { knownAmong, type KnownBase } from './known-base.ts'
import { latencyPoint } from './latency-buckets.ts'
import { counter, histogram, type MetricFamily } from './metric-family.ts'

const OUTCOMES = ['2xx', '4xx', '429', '5xx', 'quota', 'no-answer'] as const
/** How a request to Airtable ended: by class of status, apart from what operators ask for by name. */
export type UpstreamOutcome = (typeof OUTCOMES)[number]

/** So many requests of a base in a row that Airtable did not serve are more than chance. */
const FAILURES_IN_A_ROW = 3

type Counts = Record<UpstreamOutcome, number>

/** Counts and times every request that leaves for Airtable. */
export class UpstreamMeter {
  readonly #clock: Clock
  readonly #knownBase: KnownBase
  readonly #counts = new Map<string, Counts>()
  readonly #failuresInARow = new Map<string, number>()
  readonly #durations = new Histogram()

  /** `bases`: those that are told apart. All their series begin with 0: in one that begins with 1 Prometheus sees no increase. */
  constructor({ clock, bases }: { readonly clock: Clock; readonly bases: ReadonlySet<string> }) {
    this.#clock = clock
    this.#knownBase = knownAmong(bases)
    for (const base of bases) this.#countsOf(base)
  }

  /** The client, counted. */
  meter(client: AirtableClient): AirtableClient {
    return {
      account: client.account,
      send: async (request) => {
        const startedAt = this.#clock.monotonic()
        try {
          const answer = await client.send(request)
          this.#note(request, '2xx', startedAt)
          return answer
        } catch (error) {
          this.#note(request, outcomeOf(error), startedAt)
          throw error
        }
      },
    }
  }

  /** Bases that Airtable does not serve just now: the last requests for them all failed, by no fault of theirs. */
  get failingBases(): readonly string[] {
    return [...this.#failuresInARow].filter(([, count]) => count >= FAILURES_IN_A_ROW).map(([base]) => base)
  }

  families(): readonly MetricFamily[] {
    return [
      counter(
        'larder_upstream_requests_total',
        'Requests to Airtable by base and class of the answer: each cost a slot of the budget, and one of the calls of the month.',
        [...this.#counts].flatMap(([base, counts]) =>
          OUTCOMES.map((outcome) => [{ base, outcome }, counts[outcome]] as const),
        ),
      ),
      histogram(
        'larder_upstream_request_duration_seconds',
        'From when a request left for Airtable to its answer, without the wait for its turn.',
        [latencyPoint({}, this.#durations.snapshot())],
      ),
    ]
  }

  #note(request: AirtableRequest, outcome: UpstreamOutcome, startedAt: number): void {
    this.#durations.record(this.#clock.monotonic() - startedAt)
    const base = this.#knownBase(baseOf(request))
    this.#countsOf(base)[outcome]++
    if (outcome === '5xx' || outcome === 'no-answer')
      this.#failuresInARow.set(base, (this.#failuresInARow.get(base) ?? 0) + 1)
    else this.#failuresInARow.delete(base)
  }

  #countsOf(base: string): Counts {
    const known = this.#counts.get(base)
    if (known) return known
    const counts = { '2xx': 0, '4xx': 0, '429': 0, '5xx': 0, quota: 0, 'no-answer': 0 }
    this.#counts.set(base, counts)
    return counts
  }
}

/** The base that a request is about, also one to the metadata and webhooks of it. */
export function baseOf({ base, segments }: Pick<AirtableRequest, 'base' | 'segments'>): string {
  if (base === 'bases') return segments[0] ?? base
  return base === 'meta' && segments[0] === 'bases' ? (segments[1] ?? base) : base
}

export function outcomeOf(error: unknown): UpstreamOutcome {
  if (!(error instanceof AirtableError)) return 'no-answer'
  switch (error.kind) {
    case 'rate-limit':
      return '429'
    case 'quota':
      return 'quota'
    case 'server':
      return '5xx'
    case 'request':
      return '4xx'
    case 'network':
      return 'no-answer'
  }
}
