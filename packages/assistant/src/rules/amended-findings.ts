import type { Finding } from './finding.ts'
import { clockTime } from './said-time.ts'

/**
 * Numbers that only say that something is otherwise ("make that eight", "perdón, cinco") take the place of what was said before
 * them: an hour, or a count of people. Where nothing was, they are left to what the guest was asked for.
 */
export function amendedFindings(findings: readonly Finding[]): readonly Finding[] {
  const amended: Finding[] = []
  let last: Finding | undefined
  for (const finding of findings) {
    const counts = finding.amend === undefined ? finding : replacing(finding.amend, finding, last)
    if (counts === undefined) continue
    amended.push(counts)
    if (counts.time !== undefined || counts.party?.people !== undefined) last = counts
  }
  return amended
}

function replacing(amend: number, { from, to }: Finding, last: Finding | undefined): Finding | undefined {
  if (last === undefined) return undefined
  if (last.party?.people !== undefined) return { from, to, party: { people: amend } }
  const time = clockTime(amend, 0)
  return time && { from, to, time }
}
