import type { BudgetPhase, Waits } from '../budget/budget-verdict.ts'
import { markdownRow } from './markdown-row.ts'

/** What a run of the shared budget has shown, in Markdown. */
export function budgetReport(phases: readonly BudgetPhase[]): string {
  const columns = [
    'load',
    'requests/s',
    'upstream 429s',
    'most in 1,000 ms',
    'of 5/s used',
    'answer p50, p99, max',
    'write p50, p99, max',
    'read p50, p99, max',
    'background p50, p99, max',
    'background that left before a waiting one, at most',
    'interactive delayed by background p50, p99, max',
  ]
  const rows = phases.map((phase) => [
    phase.name,
    `${Math.round((1_000 * phase.requests) / phase.ms)}`,
    `${phase.upstream429s}`,
    `${phase.densest}`,
    `${(phase.utilisation / 10).toFixed(1)} %`,
    waits(phase.answers),
    waits(phase.waits['interactive-write']),
    waits(phase.waits['interactive-read']),
    waits(phase.waits.background),
    `${phase.mostOvertakes}`,
    waits(phase.delayed),
  ])
  return [markdownRow(columns), markdownRow(columns.map(() => '---')), ...rows.map(markdownRow)].join('\n')
}

function waits({ count, p50Ms, p99Ms, maxMs }: Waits): string {
  return count === 0
    ? 'none'
    : `${[p50Ms, p99Ms, maxMs].map((ms) => Math.round(ms)).join(', ')} ms (${count})`
}
