import type { DoubtfulReading } from '../facts.ts'
import type { House, LocalDate } from '../house.ts'
import { resolveWhen } from '../resolve-when.ts'
import type { Slots, SymbolicTime } from '../slots.ts'

export interface Checked {
  readonly slots: Slots
  /** What a model and the rules read differently, or a model made up; left out of the slots. */
  readonly doubt: DoubtfulReading | undefined
}

/**
 * Holds what a model understood against what the rules find in the words. Where both say something and it differs, the
 * guest is asked; a number that stands nowhere in the message is dropped.
 */
export function crossCheck(
  understood: Slots,
  ruled: Slots,
  { message, house, now }: { readonly message: string; readonly house: House; readonly now: number },
): Checked {
  if (understood === ruled) return { slots: understood, doubt: undefined }
  const { date, time, people, ...others } = understood
  const dates = [dayOf(ruled, { house, now }), dayOf(understood, { house, now })]
  if (dates[0] !== undefined && dates[1] !== undefined && dates[0] !== dates[1])
    return {
      slots: { ...others, people, time },
      doubt: { slot: 'date', values: sorted(dates as LocalDate[]) },
    }
  if (people !== undefined && ruled.people !== undefined && people !== ruled.people)
    return {
      slots: { ...others, date, time },
      doubt: { slot: 'people', values: [people, ruled.people].sort((one, other) => one - other) },
    }
  if (isOtherTime(time, ruled.time))
    return {
      slots: { ...others, date, people },
      doubt: {
        slot: 'time',
        values: sorted([clockOf(time), clockOf(ruled.time)].filter((clock) => clock !== undefined)),
      },
    }
  return {
    slots: {
      ...others,
      date: date ?? ruled.date,
      // What the words fix more closely than the model does.
      time: isLoose(time)
        ? (ruled.time ?? time)
        : isGrounded(time, ruled.time, message)
          ? narrower(time, ruled.time)
          : undefined,
      people: people ?? ruled.people,
    },
    doubt: undefined,
  }
}

function dayOf({ date }: Slots, at: { readonly house: House; readonly now: number }): LocalDate | undefined {
  return date === undefined ? undefined : resolveWhen({ date }, at).date
}

function isLoose(time: SymbolicTime | undefined): boolean {
  return time === undefined || time.kind === 'vague' || time.kind === 'service'
}

/** By the face of the clock: "a las 9" and 21:00 are no conflict, 9:00 in the morning and 21:00 are. */
function isOtherTime(one: SymbolicTime | undefined, other: SymbolicTime | undefined): boolean {
  if (one?.kind !== 'clock' || other?.kind !== 'clock') return false
  if (one.minute !== other.minute || one.hour % 12 !== other.hour % 12) return true
  return halfOf(one) !== undefined && halfOf(other) !== undefined && halfOf(one) !== halfOf(other)
}

type Clock = Extract<SymbolicTime, { readonly kind: 'clock' }>

function halfOf({ hour, half }: Clock): 'am' | 'pm' | undefined {
  return half ?? (hour > 12 ? 'pm' : undefined)
}

/** A half of the day that only the model has is its guess: opening hours, or the guest, decide. */
function narrower(time: SymbolicTime | undefined, ruled: SymbolicTime | undefined): SymbolicTime | undefined {
  return time?.kind === 'clock' && ruled?.kind === 'clock' ? ruled : time
}

/** Whether an hour stands in the message, as far as the rules can tell: in digits, or because they read one too. */
function isGrounded(
  time: SymbolicTime | undefined,
  ruled: SymbolicTime | undefined,
  message: string,
): boolean {
  if (time?.kind !== 'clock' || ruled !== undefined) return true
  const digits = (message.match(/\d+/g) ?? []).map(Number)
  return digits.some((number) => number % 12 === time.hour % 12)
}

function clockOf(time: SymbolicTime | undefined): string | undefined {
  if (time?.kind !== 'clock') return undefined
  const hour = time.hour < 12 && time.half === 'pm' ? time.hour + 12 : time.hour
  return `${String(hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort()
}
