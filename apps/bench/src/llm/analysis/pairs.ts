import type { Trial } from '../trial.ts'
import { type CaseScore, scoreCases } from './case-scores.ts'

/** What two arms did on one case. */
export interface Pair {
  readonly candidate: CaseScore
  readonly reference: CaseScore
}

/** Of the cases that both were asked. */
export function pairsOf(candidates: readonly Trial[], references: readonly Trial[]): readonly Pair[] {
  const others = scoreCases(references)
  return [...scoreCases(candidates).values()].flatMap((candidate) => {
    const reference = others.get(candidate.caseId)
    return reference === undefined ? [] : [{ candidate, reference }]
  })
}
