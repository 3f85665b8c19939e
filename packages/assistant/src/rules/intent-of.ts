import type { Intent, Slots } from '../slots.ts'
import type { Expecting } from './expecting.ts'
import { infoTopicOf, isOfTheHouse } from './info-topic.ts'
import { CUES, NEGATIONS, type Cue } from './intent-cues.ts'
import { hasPhrase, says } from './phrase-book.ts'
import type { Reading } from './reading.ts'

/** What a message is looked at for: its words, what was found in it, and what was asked before. */
export interface IntentQuestion {
  readonly reading: Reading
  readonly slots: Slots
  readonly expecting?: Expecting | undefined
}

type Rule = (question: IntentQuestion) => boolean

/** The first rule that holds. What would be worst to miss comes first; what is said beside anything else comes last. */
const INTENT_RULES: readonly (readonly [Intent, Rule])[] = [
  ['info', ({ reading }) => says(reading, CUES.infoAlways) && isQuestion(reading)],
  ['human', ({ reading, slots }) => says(reading, CUES.human) && !isBooking(slots)],
  ['info', asksWhatIsAllowed],
  ['cancel', wantsToCancel],
  ['change', wantsToChange],
  ['info', asksSurely],
  ['affirm', (question) => isAsked(question) && beginsWith(question, 'affirm')],
  [
    'check',
    ({ reading }) => says(reading, CUES.check) && isQuestion(reading) && !says(reading, CUES.strongBook),
  ],
  ['info', asksOfTheHouse],
  ['book', ({ reading, expecting }) => expecting === undefined && says(reading, CUES.strongBook)],
  [
    'book',
    ({ reading, expecting, slots }) =>
      expecting === undefined && !corrects(reading, slots) && says(reading, CUES.weakBook),
  ],
  [
    'book',
    ({ reading, expecting, slots }) =>
      expecting === undefined && !corrects(reading, slots) && isBooking(slots),
  ],
  ['human', ({ reading }) => says(reading, CUES.human)],
  ['thank', ({ reading, slots }) => says(reading, CUES.thank) && isOnlyDay(slots) && !saysYesOrNo(reading)],
  ['inform', ({ slots }) => Object.keys(slots).length > 0 && !isOver(slots)],
  ['deny', (question) => beginsWith(question, 'deny')],
  ['affirm', (question) => beginsWith(question, 'affirm') && !isThanks(question.reading)],
  ['thank', ({ reading }) => says(reading, CUES.thank)],
  ['greet', (question) => beginsWith(question, 'greet') && question.reading.items.length <= 8],
  ['affirm', ({ reading }) => says(reading, CUES.affirm) && reading.items.length <= 6],
]

/** What the guest wants; `other` where nothing shows it. */
export function intentOf(question: IntentQuestion): Intent {
  return INTENT_RULES.find(([, holds]) => holds(question))?.[0] ?? 'other'
}

function isAsked({ expecting }: IntentQuestion): boolean {
  return expecting === 'confirmation' || expecting === 'choice'
}

/** Taken back ("no canceles") or asked about ("¿cobráis por cancelar?") it is none. */
function wantsToCancel({ reading }: IntentQuestion): boolean {
  if (isQuestion(reading) && says(reading, CUES.policy)) return false
  const found = hasPhrase(reading, CUES.cancel)
  if (found === undefined || isNegated(reading, found.from)) return false
  // "No podemos ir a las nueve, ¿la cambiamos?"
  return !(startsWithNo(reading, found.from) && says(reading, CUES.change))
}

function startsWithNo({ items }: Reading, at: number): boolean {
  return /^(?:no|ya|al|can't|cannot|won't|not|nos|me|unable)$/.test(items[at]?.text ?? '')
}

/** A booking that is there, and how it is to be; in the midst of booking, "cámbialo a las diez" only adds a detail. */
function wantsToChange({ reading, expecting, slots }: IntentQuestion): boolean {
  const isThere = says(reading, CUES.existing)
  if (slots.code !== undefined) return expecting !== 'code' && !asksSurely({ reading, slots })
  if (says(reading, CUES.change))
    return (
      isThere || (expecting === undefined && !says(reading, CUES.strongBook) && !corrects(reading, slots))
    )
  if (!isThere || expecting !== undefined || !says(reading, CUES.instead)) return false
  return hasWishes(slots) && (says(reading, CUES.own) || !says(reading, CUES.strongBook))
}

function asksWhatIsAllowed({ reading, slots }: IntentQuestion): boolean {
  const { date, time, code } = slots
  const isOpen = date === undefined && time === undefined && code === undefined && isUnseated(slots)
  return (
    isOpen && isQuestion(reading) && isOfTheHouse(infoTopicOf(reading)) && !says(reading, CUES.strongBook)
  )
}

function asksSurely({ reading, slots }: IntentQuestion): boolean {
  return (
    says(reading, CUES.infoSure) &&
    isUnseated(slots) &&
    !says(reading, CUES.strongBook) &&
    infoTopicOf(reading) !== undefined
  )
}

function asksOfTheHouse({ reading, slots }: IntentQuestion): boolean {
  return (
    isQuestion(reading) &&
    isUnseated(slots) &&
    !says(reading, CUES.strongBook) &&
    infoTopicOf(reading) !== undefined
  )
}

/** Nobody is to be seated without a number of people, or without any day and hour. */
function isUnseated({ date, time, people, peopleRange }: Slots): boolean {
  return (people === undefined && peopleRange === undefined) || (date === undefined && time === undefined)
}

function isBooking(slots: Slots): boolean {
  return (
    [slots.date, slots.time, slots.people ?? slots.peopleRange].filter((slot) => slot !== undefined).length >=
    2
  )
}

function hasWishes({ date, time, people, peopleRange, highChairs, pets, accessible, zone }: Slots): boolean {
  return [date, time, people, peopleRange, highChairs, pets, accessible, zone].some(
    (slot) => slot !== undefined,
  )
}

/** "¿Quién ganó ayer?": nobody books for yesterday. */
function isOver(slots: Slots): boolean {
  return slots.date?.kind === 'offset' && slots.date.days < 0 && isOnlyDay(slots)
}

function isOnlyDay(slots: Slots): boolean {
  return Object.keys(slots).every((slot) => slot === 'date')
}

/** "No, mejor a las diez", "perdón, somos cinco": a detail of what is being talked of, not a booking of its own. */
function corrects(reading: Reading, slots: Slots): boolean {
  const isMarked = /^(?:no|perdon|perdona|mejor|digo|sorry|actually|oops|uy|wait|espera)$/.test(
    firstWord(reading)?.text ?? '',
  )
  return isMarked && Object.keys(slots).length === 1 && reading.items.length <= 12
}

function isQuestion(reading: Reading): boolean {
  if (/[?¿]/.test(reading.message)) return true
  const found = hasPhrase(reading, CUES.wondering)
  return found !== undefined && wordsBefore(reading, found.from) <= MOST_BEFORE_QUESTION
}

/** Greetings and the like before a question that has no mark: "hola buenas tardes teneis mesa". */
const MOST_BEFORE_QUESTION = 4

function saysYesOrNo(reading: Reading): boolean {
  return /^(?:si|no|yes|nope|yep|yeah)$/.test(firstWord(reading)?.text ?? '')
}

function isThanks(reading: Reading): boolean {
  return says(reading, CUES.thank) && !saysYesOrNo(reading)
}

function firstWord({ items }: Reading): Reading['items'][number] | undefined {
  return items.find(({ kind }) => kind !== 'symbol')
}

/** Whether such a phrase stands at the beginning, or after a greeting or filler of two words. */
function beginsWith({ reading }: IntentQuestion, cue: Cue): boolean {
  const found = hasPhrase(reading, CUES[cue])
  return found !== undefined && wordsBefore(reading, found.from) <= 2
}

function wordsBefore({ items }: Reading, at: number): number {
  return items.slice(0, at).filter(({ kind }) => kind !== 'symbol').length
}

function isNegated({ items }: Reading, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const { text = '', kind = 'symbol' } = items[before] ?? {}
    if (kind === 'symbol') return false
    if (NEGATIONS.has(text)) return true
  }
  return false
}
