import { DateTime } from 'luxon'
import type { Booking } from '../ports/reservation-book.ts'
import type { Slots } from '../slots.ts'
import { chooseOffer } from './choose-offer.ts'
import type { Conversation, ProvenBooking } from './conversation.ts'
import type { Scene } from './scene.ts'
import { settleWhen } from './wanted.ts'

/** What tells one booking of a guest from another one of the same guest. */
export type BookingWords = Pick<Slots, 'date' | 'time' | 'people'>

/** Which of several bookings of this conversation is meant by its day, hour or people; `undefined` when that is not plain. */
export async function bookingMeant(
  conversation: Conversation,
  about: BookingWords | undefined,
  scene: Scene,
): Promise<ProvenBooking | undefined> {
  const isSaid = [about?.date, about?.time, about?.people].some((said) => said !== undefined)
  if (!about || !isSaid || conversation.proven.length < 2) return undefined
  const bookings = await bookingsHere(conversation, scene)
  const ofDay = onDay(bookings, about, scene).filter(
    ({ people }) => about.people === undefined || people === about.people,
  )
  const choices = ofDay.map(({ code, guest, seating: { time } }) => ({ code, name: guest.name, time }))
  const meant =
    about.time === undefined ? choices : [chooseOffer(choices, { message: '', slots: { time: about.time } })]
  const [only] = meant
  return meant.length === 1 && only ? { code: only.code, name: only.name } : undefined
}

/** The bookings of this conversation as they stand in the book. */
export async function bookingsHere({ proven }: Conversation, scene: Scene): Promise<readonly Booking[]> {
  const found = await Promise.all(proven.map(({ code, name }) => scene.book.find({ code, name }, scene)))
  return found.flat()
}

/** "La del domingo" is the one of the coming Sunday, or else the one of any other. */
function onDay(bookings: readonly Booking[], { date: said }: BookingWords, scene: Scene): readonly Booking[] {
  if (said === undefined) return bookings
  const { date } = settleWhen({ saidDate: said }, scene).wanted
  const exact = bookings.filter(({ seating }) => seating.date === date)
  if (exact.length > 0 || said.kind !== 'weekday') return exact
  return bookings.filter(({ seating }) => DateTime.fromISO(seating.date).weekday === said.weekday)
}
