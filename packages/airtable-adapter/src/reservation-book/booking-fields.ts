import type { BookingDraft } from '@larder/assistant'
import type { BookLayout } from './book-layout.ts'
import { notesText } from './booking-notes.ts'
import type { KnownGuest } from './guest-records.ts'

export interface FieldsWish {
  readonly draft: BookingDraft
  readonly guest: KnownGuest
  readonly serviceId: string | undefined
  readonly marks: readonly string[]
}

/** The fields of a booking's record that a draft fills. */
export function bookingFields(
  { draft, guest, serviceId, marks }: FieldsWish,
  { bookings }: BookLayout,
): Readonly<Record<string, unknown>> {
  const { seating, people, notes, highChairs, pets, accessible, diet } = draft
  return {
    [bookings.guest]: [guest.id],
    [bookings.tables]: seating.tables,
    [bookings.service]: serviceId === undefined ? [] : [serviceId],
    [bookings.date]: seating.date,
    [bookings.time]: seating.time,
    [bookings.startsAt]: new Date(seating.startsAt).toISOString(),
    [bookings.people]: people,
    [bookings.notes]: notesText({ ...guest.said, notes, highChairs, pets, accessible, diet, marks }),
  }
}
