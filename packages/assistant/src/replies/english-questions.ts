import type { AskedSlot, Fact } from '../facts.ts'
import type { Speech } from './phrasebook.ts'
import { day, persons } from './english-sittings.ts'
import { atTime } from './spoken.ts'

/** What is asked, after what is known and why what was said does not do, in English. */
export function question(
  slot: AskedSlot,
  s: Speech,
  { date, time, people, why }: Extract<Fact, { readonly kind: 'ask' }>,
): string {
  const known = [
    people === undefined ? '' : `for ${persons(people)}`,
    date === undefined ? '' : `on ${day(date, s)}`,
    time === undefined ? '' : atTime(time, 'en'),
  ].filter((part) => part !== '')
  const opening = known.length === 0 ? '' : `A table ${known.join(' ')}. `
  return opening + (why === undefined ? '' : WHYS[why]) + ASKS[slot]
}

const WHYS = {
  past: 'That day has passed. ',
  'no-such-day': 'There is no such day. ',
  'no-phone': 'I cannot put that down as a phone number. ',
} as const

const ASKS: Readonly<Record<AskedSlot, string>> = {
  date: 'For which day?',
  'weekend-day': 'On Saturday or on Sunday?',
  time: 'At what time?',
  people: 'For how many people?',
  name: 'Under what name?',
  phone: 'Could you give me a phone number, in case something changes?',
}
