import type { Environment } from '../environment.ts'
import type { PhaseStats } from '../faults/phase-stats.ts'
import type { RowResult } from '../faults/row-result.ts'
import { markdownRow } from './markdown-row.ts'
import { measuredOn } from './measured-on.ts'

export interface FaultsReport {
  readonly environment: Environment
  readonly seed: number
  readonly results: readonly RowResult[]
}

const COLUMNS = [
  '#',
  'fault',
  '',
  'calls',
  'failed',
  'p50 / p99 before',
  'p50 / p99 during',
  'longest call',
  'no more waiting after',
  'in full service after',
  'memory hits, p99 added',
  'stale reads',
  'upstream at once',
]

/** The fault matrix as a Markdown table, one row a drill; what failed says why below it. */
export function faultsTable({ environment, seed, results }: FaultsReport): string {
  const passed = results.filter(({ verdict }) => verdict === 'passed').length
  const isOfOne = new Set(results.map(({ cache }) => cache)).size === 1
  const columns = isOfOne ? COLUMNS : ['cache', ...COLUMNS]
  const failures = results.flatMap(failuresOf)
  return [
    markdownRow(columns),
    markdownRow(columns.map(() => '---')),
    ...results.map((result) => markdownRow(isOfOne ? cells(result) : [result.cache, ...cells(result)])),
    '',
    `${passed} of ${results.length} within their budgets. ${measuredOn(environment, [])} Times in ms. Seed ${seed}.`,
    ...(failures.length > 0 ? ['', ...failures] : []),
  ].join('\n')
}

function cells(result: RowResult): readonly string[] {
  const { number, title, verdict, measured } = result
  const head = [String(number), title, verdict === 'passed' ? 'passed' : '**failed**']
  if (!measured) return [...head, ...COLUMNS.slice(head.length).map(() => '')]
  const { before, during, after, memoryHits, fullServiceMs, upstream } = measured
  const phases = [before, during, after]
  const sum = (name: 'calls' | 'failed' | 'unanswered') =>
    phases.reduce((total, phase) => total + (phase?.[name] ?? 0), 0)
  return [
    ...head,
    String(sum('calls')),
    String(sum('failed') + sum('unanswered')),
    latencies(before),
    latencies(during),
    shown(measured.longestCallMs),
    // Where nothing hangs there is no moment from which on nobody waits.
    result.findings.some(({ name }) => name === 'time to fail fast') ? shown(measured.failFastMs) : '—',
    fullServiceMs === undefined ? 'never' : shown(fullServiceMs),
    memoryHits ? (memoryHits.openMs - memoryHits.beforeMs).toFixed(1) : '—',
    String(measured.staleReads.length),
    `${upstream.peak} of ${upstream.limit}`,
  ]
}

function latencies(phase: PhaseStats | undefined): string {
  return phase ? `${phase.p50Ms.toFixed(1)} / ${phase.p99Ms.toFixed(1)}` : '—'
}

function shown(ms: number): string {
  return ms === 0 ? '0' : ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en-US')
}

function failuresOf({ number, title, cache, findings, error }: RowResult): readonly string[] {
  const name = `${number} ${title}${cache === 'Larder' ? '' : `, ${cache}`}`
  // What others miss of our budgets is in their figures; they never promised them.
  const broken = cache === 'Larder' ? findings.filter(({ ok }) => !ok) : []
  return [
    ...(error === undefined ? [] : [`- ${name}: ${error}`]),
    ...broken.map((one) => `- ${name}: ${one.name} ${one.measured}, allowed ${one.budget}`),
  ]
}
