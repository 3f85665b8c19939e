import type { SymbolicDate, SymbolicTime } from '../slots.ts'

/** A part of the day, which says which half an hour belongs to. */
export type DayPart = 'morning' | 'midday' | 'afternoon' | 'evening' | 'small-hours' | 'lunch' | 'dinner'

/** How many there are, as one phrase says it. */
export interface PartySaid {
  readonly people?: number | undefined
  readonly range?: readonly [number, number] | undefined
  readonly highChairs?: number | undefined
  /** Added to whom other phrases count: "y un niño", "más dos niños". */
  readonly more?: number | undefined
  /** Taken away again: "se nos cae uno". */
  readonly less?: number | undefined
  /** A number that only its place makes a count: "para 8". */
  readonly isBare?: boolean | undefined
  /** "For 8": in Spanish an hour has its article. */
  readonly mayBeHour?: boolean | undefined
}

/** What a phrase says. */
export interface Said {
  readonly date?: SymbolicDate | undefined
  readonly time?: SymbolicTime | undefined
  readonly part?: DayPart | undefined
  readonly party?: PartySaid | undefined
  /** With a span of time, which fixes nothing ("de las nueve a las diez"): what a booking is moved to by the same words. */
  readonly movedTo?: SymbolicTime | undefined
  /** A number in place of the one said last, whatever that was. */
  readonly amend?: number | undefined
}

/** What a phrase says, and which items it is: `items[from]` up to but not including `items[to]`. */
export interface Finding extends Said {
  readonly from: number
  readonly to: number
}
