import type { Seating } from '../availability-result.ts'
import type { Extras, Sitting } from '../facts.ts'
import type { Booking, BookingDraft, Guest } from '../ports/reservation-book.ts'
import type { Wanted } from './conversation.ts'

/** What would be written to the book. */
export function draftOf(wanted: Wanted, seating: Seating, guest: Guest): BookingDraft {
  const { people = 0, highChairs, pets, accessible, diet, notes } = wanted
  return {
    seating,
    people,
    guest,
    ...(highChairs === undefined ? {} : { highChairs }),
    ...(pets === undefined ? {} : { pets }),
    ...(accessible === undefined ? {} : { accessible }),
    ...(diet === undefined || diet.length === 0 ? {} : { diet }),
    ...(notes === undefined ? {} : { notes }),
  }
}

export function sittingOf({ seating, people }: Pick<BookingDraft, 'seating' | 'people'>): Sitting {
  return { date: seating.date, time: seating.time, zone: seating.zone, people }
}

/** Of a diet, and of notes, only that there are such. */
export function extrasOf({ highChairs, pets, accessible, diet, notes }: BookingDraft | Booking): Extras {
  return {
    ...(highChairs === undefined || highChairs === 0 ? {} : { highChairs }),
    ...(pets === true ? { pets } : {}),
    ...(accessible === true ? { accessible } : {}),
    ...(diet === undefined || diet.length === 0 ? {} : { hasDiet: true }),
    ...(notes === undefined || notes === '' ? {} : { hasNotes: true }),
  }
}
