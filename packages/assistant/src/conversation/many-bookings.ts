import { plainText } from '../orders/plain-text.ts'
import { plainWord } from '../redaction/given-names.ts'
import type { Conversation } from './conversation.ts'
import type { HeardMessage } from './heard.ts'
import { MANY, STANDING } from './many-phrases.ts'

/** A third table, after "y otra, y otra". */
const ANOTHER =
  /(?<!\p{L})(?:y )?(?:lo mismo|la misma|same again|the same(?: again)?|otra|otra mesa|otra reserva|una (?:segunda|tercera|cuarta)|another|a (?:second|third|fourth|further)|one more|una mas)(?: (?:mesa|reserva|table|booking|reservation|one|mas|more|igual|identica))*(?: (?:para|a nombre|por|a las|el|la|igual|for|under|at|on|like)|[.,!]|$)/gu

/** "Muy bien, y ahora": what stands before "otra" and is no table of its own. */
const LONGEST_JOINT = 25

const CLOCK_TIMES = /(?<![\d:.,])(?:[01]?\d|2[0-3])(?:[:.h]\d\d|h(?!\p{L})| ?(?:am|pm)(?!\p{L}))/gu
const WEEKDAYS =
  /(?<!\p{L})(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\p{L})/gu
/** One of what is listed is wanted, or it is put right. */
const ONE_OF_THEM =
  /(?<!\p{L})(?:o|u|or|cualquier\p{L}*|any|either|whichever|algun\p{L}*|no|not|mejor|rather|perdon|sorry|entre|between)(?!\p{L})/u

/** "El viernes, el sábado y el domingo": three hours or days of which each is wanted. */
function listsMany(text: string): boolean {
  const count = (pattern: RegExp) => new Set(text.match(pattern)).size
  return !text.includes('?') && !ONE_OF_THEM.test(text) && Math.max(count(CLOCK_TIMES), count(WEEKDAYS)) >= 3
}

/** How many bookings one conversation may come to. */
export const MOST_BOOKINGS = 2

type WantedWords = Pick<HeardMessage, 'whole' | 'intent' | 'ruled'>

/** Whether more tables are wanted than one guest needs, in one message or one after the other. */
export function asksForMany(
  { task, queue, written }: Conversation,
  { whole, intent, ruled }: WantedWords,
): boolean {
  if (!WANTING.has(intent) && !WANTING.has(ruled.intent)) return false
  const text = plainWord(whole)
  if (isAnyOf(MANY, whole) || listsMany(text)) return true
  const underWay = (written?.book ?? 0) + (task?.kind === 'book' ? 1 : 0) + queue.length
  const others = [...text.matchAll(ANOTHER)]
  const isFirst = task?.kind !== 'book' && (others[0]?.index ?? 0) > LONGEST_JOINT
  return others.length > 0 && underWay + others.length + (isFirst ? 1 : 0) > MOST_BOOKINGS
}

/** Whether a table is wanted again and again. */
export function asksForStanding({ whole, intent, ruled }: WantedWords): boolean {
  return (WANTING.has(intent) || WANTING.has(ruled.intent)) && isAnyOf(STANDING, whole)
}

function isAnyOf(patterns: readonly RegExp[], message: string): boolean {
  const text = plainText(message)
  return patterns.some((pattern) => pattern.test(text))
}

const WANTING: ReadonlySet<HeardMessage['intent']> = new Set([
  'book',
  'check',
  'inform',
  'affirm',
  'other',
  'greet',
  'change',
])
