import type { ChatModelErrorCode, ChatUsage } from '@larder/assistant'
import type { Split } from './dataset/split-of.ts'

export const TRACKS = ['router', 'logic', 'human', 'e2e'] as const
/** What is put to the test: an agent alone, or all of them on a whole dialogue. */
export type TrackName = (typeof TRACKS)[number]

/** Some of the cases of a track, which are judged and told apart from the others. */
export interface TrackPart {
  readonly of: 'dialogues' | 'attacks'
  /** `test` gives the figures; `dev` was read while the rules were written, and shows only that they got no worse. */
  readonly split: Split
}

/** What tells a track from all others of a run: `router`, `e2e-dialogues-test`. */
export function trackId(name: TrackName, part?: TrackPart): string {
  return part === undefined ? name : `${name}-${part.of}-${part.split}`
}

/** One question of a track, with what a grader needs to judge the answer. */
export interface TrialCase<Input = unknown, Gold = unknown> {
  readonly id: string
  /** Paraphrases and translations of one case share it. */
  readonly cluster: string
  readonly category: string
  /** What an arm gets to see. */
  readonly input: Input
  /** What only the grader gets to see, and oracles. */
  readonly gold: Gold
  /** Tables of the house, where answers are also told apart by it. */
  readonly bookSize?: number | undefined
}

/** `BUG`: something of ours threw what it never should. */
export type ErrorClass = ChatModelErrorCode | 'BUG'

/** Errors that say nothing about how well a model answers; they count as wrong, and beside that are left out. */
export const INFRASTRUCTURE_ERRORS: ReadonlySet<ErrorClass> = new Set<ErrorClass>([
  'AUTH',
  'BILLING',
  'MODEL_GONE',
  'CONNECTION',
  'RATE_LIMITED',
  'OVERLOADED',
  'TIMEOUT',
  'INCOMPLETE',
  'ABORTED',
])

/** What came of putting one case to one arm. */
export interface Outcome<Answer = unknown> {
  /** `undefined` with an error. */
  readonly answer: Answer | undefined
  readonly error?: ErrorClass | undefined
  readonly latency: {
    /** `undefined` where nothing is streamed. */
    readonly ttftMs: number | undefined
    readonly totalMs: number
  }
  readonly usage: ChatUsage
  /** `undefined`: no price is known. */
  readonly usd: number | undefined
  /** Models as they named themselves; none for code. */
  readonly models: readonly string[]
  /** Calls of models, repeated ones included. */
  readonly calls: number
}

export const NO_USAGE: ChatUsage = { inputMiss: 0, inputHit: 0, cacheWrite: 0, output: 0, reasoning: 0 }

/** What a grader makes of an answer. */
export interface Grade {
  /** By the primary endpoint of the track. */
  readonly isCorrect: boolean
  /** Secondary endpoints by name; what does not apply to the case is left out. */
  readonly checks: Readonly<Record<string, boolean>>
  /** One of a few labels, for the confusion matrix and F1. */
  readonly label?: { readonly gold: string; readonly said: string } | undefined
  /** Of things to find (slots): found, missed and invented ones, for F1. */
  readonly found?: { readonly hits: number; readonly missed: number; readonly invented: number } | undefined
}

/** One answer to one case, judged. */
export interface Trial {
  readonly track: TrackName
  readonly arm: string
  readonly caseId: string
  readonly cluster: string
  readonly category: string
  readonly bookSize?: number | undefined
  /** 0 is the first. */
  readonly repeat: number
  readonly block: number
  /** ISO 8601. */
  readonly startedAt: string
  readonly outcome: Outcome
  readonly grade: Grade
}
