import type { FreshnessFigures, FreshnessPhase } from '../freshness/freshness-figures.ts'
import { measuredOn } from './measured-on.ts'
import { otherWork } from './other-work.ts'
import { table } from './markdown-row.ts'

/** With pings, at most. */
const MOST_WITH_PINGS_MS = 2_000

/** How soon changes were seen, in Markdown. Targets that were missed are in italics. */
export function freshnessReport({ environment, loadBefore, changes, phases }: FreshnessFigures): string {
  const rows = phases.flatMap((phase) =>
    phase.seen.map(({ title, waits, unseen }) => [
      wayOf(phase),
      title,
      `${waits.count}${unseen === 0 ? '' : ` (*${unseen} unseen*)`}`,
      seconds(waits.p50Ms),
      seconds(waits.p99Ms),
      judged(seconds(waits.maxMs), unseen === 0 && waits.maxMs <= mostOf(phase)),
      `≤ ${seconds(mostOf(phase))}`,
      String(phase.upstream429s),
    ]),
  )
  const columns = ['changes are told by', 'what is read', 'seen', 'p50', 'p99', 'max', 'target', '429s']
  const calls = phases.map((phase) => {
    const perChange = phase.upstreamCalls / (changes * phase.seen.length)
    return `${perChange.toFixed(1)} with ${wayOf(phase)}`
  })
  return [
    table(columns, rows),
    '',
    `${measuredOn(environment, [])} ${otherWork(loadBefore, environment.cores)} ${changes} changes of each kind, at random instants, as a person makes them in the base, until an answer of Larder shows them; asked every 20 ms, one every 1.5 s. Calls to Airtable for each change: ${calls.join(', ')}. Before a simulator that is 150 ms away and keeps its limit. In italics: targets that were missed.`,
  ].join('\n')
}

function wayOf({ way, pollIntervalMs }: FreshnessPhase): string {
  return way === 'pings' ? 'pings' : `polling every ${seconds(pollIntervalMs)} alone`
}

function mostOf({ way, pollIntervalMs }: FreshnessPhase): number {
  return way === 'pings' ? MOST_WITH_PINGS_MS : pollIntervalMs
}

function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(2))} s`
}

function judged(value: string, isMet: boolean): string {
  return isMet ? `**${value}**` : `*${value}*`
}
