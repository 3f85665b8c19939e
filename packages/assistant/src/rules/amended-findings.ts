import type { Finding } from './finding.ts'
import { clockTime } from './said-time.ts'

/**
 * Numbers that only say that something is otherwise ("make that eight", "perdón, cinco") take the place of what was said before
 * them: an hour, or a count of people. Where nothing was, they are left to what the guest was asked for.
 */
export function amendedFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding, at) => {
    if (finding.amend === undefined) return [finding]
    const { from, to, amend } = finding
    const before = findings
      .slice(0, at)
      .findLast(({ time, party }) => time !== undefined || party?.people !== undefined)
    if (before === undefined) return []
    if (before.party?.people !== undefined) return [{ from, to, party: { people: amend } }]
    const time = clockTime(amend, 0)
    return time === undefined ? [] : [{ from, to, time }]
  })
}
