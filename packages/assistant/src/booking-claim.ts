import type { Booking, BookingClaim } from './ports/reservation-book.ts'

/** Spanish numbers have nine digits, with or without +34 before them. */
const PHONE_DIGITS = 9

/**
 * Whether a claim says enough to be looked up: two of code, phone and name, so that nobody finds a booking by guessing
 * one. A day is no proof: whoever lives with a guest knows it.
 */
export function isProof({ code, phone, name }: BookingClaim): boolean {
  return [codeDigits(code), digitsOf(phone), wordsOf(name).find(isNoParticle)].filter(Boolean).length >= 2
}

/** Whether a booking carries everything that the claim says. Spelling, accents, and how a phone or a code is written do not count. */
export function matchesClaim({ code, phone, name, date }: BookingClaim, booking: Booking): boolean {
  const { guest, seating } = booking
  return (
    (code === undefined || isSameCode(code, booking.code)) &&
    (phone === undefined || isSamePhone(phone, guest.phone ?? '')) &&
    (name === undefined || isName(name, guest.name)) &&
    (date === undefined || date === seating.date)
  )
}

/** `r10001`, `R 10001` and `10001` are `R-10001`. */
export function isSameCode(said: string, code: string): boolean {
  return codeDigits(said) !== '' && codeDigits(said) === codeDigits(code)
}

/** `600 111 222` is `+34 600 111 222`; what is shorter than a number is no part of one. */
export function isSamePhone(said: string, phone: string): boolean {
  const [a, b] = [digitsOf(said), digitsOf(phone)]
  if (a.length < PHONE_DIGITS || b.length < PHONE_DIGITS) return a !== '' && a === b
  return a.slice(-PHONE_DIGITS) === b.slice(-PHONE_DIGITS)
}

/** Whether each word that was said is one of the name, as often as it was said, and one of them tells people apart. */
function isName(said: string, name: string): boolean {
  const left = wordsOf(name)
  const saidWords = wordsOf(said)
  return (
    // "Li Wu" is told by the whole of it.
    (saidWords.some(isTelling) || (saidWords.some(isNoParticle) && saidWords.length === left.length)) &&
    saidWords.every((word) => {
      const at = left.indexOf(word)
      if (at !== -1) left.splice(at, 1)
      return at !== -1
    })
  )
}

const LEAST_LETTERS = 3

/** Half of a country has them in its names. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de la y el di da du of mr sr dr del las los dos das van von der den ten the and san mac don doña dona sra señor senor señora senora mrs miss'.split(
    ' ',
  ),
)

function isTelling(word: string): boolean {
  return (word.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS && isNoParticle(word)
}

function isNoParticle(word: string): boolean {
  return !PARTICLES.has(word)
}

function wordsOf(name = ''): string[] {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function digitsOf(text = ''): string {
  return text.replaceAll(/\D/g, '')
}

function codeDigits(code = ''): string {
  return digitsOf(code).replace(/^0+/, '')
}
