import { asksForSeats, asksOfTheHouse, SET_FREE } from './asking.ts'
import { NEGATIONS } from './intent-cues.ts'
import {
  corrects,
  hasWishes,
  isBooking,
  isNamedBooking,
  isQuestion,
  saysOfSeats,
  seeksTable,
  type IntentQuestion,
} from './intent-question.ts'
import type { Reading } from './reading.ts'

/** In the midst of booking, what is said of it only adds details. */
export function mayBook(asked: IntentQuestion): boolean {
  if (asked.expecting !== undefined || corrects(asked)) return false
  const { slots, reading } = asked
  // "¿Tenéis reservado para fiestas?"
  if (!saysOfSeats(slots) && slots.name === undefined && reading.message.includes('?')) return false
  return asked.cues.has('weakBook') || isNamedBooking(asked)
}

/** Taken back ("no canceles") or asked about ("¿cobráis por cancelar?") it is none. */
export function wantsToCancel(asked: IntentQuestion): boolean {
  const { reading, cues } = asked
  const found = cues.get('cancel')
  // "Tenía mesa a las dos, no puedo".
  if (found === undefined && cues.has('cannot') && hasBooking(asked))
    return !isQuestion(asked) && !cues.has('change') && !cues.has('amend')
  if (found === undefined || isNegated(reading, found.from)) return false
  if (isQuestion(asked) && SET_FREE.test(reading.message)) return false
  if (isQuestion(asked) && cues.has('policy') && !isOfOne(asked)) return false
  // "No podemos ir a las nueve, ¿la cambiamos?"
  const { people, highChairs, pets } = asked.slots
  const isDetail = [people, highChairs, pets].some((detail) => detail !== undefined)
  const isOtherwise = cues.has('change') || (cues.has('amend') && isDetail)
  const isNew = seeksTable(asked) && cues.has('weakBook') && !cues.has('existing')
  return !(isExcuse(reading, found.from) && (isOtherwise || isNew))
}

/** Whether one booking is meant, not bookings as such. */
function isOfOne({ slots }: IntentQuestion): boolean {
  return slots.date !== undefined || slots.code !== undefined || slots.name !== undefined
}

/** What cancels only by giving the reason. */
function isExcuse({ items }: Reading, at: number): boolean {
  const first = items[at]?.text ?? ''
  return /^(?:no|ya|al|can't|cannot|won't|not|nos|me|unable|something|something's|surgio|ha|imposible)$/.test(
    first,
  )
}

function isNegated({ items }: Reading, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const { text = '', kind = 'symbol' } = items[before] ?? {}
    if (kind === 'symbol') return false
    if (NEGATIONS.has(text)) return true
  }
  return false
}

/** A booking that is there, and how it is to be; in the midst of booking, "cámbialo a las diez" only adds a detail. */
export function wantsToChange(asked: IntentQuestion): boolean {
  const { cues, expecting, slots } = asked
  const isThere = hasBooking(asked)
  if (slots.code !== undefined)
    return expecting !== 'code' && !isOnlyCode(asked) && !(cues.has('infoSure') && asksOfTheHouse(asked))
  if (cues.has('change'))
    return isThere || (expecting === undefined && !corrects(asked) && !asksForNew(asked))
  const isNew = cues.has('strongBook') && isBooking(asked) && slots.date !== undefined && !cues.has('own')
  if (cues.has('amend') && isThere) return !isNew
  if (!isThere || expecting !== undefined) return false
  // "Mi reserva, ¿la podéis alargar?"
  if (cues.has('own') && isQuestion(asked) && MAY_IT.test(asked.reading.message)) return true
  if (!hasWishes(asked)) return false
  if (cues.has('own') && isQuestion(asked)) return true
  return cues.has('instead') && (cues.has('own') || !cues.has('strongBook'))
}

const MAY_IT =
  /(?<!\p{L})(?:la|lo|me la|nos la) (?:pod[eé]is|podr[ií]ai?s|podr[ií]an?|puedes?|pueden)|(?:can|could) (?:you|it|we)(?!\p{L})/iu

/** "Mesa para la noche del cambio de hora": what is changed is no booking. */
const CLOCKS = /cambi\p{L}* (?:de|la|el) (?:la )?(?:hora|reloj)|clocks? (?:change|go|goes)|clock change/iu

/** A table is asked for, whatever else the words would show. */
function asksForNew(asked: IntentQuestion): boolean {
  const { cues, reading } = asked
  if (cues.has('strongBook') || (isBooking(asked) && CLOCKS.test(reading.message))) return true
  return (asksForSeats(asked) && cues.has('room')) || (seeksTable(asked) && cues.has('weakBook'))
}

/** "Mi código es R-10234": nothing is said of what is to become of it. */
function isOnlyCode({ cues, reading, slots }: IntentQuestion): boolean {
  const isAlone = Object.keys(slots).every((slot) => slot === 'code' || slot === 'name' || slot === 'phone')
  return (
    isAlone &&
    !reading.message.includes('?') &&
    !cues.has('change') &&
    !cues.has('amend') &&
    CODE_IS.test(reading.message)
  )
}

const CODE_IS = /(?:c[oó]digo|localizador|code|reference)(?: de (?:la )?reserva)?(?: es|:| is|'s)/iu

/** "We have a table", not "could we have a table". */
function hasBooking({ cues, reading }: IntentQuestion): boolean {
  const found = cues.get('existing')
  if (RESERVED.test(reading.message)) return true
  if (NOT_YET.test(reading.message)) return false
  if (found === undefined) return false
  // "Could we have a table", but "could my table be outside".
  return cues.has('own') && OWN.has(reading.items[found.from]?.text ?? '')
    ? true
    : !MODALS.has(reading.items[found.from - 1]?.text ?? '')
}

/** Without its accent it is said to the house: "reserve para dos". */
const RESERVED = /(?<!\p{L})(?:reservé|apunté|encargué)(?!\p{L})/iu

const NOT_YET = /(?<!\p{L})no (?:he|hemos) reservado|(?:haven't|have not) (?:booked|reserved)/iu

const OWN = new Set(['my', 'our', 'mi', 'nuestra'])
const MODALS = new Set(['can', 'could', 'may', 'might', 'should', 'would'])
