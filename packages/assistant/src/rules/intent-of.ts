import type { Intent, Slots } from '../slots.ts'
import type { Expecting } from './expecting.ts'
import { infoTopicOf } from './info-topic.ts'
import { CUES, NEGATIONS } from './intent-cues.ts'
import { hasPhrase, phraseBook, says, type PhraseBook } from './phrase-book.ts'
import type { Reading } from './reading.ts'

/** What a message is looked at for: its words, what was found in it, and what was asked before. */
export interface IntentQuestion {
  readonly reading: Reading
  readonly slots: Slots
  readonly expecting?: Expecting | undefined
}

const OWN = phraseBook(['mi|nuestra|my|our', 'tengo|tenemos|tenia|teniamos|have|had|booked|hice|hicimos'])

type Rule = (question: IntentQuestion) => boolean

/** The first rule that holds. What would be worst to miss comes first; what is said beside anything else comes last. */
const INTENT_RULES: readonly (readonly [Intent, Rule])[] = [
  ['human', ({ reading }) => says(reading, CUES.human)],
  ['cancel', wantsToCancel],
  ['change', wantsToChange],
  [
    'info',
    ({ reading, slots }) =>
      says(reading, CUES.infoSure) && !isBooking(slots) && infoTopicOf(reading) !== undefined,
  ],
  ['affirm', (question) => isAsked(question) && beginsWith(question.reading, CUES.affirm)],
  [
    'check',
    ({ reading }) => says(reading, CUES.check) && isQuestion(reading) && !says(reading, CUES.strongBook),
  ],
  ['book', ({ reading, expecting }) => expecting === undefined && says(reading, CUES.strongBook)],
  [
    'info',
    ({ reading, slots }) => isQuestion(reading) && infoTopicOf(reading) !== undefined && !isBooking(slots),
  ],
  ['book', ({ reading, expecting }) => expecting === undefined && says(reading, CUES.weakBook)],
  ['book', ({ slots, expecting }) => expecting === undefined && isBooking(slots)],
  ['thank', ({ reading, slots }) => says(reading, CUES.thank) && isOnlyDay(slots) && !saysYesOrNo(reading)],
  ['inform', ({ slots }) => Object.keys(slots).length > 0],
  ['deny', ({ reading }) => beginsWith(reading, CUES.deny)],
  ['affirm', ({ reading }) => beginsWith(reading, CUES.affirm) && !isThanks(reading)],
  ['thank', ({ reading }) => says(reading, CUES.thank)],
  ['greet', ({ reading }) => beginsWith(reading, CUES.greet)],
  ['affirm', ({ reading }) => says(reading, CUES.affirm) && reading.items.length <= 6],
]

/** What the guest wants; `other` where nothing shows it. */
export function intentOf(question: IntentQuestion): Intent {
  return INTENT_RULES.find(([, holds]) => holds(question))?.[0] ?? 'other'
}

function isAsked({ expecting }: IntentQuestion): boolean {
  return expecting === 'confirmation' || expecting === 'choice'
}

function wantsToCancel({ reading }: IntentQuestion): boolean {
  const found = hasPhrase(reading, CUES.cancel)
  if (found === undefined || says(reading, CUES.policy)) return false
  const isDenied = isNegated(reading, found.from)
  return (
    !isDenied &&
    !(
      says(reading, CUES.change) &&
      hasPhrase(reading, CUES.cancel, found.to) === undefined &&
      /^no|^can't|^won't/.test(reading.items[found.from]?.text ?? '')
    )
  )
}

function wantsToChange({ reading, expecting, slots }: IntentQuestion): boolean {
  const isThere = says(reading, CUES.existing) || slots.code !== undefined
  if (says(reading, CUES.change)) return expecting === undefined || isThere
  return (
    isThere &&
    expecting === undefined &&
    isBooking(slots, 1) &&
    says(reading, CUES.instead) &&
    !beginsAsBooking(reading)
  )
}

/** "Quiero hacer la reserva": the article alone makes no booking that is there. */
function beginsAsBooking(reading: Reading): boolean {
  return says(reading, CUES.strongBook) && !says(reading, OWN)
}

function isBooking(slots: Slots, least = 2): boolean {
  const said = [slots.date, slots.time, slots.people ?? slots.peopleRange].filter(
    (slot) => slot !== undefined,
  )
  return said.length >= least
}

function isOnlyDay(slots: Slots): boolean {
  return Object.keys(slots).every((slot) => slot === 'date')
}

function isQuestion(reading: Reading): boolean {
  return /[?¿]/.test(reading.message) || says(reading, CUES.wondering)
}

function saysYesOrNo(reading: Reading): boolean {
  return /^(?:si|no|yes|nope|yep|yeah)$/.test(firstWord(reading)?.text ?? '')
}

function isThanks(reading: Reading): boolean {
  return says(reading, CUES.thank) && !saysYesOrNo(reading)
}

function firstWord({ items }: Reading): Reading['items'][number] | undefined {
  return items.find(({ kind }) => kind !== 'symbol')
}

/** Whether the first word or, after a greeting or filler, one of the next two begins such a phrase. */
function beginsWith(reading: Reading, book: PhraseBook): boolean {
  const found = hasPhrase(reading, book)
  return (
    found !== undefined &&
    reading.items.slice(0, found.from).filter(({ kind }) => kind !== 'symbol').length <= 2
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
