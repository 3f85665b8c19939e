import { markdownRow } from './markdown-row.ts'
import type { Outcome } from '../soak/soak-ledger.ts'
import type { SoakReport } from '../soak/run-soak.ts'

/** What a soak has shown, in Markdown: what happened, what clients saw of it, and what the metrics told. */
export function soakReport(report: SoakReport, findings: readonly string[]): string {
  const { verdicts, outcomes } = report
  const reads = outcomes.filter(({ kind }) => kind === 'read')
  return [
    `${report.minutes} minutes, ${report.servers} servers, ${report.episodes.length} faults, seed ${report.seed}: ${reads.length} reads, ${outcomes.length - reads.length} writes.`,
    '',
    `- Reads that failed although the answer was cached or could be had: **${verdicts.failedReads}**. While Airtable could not be asked, of what a write had just taken away: ${verdicts.excusedReads}.`,
    `- Reads that did not show a write of their own server: **${verdicts.ownWritesMissed}**; that were staler than the bound: **${verdicts.staleReads}**.`,
    `- Reads took ${quantiles(reads)}.`,
    `- Heap at the end, by server: ${heaps(report)}. Ended within ${report.exits.map(({ ms }) => `${Math.round(ms)} ms`).join(', ')} of SIGTERM.`,
    '',
    ...episodes(report),
    '',
    findings.length === 0
      ? 'Nothing else was found.'
      : findings.map((finding) => `- **${finding}**`).join('\n'),
  ].join('\n')
}

function episodes({ episodes: all, servers }: SoakReport): readonly string[] {
  const kinds = [...new Set(all.map(({ fault }) => fault))]
  const columns = [
    'fault',
    'times',
    'told by',
    'errors of the shared tier',
    'of loads',
    'stale hits',
    'healthy again after',
    'relapses later',
  ]
  const rows = kinds.map((kind) => {
    const own = all.filter(({ fault }) => fault === kind)
    const total = (member: 'sharedErrors' | 'loadErrors' | 'staleHits' | 'relapses') =>
      String(own.reduce((sum, episode) => sum + episode[member], 0))
    const told = own.map(({ toldBy }) => toldBy)
    const healthy = own.map(({ healthyAfterMs }) => healthyAfterMs ?? Number.POSITIVE_INFINITY)
    return [
      kind,
      String(own.length),
      `${Math.min(...told)} of ${servers}`,
      total('sharedErrors'),
      total('loadErrors'),
      total('staleHits'),
      `${Math.round(Math.max(...healthy))} ms`,
      total('relapses'),
    ]
  })
  return [
    markdownRow(columns),
    markdownRow(['---', ...columns.slice(1).map(() => '---:')]),
    ...rows.map(markdownRow),
  ]
}

function quantiles(reads: readonly Outcome[]): string {
  const sorted = reads.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `${at(0.5).toFixed(1)} ms (p50), ${at(0.99).toFixed(1)} ms (p99), ${at(1).toFixed(0)} ms at most`
}

function heaps({ footprints }: SoakReport): string {
  const mebibytes = (bytes: number | undefined) => ((bytes ?? 0) / 2 ** 20).toFixed(1)
  return footprints
    .map((own) => {
      const [third, last] = [own[Math.floor(own.length / 3)], own.at(-1)]
      return `${mebibytes(last?.heapBytes)} MiB (${mebibytes(third?.heapBytes)} after a third)`
    })
    .join(', ')
}
