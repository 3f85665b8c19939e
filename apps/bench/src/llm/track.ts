import type { Arm } from './arm.ts'
import type { Grade, TrackName, TrackPart, TrialCase } from './trial.ts'

/** Cases, those who answer them, and who judges. */
export interface Track {
  readonly name: TrackName
  /** Of a track that is run in parts. */
  readonly part?: TrackPart | undefined
  /** The primary endpoint in words: `intent and slots resolved exactly`. */
  readonly primary: string
  readonly cases: readonly TrialCase[]
  readonly arms: readonly Arm[]
  /** Pairs of names of arms: the first is judged against the second. */
  readonly contrasts: readonly Contrast[]
  /** `undefined`: there is no answer. */
  grade(item: TrialCase, answer: unknown): Grade
}

/** Two arms that differ in one thing. */
export interface Contrast {
  readonly candidate: string
  readonly reference: string
  /** What it is to decide. */
  readonly question: string
}
