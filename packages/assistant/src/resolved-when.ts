import type { LocalDate, LocalTime } from './house.ts'

/** Why something has to be asked for. */
export type WhenNeed =
  /** Nothing was said of it. */
  | 'not-said'
  /** What was said fixes nothing: "un día de estos", "después del cine". */
  | 'vague'
  /** It may be any of `dates` or `times`. */
  | 'several'
  /** "Para cenar": an hour of that service is wanted. */
  | 'service'
  /** The calendar has no such day: "31 de noviembre". */
  | 'no-such-day'
  /** Day of the week and of the month are of different days: `dates` has both. */
  | 'conflict'
  /** It is over. */
  | 'past'
  /** The wall clock skips it that night. */
  | 'no-such-time'
  /** The house is closed at each of the times it may be. */
  | 'closed'

/** What a day and a time come to. `date` and `time` are there only when each is settled. */
export interface ResolvedWhen {
  readonly date?: LocalDate | undefined
  readonly time?: LocalTime | undefined
  /** All days that it may be, the likeliest first. */
  readonly dates: readonly LocalDate[]
  /** All times that it may be, earliest first. */
  readonly times: readonly LocalTime[]
  /** Said in place of an hour. */
  readonly service?: 'lunch' | 'dinner' | undefined
  /** A day that some people mean by the same words: "el viernes que viene" on a Monday. Not in `dates`. */
  readonly otherDate?: LocalDate | undefined
  /** "A eso de las nueve": times near it will do. */
  readonly isAbout?: boolean | undefined
  /** What has still to be asked, the day first; empty when the moment is settled. */
  readonly needs: readonly { readonly slot: 'date' | 'time'; readonly why: WhenNeed }[]
}
