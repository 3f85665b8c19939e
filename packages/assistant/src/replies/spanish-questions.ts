import type { AskedSlot, Fact } from '../facts.ts'
import type { Speech } from './phrasebook.ts'
import { day, persons } from './spanish-sittings.ts'
import { atTime } from './spoken.ts'

/** What is asked, after what is known and why what was said does not do, in Spanish. */
export function question(
  slot: AskedSlot,
  s: Speech,
  { date, time, people, why }: Extract<Fact, { readonly kind: 'ask' }>,
): string {
  const known = [
    people === undefined ? '' : `para ${persons(people)}`,
    date === undefined ? '' : `el ${day(date, s)}`,
    time === undefined ? '' : atTime(time, 'es'),
  ].filter((part) => part !== '')
  const opening = known.length === 0 ? '' : `Mesa ${known.join(' ')}. `
  const your = s.register === 'tu' ? 'tu' : 'su'
  const asks: Readonly<Record<AskedSlot, string>> = {
    date: '¿Para qué día?',
    'weekend-day': '¿El sábado o el domingo?',
    time: '¿A qué hora?',
    people: '¿Para cuántas personas?',
    name: '¿A nombre de quién?',
    phone: `¿Me ${s.register === 'tu' ? 'das' : 'da'} ${your} teléfono, por si hay algún cambio?`,
  }
  return opening + (why === undefined ? '' : WHYS[why]) + asks[slot]
}

const WHYS = {
  past: 'Ese día ya ha pasado. ',
  'no-such-day': 'Ese día no existe. ',
  'no-phone': 'Eso no lo puedo anotar como teléfono. ',
} as const
