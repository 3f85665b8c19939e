import type { Stage } from './stage.ts'

/** Something a cache is right or wrong about. Asked anew for every cache, on a stage of its own. */
export interface ScoreboardQuestion {
  readonly id: string
  /** In plain words; `yes` is right. */
  readonly title: string
  /** What is done to find out, for the report. */
  readonly how: string
  /** A cache without tags is not asked. */
  readonly needsTags?: boolean
  readonly ask: (stage: Stage) => Promise<Verdict>
}

export interface Verdict {
  readonly result: 'yes' | 'no'
  /** What was seen, in a few words. */
  readonly detail: string
  /** How long it took, where the question is about time. */
  readonly ms?: number
}

export function yes(detail: string, ms?: number): Verdict {
  return { result: 'yes', detail, ...(ms === undefined ? {} : { ms }) }
}

export function no(detail: string, ms?: number): Verdict {
  return { result: 'no', detail, ...(ms === undefined ? {} : { ms }) }
}
