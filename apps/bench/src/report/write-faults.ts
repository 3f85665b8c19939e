import { type FaultsReport, faultsTable } from './faults-table.ts'
import { updateMarked } from './write-reports.ts'

/**
 * Writes docs/faults.md: the matrix, which is Larder's alone, and where others were drilled too, the rows that they were
 * drilled in beside Larder's own.
 */
export function writeFaults(report: FaultsReport, page: string): void {
  const { results } = report
  const ours = results.filter(({ cache }) => cache === 'Larder')
  const theirs = new Set(results.filter((result) => !ours.includes(result)).map(({ number }) => number))
  updateMarked('faults', '--docs', faultsTable({ ...report, results: ours }), page)
  if (theirs.size === 0) return
  const beside = results.filter(({ number }) => theirs.has(number))
  updateMarked('faults', '--rivals --docs', faultsTable({ ...report, results: beside }), page)
}
