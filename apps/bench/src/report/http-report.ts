import type { Cost, HttpFigures, Sample, Throughput } from '../http/http-figures.ts'
import { HTTP_QUESTIONS } from '../http/http-questions.ts'
import type { OpenLoopFigures } from '../http/open-loop.ts'
import { measuredOn } from './measured-on.ts'
import { median } from '../scaling/median.ts'
import { otherWork } from './other-work.ts'
import { table } from './markdown-row.ts'

/** Of the throughput of raw Hono, at least. */
const LEAST_SHARE = 0.6
/** At 500 requests/s, at most. */
const MOST_P99_MS = 10

/** What was measured over HTTP, in Markdown. Targets that were missed are in italics. */
export function httpReport(figures: HttpFigures): string {
  const { environment, versions, loadBefore, rounds, seconds, connections, rateSeconds, reservations } =
    figures
  const note = `${measuredOn(environment, Object.entries(versions))} ${otherWork(loadBefore, environment.cores)} Every server in a process of its own, and what asks them on the same cores. Requests/s: ${connections} connections of a client that never sleeps, median of ${rounds} interleaved rounds of ${seconds} s; the ratio is the median of the rounds' own. Hono answers with the same bytes and headers, made beforehand, from one route each; Larder asks for a key, follows its base and mirrors a table of ${reservations.toLocaleString('en')} records. 500 requests/s: at random instants, ${rateSeconds} s of them in as many rounds, from the instant a request was due to the end of its answer; percentiles are the median of the rounds' own, the longest is that of all. In italics: targets that were missed.`
  return [throughputTable(figures), latencyTable(figures), costTable(figures), note].join('\n\n')
}

function throughputTable({ throughput }: HttpFigures): string {
  return table(
    [
      'cached answers',
      'bytes',
      'Larder',
      'raw Hono',
      `ratio (≥ ${LEAST_SHARE})`,
      'CPU of the server, Larder and Hono',
    ],
    throughput.map((one) => [
      `${titleOf(one.question)}${one.status === 304 ? ', 304' : ''}`,
      one.bytes.toLocaleString('en'),
      `${perSecond(one.larder)}/s`,
      `${perSecond(one.raw)}/s`,
      judged(shareOf(one).toFixed(2), shareOf(one) >= LEAST_SHARE),
      `${cpuUs(one.larder)} and ${cpuUs(one.raw)} µs`,
    ]),
  )
}

/** How much of raw Hono's throughput Larder has. */
export function shareOf({ larder, raw }: Pick<Throughput, 'larder' | 'raw'>): number {
  return median(larder.map((sample, round) => sample.perSecond / (raw[round]?.perSecond ?? Number.NaN)))
}

function perSecond(samples: readonly Sample[]): string {
  return Math.round(median(samples.map((sample) => sample.perSecond))).toLocaleString('en')
}

function cpuUs(samples: readonly Sample[]): string {
  return median(samples.map((sample) => sample.cpuUs)).toFixed(0)
}

function latencyTable({ rates, direct }: HttpFigures): string {
  const rows = rates.flatMap(({ question, larder, raw }) => [
    latencyRow(`Larder, 500/s: ${titleOf(question).toLowerCase()}`, larder, MOST_P99_MS),
    latencyRow(`raw Hono, 500/s: ${titleOf(question).toLowerCase()}`, raw),
  ])
  return table(
    ['who is asked', 'requests', 'answered', 'p50', `p99 (Larder: < ${MOST_P99_MS} ms)`, 'max'],
    [
      ...rows,
      latencyRow('the simulator itself, 150 ms away, 4.9/s', direct.paced),
      latencyRow('the simulator itself, 500/s', direct.unpaced),
    ],
  )
}

function latencyRow(
  name: string,
  { requests, statuses, latency }: OpenLoopFigures,
  mostP99Ms?: number,
): readonly string[] {
  const p99 = inMs(latency.p99Ms)
  return [
    name,
    requests.toLocaleString('en'),
    Object.entries(statuses)
      .map(([status, count]) => `${status}: ${count.toLocaleString('en')}`)
      .join(', '),
    inMs(latency.p50Ms),
    mostP99Ms === undefined ? p99 : judged(p99, latency.p99Ms < mostP99Ms),
    inMs(latency.maxMs),
  ]
}

function costTable({ cost }: HttpFigures): string {
  const row = (name: string, { requests, calls }: Cost, isRate = true) => {
    const sum = Object.values(calls).reduce((total, count) => total + count, 0)
    const kinds = Object.entries(calls).map(([kind, count]) => `${kind} ${count}`)
    const rate = isRate ? ((1_000 * sum) / requests).toFixed(2) : ''
    return [name, requests.toLocaleString('en'), String(sum), rate, kinds.join(', ')]
  }
  return table(
    ['calls to Airtable', 'requests', 'calls', 'per 1,000', 'of them'],
    [
      row('the three questions in turn at 500/s, from a cold start', cost.first),
      row('until the mirrored table is read', cost.mirror, false),
      row('from then on, at 500/s', cost.steady),
    ],
  )
}

function titleOf(id: string): string {
  return HTTP_QUESTIONS.find((question) => question.id === id)?.title ?? id
}

function inMs(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`
}

function judged(value: string, isMet: boolean): string {
  return isMet ? `**${value}**` : `*${value}*`
}
