import { type Cue, isMadeOf } from './intent-cues.ts'
import {
  beginsWith,
  hasWishes,
  isBooking,
  isPast,
  isQuestion,
  seeksTable,
  type IntentQuestion,
} from './intent-question.ts'

/** "Sí" to what was proposed. "Sí, pero a las diez" is no yes: what it changes has to be proposed again. */
export function confirms(asked: IntentQuestion): boolean {
  return isAsked(asked) && beginsWith(asked, 'affirm') && !hasWishes(asked)
}

function isAsked({ expecting }: IntentQuestion): boolean {
  return expecting === 'confirmation' || expecting === 'choice'
}

const GREETING: ReadonlySet<Cue> = new Set(['greet'])
const YES: ReadonlySet<Cue> = new Set(['affirm'])
const NO: ReadonlySet<Cue> = new Set(['deny', 'thank'])
const ALL_IDLE = new Set(
  'a al de del el la las los todos todas y and the to you all there folks mate'.split(' '),
)
const NOTHING_MORE = new Set('y and it that asi por favor porfa please todo all then pues it is'.split(' '))

export function isOnlyGreeting({ reading, cues }: IntentQuestion): boolean {
  return cues.has('greet') && isMadeOf(reading, GREETING, ALL_IDLE)
}

/** "Evening" greets only where it comes first. */
export function isPartOfDay({ reading, cues }: IntentQuestion): boolean {
  const at = cues.get('greet')?.from ?? 0
  return at > 0 && /^(?:morning|afternoon|evening)$/.test(reading.items[at]?.text ?? '')
}

/** "Sí, adelante": whatever its words are beside a booking. */
export function isOnlyYes({ reading, cues }: IntentQuestion): boolean {
  return cues.has('affirm') && !reading.message.includes('?') && isMadeOf(reading, YES, NOTHING_MORE)
}

export function isOnlyNo({ reading, cues }: IntentQuestion): boolean {
  return cues.has('deny') && !reading.message.includes('?') && isMadeOf(reading, NO, NOTHING_MORE)
}

export function isShort({ reading, slots }: IntentQuestion): boolean {
  return reading.items.length <= 9 && Object.keys(slots).length === 0
}

/** What only people of the house can do: find a coat, write an invoice, give money back. */
export function isForPeople(asked: IntentQuestion): boolean {
  const { cues } = asked
  if (seeksTable(asked) && !isPast(asked) && !cues.has('visited')) return false
  if (cues.has('strongBook') && !cues.has('visited') && !cues.has('paper') && !cues.has('refund'))
    return false
  if (cues.has('belonging') && cues.has('loss')) return true
  if (cues.has('refund')) return !(isQuestion(asked) && cues.has('policy'))
  return cues.has('paper') && (!isQuestion(asked) || (cues.has('paperWanted') && !asksWhetherPossible(asked)))
}

/** "¿Hacéis factura?", "can I get a receipt?": a custom of the house is asked for, not a paper of a day that is over. */
function asksWhetherPossible(asked: IntentQuestion): boolean {
  return (
    isQuestion(asked) &&
    !asked.cues.has('visited') &&
    !/(?<!\p{L})(?:send|email|mand|envi)/iu.test(asked.reading.message)
  )
}

/** A kind word on what has been; asking or booking weighs more. */
export function praises(asked: IntentQuestion): boolean {
  const { cues, expecting } = asked
  if (!cues.has('praise') || isQuestion(asked)) return false
  if (cues.has('human') || cues.has('cancel') || cues.has('change')) return false
  if (cues.has('visited')) return true
  const seeks = cues.has('strongBook') && (cues.has('weakBook') || cues.has('room'))
  return !seeks && !isBooking(asked) && expecting === undefined
}

/** "Gracias, hasta mañana a las nueve". */
export function takesLeave(asked: IntentQuestion): boolean {
  const { slots, cues, reading } = asked
  if (!LEAVE.test(reading.message) || isQuestion(asked)) return false
  if (cues.has('strongBook') || cues.has('cancel')) return false
  return Object.keys(slots).every((slot) => slot === 'date' || slot === 'time')
}

const LEAVE =
  /(?:^|[,.;!] *|gracias,? *|thanks,? *|thank you,? *)(?:hasta (?!las? \d|que|cuando)|nos vemos|see (?:you|ya|u)(?!\p{L})|bye(?!\p{L})|till then|adios|adiós)/iu

/** What somebody eats or needs, told of no booking in particular. */
export function tellsDetail(asked: IntentQuestion): boolean {
  const { cues, slots, expecting } = asked
  if (expecting !== undefined || slots.code !== undefined || asked.reading.message.includes('?')) return false
  if (cues.has('existing') || cues.has('strongBook') || isBooking(asked)) return false
  return slots.diet !== undefined || cues.has('aside')
}
