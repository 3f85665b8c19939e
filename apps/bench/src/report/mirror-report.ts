import type { MirrorFigures } from '../mirror/mirror-process.ts'
import { table } from './markdown-row.ts'

/** What a mirror takes and gives, in Markdown. */
export function mirrorReport({ records, loadMs, heapBytes, questions }: MirrorFigures): string {
  const perRecord = Math.round(heapBytes / records)
  return [
    `${records.toLocaleString('en')} records, read in ${(loadMs / 1_000).toFixed(1)} s (${Math.round((1_000 * records) / loadMs).toLocaleString('en')} records/s), ${(heapBytes / 2 ** 20).toFixed(0)} MiB of heap (${perRecord} bytes a record).`,
    '',
    table(
      ['question', 'asked', 'p50', 'p99', 'max', 'others waited at most'],
      questions.map(({ name, count, p50Ms, p99Ms, maxMs, blockedMs }) => [
        name,
        String(count),
        ...[p50Ms, p99Ms, maxMs, blockedMs].map((ms) => `${ms.toFixed(ms < 1 ? 3 : 1)} ms`),
      ]),
    ),
  ].join('\n')
}
