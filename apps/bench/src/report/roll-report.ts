import { LEAST_HIT_SHARE, percent, type RollFigures } from '../roll/roll-figures.ts'
import { measuredOn } from './measured-on.ts'
import { table } from './markdown-row.ts'

/** What callers saw of a roll, in Markdown. */
export function rollReport(figures: RollFigures, findings: readonly string[]): string {
  const { environment, perSecond, checkMs, drainMs, records, phases, restarts } = figures
  const rows = phases.map(({ name, seconds, reads, writes, failed, hitRate, latency }) => [
    name,
    `${seconds.toFixed(1)} s`,
    reads.toLocaleString('en'),
    String(writes),
    failed === 0 ? '**0**' : `*${failed}*`,
    percent(hitRate),
    `${latency.p50Ms.toFixed(1)} ms`,
    `${latency.p99Ms.toFixed(1)} ms`,
    `${latency.maxMs.toFixed(0)} ms`,
  ])
  const ends = restarts.map(
    ({ endedMs, backMs }) =>
      `ended ${(endedMs / 1_000).toFixed(2)} s after SIGTERM, and its successor was sent requests ${(backMs / 1_000).toFixed(2)} s later`,
  )
  const head = ['', 'time', 'reads', 'writes', 'failed', 'hit rate', 'p50', 'p99', 'longest']
  return [
    table(head, rows),
    `The first server ${ends.join('; the second one ')}. ${measuredOn(environment, [])} Two Larders on one Redis; a proxy that looks at \`/readyz\` every ${checkMs} ms, keeps its connections and sends nothing twice; \`SHUTDOWN_DRAIN_DELAY_MS\` ${drainMs}. Reads of ${records} records at random instants, ${perSecond} a second, and a write every 1.5 s, before a simulated Airtable that is 150 ms away and keeps its limit. Wanted: no failed request, and at least ${LEAST_HIT_SHARE} of the hit rate before.`,
    findings.length === 0 ? 'Nobody noticed.' : findings.map((finding) => `- **${finding}**`).join('\n'),
  ].join('\n\n')
}
