import type { AvailabilityReason } from '../availability-result.ts'
import type { AskedSlot, Extras, Sitting } from '../facts.ts'
import type { LocalDate } from '../house.ts'
import type { Phrasebook, Speech } from './phrasebook.ts'
import { atTime, inZone, joined, spokenDate, spokenTime, spokenWeekdays } from './spoken.ts'

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

const SENT = { book: 'the booking', change: 'the change', cancel: 'the cancellation' } as const

export const ENGLISH: Phrasebook = {
  greeting: ({ house }) => `Hello! I am the assistant of ${house}. How can I help you?`,
  thanks: () => 'You are welcome!',
  'off-topic': () =>
    'That is beyond me: I can only help with bookings and with questions about the restaurant.',
  unclear: () => 'Sorry, I did not understand that.',
  ask: (fact, s) => question(fact.slot, s, fact),
  'ask-half': ({ date, times }, s) =>
    `On ${day(date, s)}, ${joined(
      times.map((time) => atTime(time, 'en')),
      'or',
    )}?`,
  'ask-again': ({ doubt }, s) =>
    doubt.slot === 'people'
      ? `I am not sure how many you are: ${joined(doubt.values.map(String), 'or')}?`
      : doubt.slot === 'time'
        ? `I am not sure about the time: ${joined(
            doubt.values.map((time) => spokenTime(time, 'en')),
            'or',
          )}?`
        : `I am not sure about the day: ${joined(
            doubt.values.map((date) => day(date, s)),
            'or',
          )}?`,
  available: ({ sitting }, s) => `Yes, there is a table ${words(sitting, s)}. Shall I book it for you?`,
  offer: ({ date, time, people, reasons, alternatives, wasTaken }, s) =>
    [
      wasTaken === true
        ? `Somebody has just taken the table on ${day(date, s)} ${atTime(time, 'en')}.`
        : `I cannot seat ${persons(people)} on ${day(date, s)} ${atTime(time, 'en')}: ${because(reasons)}.`,
      `I can offer you ${joined(
        alternatives.map((other) => alternative(other, date, s)),
        'or',
      )}. Would that suit you?`,
    ].join(' '),
  'no-table': ({ date, time, people, reasons, phone }, s) =>
    `Sorry, I have no table for ${persons(people)} on ${day(date, s)} ${atTime(time, 'en')}: ${because(reasons)}. ${
      call(phone) || 'Would you like to try another day?'
    }`,
  'too-large': ({ people, most, phone }) =>
    `I cannot book for ${persons(people)} myself: I do so up to ${most}. ${
      call(phone) || 'The people at the restaurant look after groups.'
    }`,
  summary: ({ action, sitting, name, phone, extras, code }, s) =>
    `${action === 'book' ? 'Booking' : `Change of booking ${code ?? ''}`}: a table ${words(sitting, s)}, under the name ${name}${
      phone === undefined ? '' : ` (phone ${phone})`
    }${also(extras)}. Do you confirm?`,
  'summary-cancel': ({ code, sitting, name }, s) =>
    `Booking ${code} is for ${persons(sitting.people)} on ${day(sitting.date, s)} ${atTime(
      sitting.time,
      'en',
    )}, under the name ${name}. Shall I cancel it?`,
  booked: ({ code, sitting, name, extras }, s) =>
    `Booked: a table ${words(sitting, s)}, under the name ${name}${also(extras)}. Your code is ${code}.`,
  changed: ({ code, sitting, name, extras }, s) =>
    `Changed: booking ${code} is now ${words(sitting, s)}, under the name ${name}${also(extras)}.`,
  cancelled: ({ code, sitting }, s) =>
    sitting === undefined
      ? `Cancelled: booking ${code}.`
      : `Cancelled: booking ${code} on ${day(sitting.date, s)} ${atTime(sitting.time, 'en')}.`,
  dropped: () => 'All right, I book and change nothing. I am here if you need anything else.',
  'ask-what-to-change': () => 'What would you like to change: the day, the time or the number of people?',
  'ask-proof': ({ action, has }) => {
    const to = `To ${action} a booking I need`
    if (has === 'code') return `${to} your name or phone as well. What name is it under?`
    if (has === 'no-code')
      return 'Without the code I need both the name and the phone that the booking was made with. Could you tell me?'
    if (has === 'guest') return `${to} the code as well; it begins with R. What is it?`
    return `${to} its code and your name or phone. Could you tell me?`
  },
  'unknown-booking': () => 'I find no booking with those details.',
  'ask-which': ({ bookings }, s) =>
    `Which one: ${joined(
      bookings.map(({ code, date, time }) => `${code} on ${day(date, s)} ${atTime(time, 'en')}`),
      'or',
    )}?`,
  'next-booking': () => 'Now for the other booking.',
  hours: ({ services, closedOn }, s) =>
    [
      ...services.map(
        ({ name, weekdays, opensAt, lastSeatingAt }) =>
          `${name === 'lunch' ? 'Lunch' : 'Dinner'}: ${spokenWeekdays(weekdays, 'en')}, ${spokenTime(opensAt, 'en')} to ${spokenTime(lastSeatingAt, 'en')} (last seating).`,
      ),
      ...(closedOn === undefined ? [] : [`We are closed on ${day(closedOn, s)}.`]),
    ].join(' '),
  info: ({ text }) => text,
  'no-info': ({ phone }) => `I do not know that. ${call(phone) || 'They do at the restaurant.'}`,
  handover: ({ phone }) =>
    `I am sorry, from here I cannot pass this on to anybody at the restaurant. ${call(phone) || 'Here I can only help with bookings.'}`,
  'not-allowed': ({ action, isLate, phone }) =>
    `I cannot ${action} that myself${isLate ? ' any more: it is too late for it' : ''}. ${
      call(phone) || 'A person at the restaurant can.'
    }`,
  unsettled: ({ action, isLetGo, phone }) =>
    isLetGo
      ? `I will not send it again, but I do not know yet whether ${SENT[action]} got into the book. ${
          call(phone) || 'They do at the restaurant.'
        }`
      : `I do not know yet whether ${SENT[action]} got into the book. Sending it again does not double it.`,
  trouble: ({ phone }) =>
    `I cannot reach the book of reservations right now, so please take nothing as done. Write to me again in a moment. ${call(phone)}`.trim(),
}

function question(
  slot: AskedSlot,
  s: Speech,
  {
    date,
    time,
    people,
    why,
  }: {
    readonly date?: LocalDate | undefined
    readonly time?: string | undefined
    readonly people?: number | undefined
    readonly why?: 'past' | 'no-such-day' | undefined
  },
): string {
  const known = [
    people === undefined ? '' : `for ${persons(people)}`,
    date === undefined ? '' : `on ${day(date, s)}`,
    time === undefined ? '' : atTime(time, 'en'),
  ].filter((part) => part !== '')
  const opening = known.length === 0 ? '' : `A table ${known.join(' ')}. `
  return opening + (why === undefined ? '' : WHYS[why]) + ASKS[slot]
}

const WHYS = { past: 'That day has passed. ', 'no-such-day': 'There is no such day. ' } as const

const ASKS: Readonly<Record<AskedSlot, string>> = {
  date: 'For which day?',
  'weekend-day': 'On Saturday or on Sunday?',
  time: 'At what time?',
  people: 'For how many people?',
  name: 'Under what name?',
  phone: 'Could you give me a phone number, in case something changes?',
}

function words({ people, date, time, zone }: Sitting, s: Speech): string {
  return `for ${persons(people)} on ${day(date, s)} ${atTime(time, 'en')} ${inZone(zone, 'en')}`
}

function alternative({ date, time, zone }: Sitting, asked: LocalDate, s: Speech): string {
  return `${date === asked ? '' : `${day(date, s)} `}${atTime(time, 'en')} ${inZone(zone, 'en')}`
}

function also({ highChairs = 0, pets, accessible, hasDiet, hasNotes }: Extras): string {
  const parts = [
    highChairs > 0 ? `${highChairs} high ${highChairs === 1 ? 'chair' : 'chairs'}` : '',
    pets === true ? 'a pet' : '',
    accessible === true ? 'an accessible table' : '',
    hasDiet === true ? 'the allergies or diets you told me of' : '',
    hasNotes === true ? 'your note for the team' : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `, with ${joined(parts, 'and')}`
}

function because(reasons: readonly AvailabilityReason[]): string {
  return joined(
    reasons.length === 0 ? [REASONS.full] : reasons.slice(0, 2).map((reason) => REASONS[reason]),
    'and',
  )
}

function persons(people: number): string {
  return people === 1 ? '1 person' : `${people} people`
}

function day(date: LocalDate, { today }: Speech): string {
  return spokenDate(date, 'en', today)
}

function call(phone: string | undefined): string {
  return phone === undefined ? '' : `Please call ${phone}.`
}
