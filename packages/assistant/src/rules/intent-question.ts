import type { InfoTopic, Slots } from '../slots.ts'
import type { Expecting } from './expecting.ts'
import { infoTopicOf } from './info-topic.ts'
import { cuesOf, type Cue } from './intent-cues.ts'
import type { PhraseFound } from './phrase-book.ts'
import type { Item, Reading } from './reading.ts'

/** All that tells what a guest wants: the words, what was found in them, and what was asked before. */
export interface IntentQuestion {
  readonly reading: Reading
  readonly slots: Slots
  readonly expecting: Expecting | undefined
  readonly cues: ReadonlyMap<Cue, PhraseFound>
  readonly topic: InfoTopic | undefined
}

export function intentQuestion(
  reading: Reading,
  slots: Slots,
  expecting: Expecting | undefined,
): IntentQuestion {
  return { reading, slots, expecting, cues: cuesOf(reading), topic: infoTopicOf(reading) }
}

/** Greetings and the like before a question that has no mark: "hola buenas tardes teneis mesa". */
const MOST_BEFORE_QUESTION = 4

/** Whether something is asked, with a question mark or without. */
export function isQuestion(asked: IntentQuestion): boolean {
  const { reading, cues } = asked
  if (/[?¿]/.test(reading.message)) return !(isBooking(asked) && isOnlyTag(reading.message))
  const [found, first] = [cues.get('wondering'), cues.get('wonderingFirst')]
  if (first !== undefined && wordsBefore(reading, first.from) <= (cues.has('greet') ? 2 : 0)) return true
  return found !== undefined && wordsBefore(reading, found.from) <= MOST_BEFORE_QUESTION
}

/** "Mesa para seis el sábado, ¿puede ser?": whoever says all that asks for nothing but a yes. */
function isOnlyTag(message: string): boolean {
  return TAG_AT_END.test(message) && message.indexOf('?') === message.lastIndexOf('?')
}

const TAG_AT_END =
  /[,.;!] *¿?(?:puede ser|podr[ií]a ser|es posible|ser[ií]a posible|hay problema|(?:os|le|te|les) (?:parece|va|viene)(?: bien)?|vale|ok|okay|(?:would|is) that (?:be )?(?:ok|okay|alright|all right|possible|fine)|that ok|please|por favor)? *\?[\s)]*$/iu

const TAGS = new Set(
  'vale ok okay si no verdad puede ser please right yeah va bien te os parece cierto eh yes porfa favor por alright'.split(
    ' ',
  ),
)

/**
 * Whether a question is asked that speaks of a day, an hour or a number: one of at least four words, not only a tag like "¿vale?"
 * or ", ok?" at the end.
 */
export function asksWithDetails({ reading: { items } }: IntentQuestion): boolean {
  let [words, isTag, hasDetail] = [0, false, false]
  for (const item of items) {
    if (item.text === '?' && words >= 4 && !isTag && hasDetail) return true
    if (item.kind !== 'symbol') [words, isTag] = [words + 1, isTag && TAGS.has(item.text)]
    else if (/[¿?.!;]/.test(item.text)) [words, isTag, hasDetail] = [0, false, false]
    else if (item.text === ',') isTag = true
    hasDetail ||= isDetail(item)
  }
  return false
}

function isDetail({ text, classes }: Item): boolean {
  return DETAILS.has(text) || classes.some((itemClass) => itemClass !== 'word' && itemClass !== 'month')
}

const DETAILS = new Set(
  'hoy manana noche finde semana mediodia cenar comer almorzar cena ahora tonight today tomorrow weekend dinner lunch evening now later nochebuena nochevieja navidad christmas reyes'.split(
    ' ',
  ),
)

/** Whether such a phrase stands at the beginning, or after a greeting or filler of two words. */
export function beginsWith({ reading, cues }: IntentQuestion, cue: Cue): boolean {
  const found = cues.get(cue)
  return found !== undefined && wordsBefore(reading, found.from) <= 2
}

function wordsBefore({ items }: Reading, at: number): number {
  return items.slice(0, at).filter(({ kind }) => kind !== 'symbol').length
}

/** "No, mejor a las diez", "perdón, somos cinco": a detail of what is being talked of, not a booking of its own. */
export function corrects({ reading, slots }: IntentQuestion): boolean {
  const isMarked = /^(?:no|perdon|perdona|mejor|digo|sorry|actually|oops|uy|wait|espera)$/.test(
    firstWord(reading),
  )
  if (reading.items.length <= 8 && TAKEN_BACK.test(reading.message)) return true
  return isMarked && Object.keys(slots).length === 1 && reading.items.length <= 12
}

/** "A las tres, perdona, no a las dos". */
const TAKEN_BACK = /[,.] *(?:perd[oó]n\p{L}*|digo|sorry|i mean|i meant|quise decir)[, ]+(?:no |not )/iu

export function saysYesOrNo({ reading }: IntentQuestion): boolean {
  return /^(?:si|no|yes|nope|yep|yeah)$/.test(firstWord(reading))
}

function firstWord({ items }: Reading): Item['text'] {
  return items.find(({ kind }) => kind !== 'symbol')?.text ?? ''
}

/** Nobody is to be seated without a number of people, or without any day and hour. */
export function isUnseated({ slots: { date, time, people, peopleRange } }: IntentQuestion): boolean {
  return (people === undefined && peopleRange === undefined) || (date === undefined && time === undefined)
}

/** Two of day, hour and party are said: enough to mean a booking. */
export function isBooking({ slots }: IntentQuestion): boolean {
  const { date, time, people, peopleRange } = slots
  return [date, time, people ?? peopleRange].filter((slot) => slot !== undefined).length >= 2
}

/** Whether anything is said of how the booking is to be. */
export function hasWishes({ slots }: IntentQuestion): boolean {
  const { date, time, people, peopleRange, highChairs, pets, accessible, zone } = slots
  const wishes = [date, time, people, peopleRange, highChairs, pets, accessible, zone]
  return wishes.some((wish) => wish !== undefined)
}

/** Nothing is said but perhaps a day or an occasion: "gracias, hasta el viernes", "thanks for the birthday cake". */
export function isOnlyDay({ slots }: IntentQuestion): boolean {
  return Object.keys(slots).every((slot) => slot === 'date' || slot === 'notes')
}

/** "Ayer": nobody books for it; who speaks of it has been there. */
export function isPast({ slots: { date } }: IntentQuestion): boolean {
  return date?.kind === 'offset' && date.days < 0
}

/** Two of day, hour and party are said, and more than "la cena de ayer". */
export function namesHour(question: IntentQuestion): boolean {
  return isBooking(question) && question.slots.time?.kind !== 'service'
}

/** "¿Quién ganó ayer?": nothing is said but a day that is over. */
export function isOver(question: IntentQuestion): boolean {
  return isPast(question) && isOnlyDay(question)
}

/** A day, an hour or a party is said, and a name or another of these. */
export function isNamedBooking(question: IntentQuestion): boolean {
  const { date, time, people, name } = question.slots
  return (
    isBooking(question) || (name !== undefined && [date, time, people].some((slot) => slot !== undefined))
  )
}

/** Whether a day, an hour or a number of people is said. */
export function saysOfSeats({ date, time, people, peopleRange }: Slots): boolean {
  return [date, time, people, peopleRange].some((slot) => slot !== undefined)
}

/** A table is asked for, with two of day, hour and party, or in so many words. */
export function seeksTable(asked: IntentQuestion): boolean {
  const { cues, slots } = asked
  const hasParty = slots.people !== undefined || slots.peopleRange !== undefined
  return isBooking(asked) && (hasParty || cues.has('strongBook') || cues.has('check'))
}
