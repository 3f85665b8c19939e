import type { Clock } from '@larder/cache-core'
import type { Arm } from './arm.ts'
import type { Schedule, Slot } from './schedule.ts'
import type { SpendingLimit } from './spending-limit.ts'
import type { Track } from './track.ts'
import type { Trial, TrialCase } from './trial.ts'

export interface RunOptions {
  readonly track: Track
  readonly schedule: Schedule
  readonly limit: SpendingLimit
  /** Answers on their way at a time. */
  readonly concurrency: number
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onTrial?: ((trial: Trial) => void) | undefined
}

export interface Run {
  readonly trials: readonly Trial[]
  /** Whether the budget ended before the schedule did. Blocks that were not finished are left out: their pairs lack a half. */
  readonly isCutShort: boolean
  /** Of blocks that were left out. */
  readonly discarded: number
}

/** Puts the cases to the arms as scheduled, and has the answers judged. Throws what the signal was aborted with, and what an arm throws. */
export async function runTrials(options: RunOptions): Promise<Run> {
  const { schedule } = options
  const trials: Trial[] = []
  await runBlock(schedule.warmUp, -1, options)
  for (const [block, slots] of schedule.blocks.entries()) {
    const own = await runBlock(slots, block, options)
    if (own.length < slots.length) return { trials, isCutShort: true, discarded: own.length }
    for (const trial of own) options.onTrial?.(trial)
    trials.push(...own)
  }
  return { trials, isCutShort: false, discarded: 0 }
}

/** Ends early, with fewer trials than slots, when the budget does. */
async function runBlock(
  slots: readonly Slot[],
  block: number,
  options: RunOptions,
): Promise<readonly Trial[]> {
  const trials: Trial[] = []
  let next = 0
  const worker = async () => {
    while (next < slots.length) {
      const slot = slots[next++] as Slot
      options.signal.throwIfAborted()
      const trial = await runSlot(slot, block, options)
      if (trial === undefined) return
      trials.push(trial)
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.concurrency, slots.length) }, worker))
  return trials
}

async function runSlot(slot: Slot, block: number, options: RunOptions): Promise<Trial | undefined> {
  const { track, limit, clock, signal } = options
  const arm = track.arms[slot.arm] as Arm
  const item = track.cases[slot.item] as TrialCase
  const forecastUsd = arm.forecast(item).usd ?? 0
  if (!limit.reserve(forecastUsd)) return undefined
  const startedAt = new Date(clock.now()).toISOString()
  const outcome = await arm.answer(item, { repeat: slot.repeat, signal })
  limit.settle(forecastUsd, outcome.usd ?? 0)
  const { id: caseId, cluster, category, bookSize } = item
  const grade = track.grade(item, outcome.answer)
  const { repeat } = slot
  return {
    track: track.name,
    arm: arm.name,
    caseId,
    cluster,
    category,
    bookSize,
    repeat,
    block,
    startedAt,
    outcome,
    grade,
  }
}
