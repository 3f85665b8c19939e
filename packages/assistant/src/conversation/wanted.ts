import { DateTime } from 'luxon'
import type { AvailabilityRequest, Seating } from '../availability-result.ts'
import type { House, LocalDate, LocalTime } from '../house.ts'
import type { Booking } from '../ports/reservation-book.ts'
import { resolveWhen } from '../resolve-when.ts'
import type { ResolvedWhen } from '../resolved-when.ts'
import { halfOfDay } from '../rules/half-of-day.ts'
import type { Slots, SymbolicDate, SymbolicTime } from '../slots.ts'
import type { Wanted } from './conversation.ts'
import { withoutRelative } from './relative-wish.ts'

const MOST_DIETS = 12
const LONGEST_NOTES = 500

/** What is wanted after a message: what it says replaces what was said before, and adds to allergies and notes. */
export function mergeSlots(wanted: Wanted, slots: Slots): Wanted {
  const { date, time, people, peopleRange, zone, highChairs, pets, accessible, diet, notes } = slots
  return {
    ...wanted,
    ...(date === undefined ? {} : { date: undefined, saidDate: date }),
    ...(time === undefined ? {} : timeAfter(wanted, time)),
    ...(peopleRange === undefined ? {} : { people: undefined }),
    ...(people === undefined ? {} : { people }),
    ...(zone === undefined ? {} : { zone }),
    ...(highChairs === undefined ? {} : { highChairs }),
    ...(pets === undefined ? {} : { pets }),
    ...(accessible === undefined ? {} : { accessible }),
    ...(diet === undefined
      ? {}
      : { diet: [...new Set([...(wanted.diet ?? []), ...diet])].slice(0, MOST_DIETS) }),
    ...(notes === undefined || wanted.notes?.includes(notes) === true
      ? {}
      : {
          notes: [wanted.notes, notes]
            .filter((part) => part !== undefined)
            .join('. ')
            .slice(0, LONGEST_NOTES),
        }),
  }
}

/** "De la noche", "tonight": a part of the day in which the hour that was said lies leaves it as it is. */
function timeAfter({ time, saidTime }: Wanted, said: SymbolicTime): Pick<Wanted, 'time' | 'saidTime'> {
  if (said.kind !== 'service') return { time: undefined, saidTime: said }
  if (time !== undefined && serviceAt(Number(time.slice(0, 2))) === said.service) return { time, saidTime }
  if (saidTime?.kind !== 'clock') return { time: undefined, saidTime: said }
  const half = saidTime.half ?? (saidTime.hour <= 12 ? halfOfDay(saidTime.hour, said.service) : undefined)
  const hour = half === 'pm' && saidTime.hour < 12 ? saidTime.hour + 12 : saidTime.hour
  return half !== undefined && serviceAt(hour) === said.service
    ? { time: undefined, saidTime: { ...saidTime, half } }
    : { time: undefined, saidTime: said }
}

/** Which service people mean who sit down at that hour. */
function serviceAt(hour: number): 'lunch' | 'dinner' {
  return hour >= 11 && hour < 18 ? 'lunch' : 'dinner'
}

/** Day and time as far as they can be settled now, and what is still open. */
export function settleWhen(
  wanted: Wanted,
  { house, now }: { readonly house: House; readonly now: number },
): { readonly wanted: Wanted; readonly resolved: ResolvedWhen } {
  const resolved = resolveWhen(
    {
      ...optional(
        'date',
        wanted.saidDate ?? (wanted.date === undefined ? undefined : symbolicDate(wanted.date)),
      ),
      ...optional(
        'time',
        wanted.saidTime ?? (wanted.time === undefined ? undefined : symbolicTime(wanted.time)),
      ),
    },
    { now, house },
  )
  const { date, time } = wanted.saidTime?.kind === 'in' ? nextSeating(resolved, house) : resolved
  return {
    wanted: {
      ...wanted,
      ...(date === undefined ? {} : { date, saidDate: undefined }),
      ...(time === undefined ? {} : { time, saidTime: undefined }),
    },
    resolved,
  }
}

/** "Ahora", "en diez minutos": the next minute at which a table begins. */
function nextSeating({ date, time }: ResolvedWhen, { gridMinutes }: House): Pick<Wanted, 'date' | 'time'> {
  if (date === undefined || time === undefined) return { date, time }
  const said = DateTime.fromISO(`${date}T${time}`, { zone: 'utc' }).plus({ minutes: 1 })
  const past = (said.hour * 60 + said.minute) % gridMinutes
  const next = past === 0 ? said : said.plus({ minutes: gridMinutes - past })
  return { date: next.toFormat('yyyy-MM-dd'), time: next.toFormat('HH:mm') }
}

function optional<Name extends string, T>(name: Name, value: T | undefined): { readonly [N in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]: T })
}

export function symbolicDate(date: LocalDate): SymbolicDate {
  const [year, month, day = 1] = date.split('-').map(Number)
  return { kind: 'date', day, month, year }
}

export function symbolicTime(time: LocalTime): SymbolicTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return { kind: 'clock', hour, minute, half: hour < 12 ? 'am' : 'pm' }
}

/** What a booking has, under what is wanted otherwise. */
export function wantedOfBooking(booking: Booking, said: Wanted): Wanted {
  const { seating, people, highChairs, pets, accessible, diet, notes } = booking
  // "Al viernes por la noche" leaves an evening at its hour.
  const { saidTime } = said
  const isSameHour = saidTime && timeAfter({ time: seating.time }, saidTime).time !== undefined
  const wanted = isSameHour ? { ...said, saidTime: undefined } : said
  const moved = wanted.saidDate !== undefined || wanted.date !== undefined
  const other = wanted.saidTime !== undefined || wanted.time !== undefined
  return withoutRelative({
    people,
    highChairs,
    pets,
    accessible,
    notes,
    // A room that was not asked for is not asked for again when the table changes.
    ...(moved ? {} : { date: seating.date }),
    ...(other ? {} : { time: seating.time }),
    ...defined(wanted),
    diet: [...new Set([...(diet ?? []), ...(wanted.diet ?? [])])],
  })
}

/** The table that is asked for; `undefined` as long as something is missing. */
export function requestOf(wanted: Wanted, instead?: string): AvailabilityRequest | undefined {
  const { date, time, people, zone, accessible, pets, highChairs } = wanted
  if (date === undefined || time === undefined || people === undefined) return undefined
  return { date, time, people, zone, accessible, pets, highChairs, instead }
}

/** What is wanted once an offer is taken. */
export function wantedOfOffer(wanted: Wanted, { date, time, zone }: Seating): Wanted {
  return { ...wanted, date, time, zone, saidDate: undefined, saidTime: undefined }
}

/** Whether both come to the same booking. */
export function isSameWanted(one: Wanted, other: Wanted): boolean {
  return canonical(one) === canonical(other)
}

function canonical(wanted: Wanted): string {
  return JSON.stringify(Object.entries(defined(wanted)).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}
