import { plainWord } from '../redaction/given-names.ts'
import { takeClaims } from './claims.ts'
import { takeDates } from './date-mentions.ts'
import { NUMBER_WORD, numberOf } from './number-words.ts'
import { Remainder } from './remainder.ts'
import { takeTimes } from './time-mentions.ts'

/** What a text says that can be right or wrong. Spelled so that equal things are equal, in either language. */
export interface Mentions {
  /** `R-10001`. */
  readonly codes: ReadonlySet<string>
  /** Addresses, and digits of phones. */
  readonly contacts: ReadonlySet<string>
  /** `21:30`; `9:30?` where the half of the day is left open. */
  readonly times: ReadonlySet<string>
  /** `11-28`, `w6` for a weekday, `day+1` for tomorrow. */
  readonly dates: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** What is said to be done, given, or where: `booked`, `gift`, `terrace`. */
  readonly claims: ReadonlySet<string>
}

/** Takes what a pattern finds out of a text. */
/** Finds everything, in the order in which one thing could be taken for a part of another. */
export function mentionsIn(text: string): Mentions {
  const rest = new Remainder(plainWord(text))
  const codes = new Set(rest.take(/\br[-\s]?(\d{3,})\b/g, (_, digits) => `R-${digits}`))
  const contacts = new Set([
    ...rest.take(/[\w.+-]+@[\w.-]+\.[a-z]{2,}/g, (address) => address),
    ...rest.take(
      /\bhttps?:\/\/\S+|\bwww\.\S+|\b[a-z][\w-]+\.(?:com|es|net|org|info|io|cat|eu|uk)\b\S*/g,
      (link) => link,
    ),
    ...rest.take(/\+?\d(?:[\s().-]?\d){7,}/g, (phone) =>
      /^\d{4}-\d\d-\d\d$/.test(phone) ? undefined : phone.replaceAll(/\D/g, ''),
    ),
  ])
  const claims = new Set(takeClaims(rest))
  // "de la mañana" is part of a time, "28 de noviembre" never.
  const dated = takeDates(rest)
  const times = new Set(takeTimes(rest))
  const numbers = new Set([
    ...rest.take(/\d+(?:[.,]\d+)?/g, (digits) => String(Number(digits.replace(',', '.')))),
    ...rest.take(NUMBER_WORD, (word) => String(numberOf(word))),
  ])
  return { codes, contacts, times, dates: new Set(dated), numbers, claims }
}
