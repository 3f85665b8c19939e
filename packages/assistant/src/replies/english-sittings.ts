import type { AvailabilityReason } from '../availability-result.ts'
import type { Extras, Sitting } from '../facts.ts'
import type { LocalDate } from '../house.ts'
import type { Speech } from './phrasebook.ts'
import { atTime, inZone, joined, spokenDate } from './spoken.ts'

/** Reasons in English. */
const REASONS: Readonly<Record<AvailabilityReason, string>> = {
  'closed-day': 'we are closed that day',
  'closed-hour': 'we are not open at that time',
  'after-last-seating': 'that is after our last seating',
  'off-grid': 'we do not seat at that exact time',
  past: 'that time has passed',
  'too-soon': 'that is too soon for us to get it ready',
  'too-far-ahead': 'we do not take bookings for that day yet',
  'too-large': 'that is a very large party',
  'no-table-that-large': 'we have no table that large',
  'zone-full': 'that area is full',
  'no-accessible-table': 'there is no accessible table left',
  'no-table-for-pets': 'there is no table left where pets are allowed',
  'no-table-for-high-chairs': 'there is no table left where a high chair fits',
  full: 'we are full',
  'no-such-time': 'the clocks change that day and that time does not exist',
}

/** How many, when and where. */
export function words({ people, date, time, zone }: Sitting, s: Speech): string {
  return `for ${persons(people)} on ${day(date, s)} ${atTime(time, 'en')} ${inZone(zone, 'en')}`
}

/** When and where, beside a day that was asked for. */
export function alternative({ date, time, zone }: Sitting, asked: LocalDate, s: Speech): string {
  return `${date === asked ? '' : `${day(date, s)} `}${atTime(time, 'en')} ${inZone(zone, 'en')}`
}

/** What goes with a booking. */
export function also({ highChairs = 0, pets, accessible, hasDiet, hasNotes }: Extras): string {
  const parts = [
    highChairs > 0 ? `${highChairs} high ${highChairs === 1 ? 'chair' : 'chairs'}` : '',
    pets === true ? 'a pet' : '',
    accessible === true ? 'an accessible table' : '',
    hasDiet === true ? 'the allergies or diets you told me of' : '',
    hasNotes === true ? 'your note for the team' : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `, with ${joined(parts, 'and')}`
}

/** Why there is no table. */
export function because(reasons: readonly AvailabilityReason[]): string {
  return joined(
    reasons.length === 0 ? [REASONS.full] : reasons.slice(0, 2).map((reason) => REASONS[reason]),
    'and',
  )
}

export function persons(people: number): string {
  return people === 1 ? '1 person' : `${people} people`
}

export function day(date: LocalDate, { today }: Speech): string {
  return spokenDate(date, 'en', today)
}

export function call(phone: string | undefined): string {
  return phone === undefined ? '' : `Please call ${phone}.`
}
