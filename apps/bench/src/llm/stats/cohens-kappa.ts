import type { Interval } from './interval.ts'
import { normalQuantile } from './normal.ts'

export interface Kappa {
  /** 1 is full agreement, 0 what chance alone would do. NaN when both always say the same one thing. */
  readonly kappa: number
  readonly interval: Interval
}

/**
 * How far two people (or passes) agree on labels, beyond chance.
 *
 * Cohen, "A Coefficient of Agreement for Nominal Scales", Educ. Psychol. Meas. 20, 1960; interval by its large-sample
 * standard error.
 */
export function cohensKappa(first: readonly string[], second: readonly string[], confidence = 0.95): Kappa {
  if (first.length !== second.length)
    throw new Error(`${first.length} labels cannot be compared with ${second.length}.`)
  const n = first.length
  const agreed = first.filter((label, index) => label === second[index]).length / n
  let byChance = 0
  for (const label of new Set(first)) byChance += shareOf(first, label) * shareOf(second, label)
  const kappa = (agreed - byChance) / (1 - byChance)
  const half =
    (normalQuantile((1 + confidence) / 2) * Math.sqrt((agreed * (1 - agreed)) / n)) / (1 - byChance)
  return { kappa, interval: { low: kappa - half, high: Math.min(1, kappa + half) } }
}

function shareOf(labels: readonly string[], label: string): number {
  return labels.filter((own) => own === label).length / labels.length
}
