import type { Intent } from '../slots.ts'
import { bringsWish } from './brings-wish.ts'
import { isOfTheHouse } from './info-topic.ts'
import { NEGATIONS } from './intent-cues.ts'
import {
  beginsWith,
  corrects,
  hasWishes,
  isBooking,
  isNamedBooking,
  isOnlyDay,
  isOver,
  isPast,
  isQuestion,
  isUnseated,
  asksWithDetails,
  saysYesOrNo,
  type IntentQuestion,
} from './intent-question.ts'
import type { Reading } from './reading.ts'

type Rule = (question: IntentQuestion) => boolean

/** The first rule that holds. What would be worst to miss comes first; what is said beside anything else comes last. */
const INTENT_RULES: readonly (readonly [Intent, Rule])[] = [
  ['other', (asked) => asked.cues.has('offTopic') && !isBooking(asked) && isUnseated(asked)],
  ['info', (asked) => asked.cues.has('infoAlways') && isQuestion(asked)],
  ['human', (asked) => asked.cues.has('human') && (isPast(asked) || !isBooking(asked))],
  ['inform', bringsWish],
  ['info', asksWhatIsAllowed],
  ['cancel', wantsToCancel],
  ['change', wantsToChange],
  ['info', (asked) => asked.cues.has('infoSure') && asksOfTheHouse(asked)],
  ['affirm', confirms],
  ['check', (asked) => asked.cues.has('check') && isQuestion(asked) && !asked.cues.has('strongBook')],
  ['info', (asked) => isQuestion(asked) && asksOfTheHouse(asked)],
  ['book', ({ cues, expecting }) => expecting === undefined && cues.has('strongBook')],
  ['human', (asked) => isPast(asked) && !isBooking(asked) && !isQuestion(asked)],
  ['check', asksForRoom],
  [
    'info',
    (asked) => asked.cues.has('infoSure') && isQuestion(asked) && isUnseated(asked) && !isBooking(asked),
  ],
  ['book', mayBook],
  ['human', ({ cues }) => cues.has('human')],
  ['greet', (asked) => beginsWith(asked, 'greet') && isShort(asked) && asked.topic === undefined],
  [
    'info',
    (asked) => asked.reading.message.includes('?') && isUnseated(asked) && asked.cues.has('houseQuestion'),
  ],
  ['thank', (asked) => asked.cues.has('thank') && isOnlyDay(asked) && !saysYesOrNo(asked)],
  ['inform', (asked) => Object.keys(asked.slots).length > 0 && !isOver(asked)],
  ['deny', (asked) => beginsWith(asked, 'deny')],
  ['affirm', (asked) => beginsWith(asked, 'affirm') && (!asked.cues.has('thank') || saysYesOrNo(asked))],
  ['thank', ({ cues }) => cues.has('thank')],
  ['greet', (asked) => beginsWith(asked, 'greet') && asked.reading.items.length <= 8],
  ['affirm', ({ cues, reading }) => cues.has('affirm') && reading.items.length <= 6],
]

/** What the guest wants; `other` where nothing shows it. */
export function intentOf(question: IntentQuestion): Intent {
  return INTENT_RULES.find(([, holds]) => holds(question))?.[0] ?? 'other'
}

/** "Sí" to what was proposed. "Sí, pero a las diez" is no yes: what it changes has to be proposed again. */
function confirms(asked: IntentQuestion): boolean {
  return isAsked(asked) && beginsWith(asked, 'affirm') && !hasWishes(asked)
}

function isAsked({ expecting }: IntentQuestion): boolean {
  return expecting === 'confirmation' || expecting === 'choice'
}

function isShort({ reading, slots }: IntentQuestion): boolean {
  return reading.items.length <= 9 && Object.keys(slots).length === 0
}

/** "¿Y para hoy a las diez hay?": a question with a day, an hour or a party that asks for nothing else. */
function asksForRoom(asked: IntentQuestion): boolean {
  const { date, time, people, peopleRange } = asked.slots
  const isOfSeats = [date, time, people, peopleRange].some((slot) => slot !== undefined)
  return (
    asked.expecting === undefined &&
    isOfSeats &&
    asksWithDetails(asked) &&
    !asked.cues.has('strongBook') &&
    !(asked.cues.has('infoSure') && isUnseated(asked))
  )
}

/** In the midst of booking, what is said of it only adds details. */
function mayBook(asked: IntentQuestion): boolean {
  return (
    asked.expecting === undefined && !corrects(asked) && (asked.cues.has('weakBook') || isNamedBooking(asked))
  )
}

/** Taken back ("no canceles") or asked about ("¿cobráis por cancelar?") it is none. */
function wantsToCancel(asked: IntentQuestion): boolean {
  const { reading, cues } = asked
  const found = cues.get('cancel')
  if (found === undefined || isNegated(reading, found.from)) return false
  if (isQuestion(asked) && cues.has('policy') && !isOfOne(asked)) return false
  // "No podemos ir a las nueve, ¿la cambiamos?"
  return !(isExcuse(reading, found.from) && cues.has('change'))
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

/** A booking that is there, and how it is to be; in the midst of booking, "cámbialo a las diez" only adds a detail. */
function wantsToChange(asked: IntentQuestion): boolean {
  const { cues, expecting, slots } = asked
  const isThere = hasBooking(asked)
  if (slots.code !== undefined)
    return expecting !== 'code' && !(cues.has('infoSure') && asksOfTheHouse(asked))
  if (cues.has('change'))
    return isThere || (expecting === undefined && !cues.has('strongBook') && !corrects(asked))
  if (!isThere || expecting !== undefined || !hasWishes(asked)) return false
  if (cues.has('own') && isQuestion(asked)) return true
  return cues.has('instead') && (cues.has('own') || !cues.has('strongBook'))
}

/** "We have a table", not "could we have a table". */
function hasBooking({ cues, reading }: IntentQuestion): boolean {
  const found = cues.get('existing')
  return found !== undefined && !MODALS.has(reading.items[found.from - 1]?.text ?? '')
}

const MODALS = new Set(['can', 'could', 'may', 'might', 'should', 'would'])

function asksWhatIsAllowed(asked: IntentQuestion): boolean {
  const { date, time, code } = asked.slots
  const isOpen = date === undefined && time === undefined && code === undefined
  return isOpen && isQuestion(asked) && isOfTheHouse(asked.topic) && asksOfTheHouse(asked)
}

function asksOfTheHouse(asked: IntentQuestion): boolean {
  return asked.topic !== undefined && isUnseated(asked) && !asked.cues.has('strongBook')
}

function isNegated({ items }: Reading, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const { text = '', kind = 'symbol' } = items[before] ?? {}
    if (kind === 'symbol') return false
    if (NEGATIONS.has(text)) return true
  }
  return false
}
