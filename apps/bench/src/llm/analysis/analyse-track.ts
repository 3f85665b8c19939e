import type { Run } from '../run-trials.ts'
import type { Track } from '../track.ts'
import type { TrackName, TrackPart, Trial } from '../trial.ts'
import { type Comparison, compareArms } from './compare-arms.ts'
import type { AnalysisPlan } from './plan.ts'
import { type ArmSummary, summariseArm } from './summarise-arm.ts'

/** What a track has shown. */
export interface TrackAnalysis {
  readonly track: TrackName
  /** Of a track that is run in parts. */
  readonly part?: TrackPart | undefined
  readonly primary: string
  readonly arms: readonly (ArmSummary & { readonly what: string; readonly isSimulated: boolean })[]
  readonly comparisons: readonly Comparison[]
  readonly isCutShort: boolean
  /** Trials of blocks that the budget cut short. */
  readonly discarded: number
  readonly from: string
  readonly until: string
  readonly trials: readonly Trial[]
}

export function analyseTrack(track: Track, run: Run, plan: AnalysisPlan): TrackAnalysis {
  const { isCutShort, discarded } = run
  const trials = inOrder(track, run.trials)
  const byArm = Map.groupBy(trials, ({ arm }) => arm)
  const times = trials.map(({ startedAt }) => startedAt).sort()
  return {
    track: track.name,
    part: track.part,
    primary: track.primary,
    arms: track.arms.flatMap(({ name, what, isSimulated }) => {
      const own = byArm.get(name)
      return own === undefined ? [] : [{ ...summariseArm(name, own, plan), what, isSimulated }]
    }),
    comparisons: track.contrasts.flatMap((contrast) => compareArms(contrast, trials, plan) ?? []),
    isCutShort,
    discarded,
    from: times[0] ?? '',
    until: times.at(-1) ?? '',
    trials,
  }
}

/** By case, repeat and arm: seeded draws must not depend on who happened to answer first. */
function inOrder({ cases }: Track, trials: readonly Trial[]): readonly Trial[] {
  const places = new Map(cases.map(({ id }, index) => [id, index]))
  return trials.toSorted(
    (a, b) =>
      (places.get(a.caseId) ?? 0) - (places.get(b.caseId) ?? 0) ||
      a.repeat - b.repeat ||
      a.arm.localeCompare(b.arm),
  )
}
