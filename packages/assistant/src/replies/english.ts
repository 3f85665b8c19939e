import { question } from './english-questions.ts'
import { also, alternative, because, call, day, persons, words } from './english-sittings.ts'
import type { Phrasebook } from './phrasebook.ts'
import { atTime, joined, spokenTime, spokenWeekdays } from './spoken.ts'

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
  'your-booking': ({ code, sitting, name }, s) =>
    `Booking ${code} is ${words(sitting, s)}, under the name ${name}.`,
  'gone-booking': ({ code }) =>
    `Booking ${code} is no longer in the book: it was cancelled, or its time has passed.`,
  'one-by-one': ({ action }) =>
    action === 'book' ? 'I take bookings one at a time.' : 'I cancel bookings one at a time.',
  'not-a-name': () => 'I cannot put that down as a name.',
  'no-promise': () => 'I cannot promise anything about prices: that is for the house to decide.',
  'without-phone': () => 'All right, I go on without a phone number.',
  dropped: () => 'All right, I book and change nothing. I am here if you need anything else.',
  'ask-what-to-change': () =>
    'What would you like to change: the day, the time, the number of people or the name?',
  'ask-proof': ({ action, has }) => {
    const to = `To ${action === 'read' ? 'look up' : action} a booking I need`
    if (has === 'code') return `${to} your name or phone as well. What name is it under?`
    if (has === 'no-code')
      return 'Without the code I need both the name and the phone that the booking was made with. Could you tell me?'
    if (has === 'no-code-but-name' || has === 'no-code-but-phone')
      return `Without the code I also need the ${has === 'no-code-but-name' ? 'phone' : 'name'} that the booking was made with. Could you tell me?`
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
  'people-only': ({ phone }) =>
    `That is for a person at the restaurant to see: from here I do not book, change or cancel anything more. ${call(phone)}`.trim(),
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
