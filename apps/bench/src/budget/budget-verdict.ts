import type { BudgetSample } from './metered-budget.ts'
import type { RequestPriority } from '@larder/cache-core'

export interface Arrival {
  readonly at: number
  readonly status: number
}

/** One part of a run, of all processes together. */
export interface BudgetPhase {
  readonly name: string
  readonly ms: number
  readonly requests: number
  readonly answered: number
  readonly refused: number
  readonly failed: number
  /** Requests that came to Airtable, in thousandths of what it allows. */
  readonly utilisation: number
  readonly upstream429s: number
  /** The most that came in any 1,000 ms. */
  readonly densest: number
  readonly waits: Readonly<Record<RequestPriority, Waits>>
  /** Background requests that left while an interactive one waited: the most of any. */
  readonly mostOvertakes: number
  /** From leaving to the answer: so long, and a window, a slot is taken. */
  readonly answers: Waits
  /** How much longer interactive requests waited than they would have without background: see delaysByBackground. */
  readonly delayed: Waits
}

export interface Waits {
  readonly count: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

const WINDOW_MS = 1_000

/** The most arrivals in any 1,000 ms. */
export function densest(arrivals: readonly Arrival[]): number {
  const times = arrivals.map(({ at }) => at).sort((a, b) => a - b)
  let most = 0
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] as number) - (times[first] as number) >= WINDOW_MS) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

export function waitsOf(values: readonly number[]): Waits {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 }
}

export function waitsBy(samples: readonly BudgetSample[], priority: RequestPriority): Waits {
  return waitsOf(
    samples.flatMap((one) =>
      one.leftAt === undefined || one.priority !== priority ? [] : [one.leftAt - one.cameAt],
    ),
  )
}

/** For each interactive request, how many of the background left between its coming and its leaving. */
export function overtakes(samples: readonly BudgetSample[]): readonly number[] {
  const background = departuresOf(samples, true)
  return departuresOf(samples, false).map(
    ({ cameAt, leftAt }) =>
      background.filter((one) => one.leftAt > cameAt + TOGETHER_MS && one.leftAt < leftAt - TOGETHER_MS)
        .length,
  )
}

/** What was asked for and what left in the same moment are one round trip apart: neither waited for the other. */
const TOGETHER_MS = 5

/**
 * How much longer each interactive request waited than it would have without background, if one request could leave every
 * `slotMs`: interactive ones are replayed alone, in the order they left. None when nothing of the background left.
 */
export function delaysByBackground(samples: readonly BudgetSample[], slotMs: number): readonly number[] {
  if (departuresOf(samples, true).length === 0) return []
  let free = Number.NEGATIVE_INFINITY
  return departuresOf(samples, false).map(({ cameAt, leftAt }) => {
    const aloneAt = Math.max(cameAt, free)
    free = aloneAt + slotMs
    return Math.max(0, leftAt - aloneAt)
  })
}

/** From leaving to the answer. */
export function answerTimes(samples: readonly BudgetSample[]): readonly number[] {
  return samples.flatMap(({ leftAt, answeredAt }) =>
    leftAt === undefined || answeredAt === undefined ? [] : [answeredAt - leftAt],
  )
}

interface Departed {
  readonly cameAt: number
  readonly leftAt: number
  readonly answeredAt: number
}

function departuresOf(samples: readonly BudgetSample[], isBackground: boolean): readonly Departed[] {
  return samples
    .flatMap(({ priority, cameAt, leftAt, answeredAt }) =>
      leftAt === undefined || answeredAt === undefined || (priority === 'background') !== isBackground
        ? []
        : [{ cameAt, leftAt, answeredAt }],
    )
    .sort((a, b) => a.leftAt - b.leftAt)
}
