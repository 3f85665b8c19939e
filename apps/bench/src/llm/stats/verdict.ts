import type { Interval } from './interval.ts'

/** What an interval of a difference (of one to be judged, minus a reference) allows to be said. */
export type Verdict = 'better' | 'worse' | 'equivalent' | 'undecided'

/**
 * Better or worse when the interval excludes zero, equivalent when it lies within the margin, undecided otherwise.
 *
 * Within the margin counts first: a difference that is sure and too small to matter is no reason to change. With a 95 %
 * interval this is the test of two one-sided tests at 2.5 % (Schuirmann, J. Pharmacokin. Biopharm. 15, 1987).
 */
export function verdictOf(difference: Interval, margin: number): Verdict {
  if (!Number.isFinite(difference.low) || !Number.isFinite(difference.high)) return 'undecided'
  if (difference.low > -margin && difference.high < margin) return 'equivalent'
  if (difference.low > 0) return 'better'
  if (difference.high < 0) return 'worse'
  return 'undecided'
}

/** Whether the interval rules out that it is worse by the margin or more. */
export function isNotInferior(difference: Interval, margin: number): boolean {
  return difference.low > -margin
}
