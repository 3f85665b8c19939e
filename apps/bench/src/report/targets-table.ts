import type { CacheBenchmarkResult } from '../cache-benchmark.ts'
import { ALL_LIMITS } from '../limits/all-limits.ts'
import { QUESTIONS } from '../cache-questions.ts'
import { ratioTo } from './comparison.ts'
import { TARGETS } from '../targets.ts'

/** What was to be reached beside what was measured, one row each; '' when nothing of it was measured. */
export function targetsTable(result: CacheBenchmarkResult): string {
  const rows = [...ratioRows(result), ...limitRows(result)]
  return rows.length === 0 ? '' : ['| | target | measured |', '| --- | ---: | ---: |', ...rows].join('\n')
}

function ratioRows(result: CacheBenchmarkResult): readonly string[] {
  return QUESTIONS.flatMap((question) => {
    const targets = TARGETS.flatMap(({ questionId, peer, atLeast }) => {
      const ratio = questionId === question.id ? ratioTo(result, question, peer) : undefined
      return ratio === undefined ? [] : [{ peer, atLeast, ratio }]
    })
    if (targets.length === 0) return []
    const wanted = targets.map(({ peer, atLeast }) => `≥ ${atLeast} × ${peer}`)
    const found = targets.map(({ ratio, atLeast }) => shown(ratio.toFixed(2), ratio >= atLeast))
    return [`| ${question.title} | ${wanted.join(', ')} | ${found.join(', ')} |`]
  })
}

function limitRows({ limits }: CacheBenchmarkResult): readonly string[] {
  return limits.flatMap(({ limitId, median, error }) => {
    const limit = ALL_LIMITS.find(({ id }) => id === limitId)
    if (!limit) return []
    const found =
      median === undefined
        ? `failed: ${error ?? ''}`
        : shown(inUnit(median, limit.unit), median <= limit.atMost)
    return [`| ${limit.title} | ≤ ${inUnit(limit.atMost, limit.unit)} | ${found} |`]
  })
}

/** What missed its target is set in italics. */
function shown(value: string, isMet: boolean): string {
  return isMet ? `**${value}**` : `*${value}*`
}

function inUnit(value: number, unit: 'ms' | 'times' | 'bytes'): string {
  if (unit === 'bytes') return `${Math.round(value)} bytes`
  return unit === 'ms' ? `${Number(value.toPrecision(2))} ms` : `${Number(value.toPrecision(3))} ×`
}
