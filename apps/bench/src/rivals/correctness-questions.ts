import { ALIVE_QUESTIONS } from './alive-questions.ts'
import { RACE_QUESTIONS } from './race-questions.ts'
import type { Scene } from './scene.ts'
import { VALUE_QUESTIONS } from './value-questions.ts'

/** `-`: it has no such thing. */
export interface Verdict {
  readonly answer: 'yes' | 'no' | '-'
  /** What was seen, in a few words. */
  readonly detail?: string | undefined
}

export interface CorrectnessQuestion {
  readonly id: string
  /** A question that one wants to hear "yes" to. */
  readonly title: string
  readonly ask: (scene: Scene) => Promise<Verdict>
}

export const CORRECTNESS_QUESTIONS: readonly CorrectnessQuestion[] = [
  ...RACE_QUESTIONS,
  ...VALUE_QUESTIONS,
  ...ALIVE_QUESTIONS,
]
