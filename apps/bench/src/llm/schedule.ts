import type { Random } from '@larder/cache-core'

export interface ScheduleOptions {
  readonly arms: number
  readonly cases: number
  /** How often each case is put to each arm. Default 3. */
  readonly repeats?: number | undefined
  /** Cases of a block. Default 24. */
  readonly blockSize?: number | undefined
  /** Cases that each arm answers before anything counts. Default 3. */
  readonly warmUp?: number | undefined
  readonly random: Random
}

/** One case for one arm; both are places in the lists. */
export interface Slot {
  readonly arm: number
  readonly item: number
  readonly repeat: number
}

export interface Schedule {
  /** Its answers are thrown away: connections open, and providers' caches fill. */
  readonly warmUp: readonly Slot[]
  /** One after the other. */
  readonly blocks: readonly (readonly Slot[])[]
}

/**
 * Who answers what, and when.
 *
 * Load and prices of providers drift with the hour. So every arm answers the same cases within each block of time, in
 * random order: what changes between blocks is the same for all of them.
 */
export function scheduleTrials(options: ScheduleOptions): Schedule {
  const { arms, cases, repeats = 3, blockSize = 24, warmUp = 3, random } = options
  const all = upTo(cases)
  const blocks: (readonly Slot[])[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const order = shuffled(all, random)
    for (let from = 0; from < cases; from += blockSize) {
      const items = order.slice(from, from + blockSize)
      blocks.push(
        shuffled(
          items.flatMap((item) => upTo(arms).map((arm) => ({ arm, item, repeat }))),
          random,
        ),
      )
    }
  }
  const first = shuffled(all, random).slice(0, warmUp)
  return { warmUp: first.flatMap((item) => upTo(arms).map((arm) => ({ arm, item, repeat: 0 }))), blocks }
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** A shuffled copy (Fisher and Yates). */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random.next() * (last + 1))
    const kept = mixed[last] as T
    mixed[last] = mixed[other] as T
    mixed[other] = kept
  }
  return mixed
}
