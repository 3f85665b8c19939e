import { claimsPrice } from '../conversation/price-claims.ts'
import { plainWord } from '../redaction/given-names.ts'
import { undisguised } from './disguises.ts'
import { ENGLISH_ORDERS } from './english-orders.ts'
import { FOREIGN_ORDERS } from './foreign-orders.ts'
import { isCode, isForMachines, isHalfForMachines, labelledNotes } from './machine-signs.ts'
import { hasUnreadNote } from './note-wishes.ts'
import { isUnreadTongue } from './unread-tongue.ts'
import { HINTS, type OrderPhrases, patternsOf, type PhraseHint } from './order-phrases.ts'
import { plainText } from './plain-text.ts'
import { SPANISH_ORDERS } from './spanish-orders.ts'

/** What a text has in it that is meant for the machine and not for the house. */
export interface Orders {
  /** It gives orders to whoever or whatever reads it. */
  readonly isOrder: boolean
  /** It has notes for the house that cannot be read as a wish. */
  readonly hasUnreadNote: boolean
  /** What else points there. One may be chance; two, in one conversation, are not. */
  readonly hints: readonly Hint[]
}

/**
 * `price`: one that only people can grant. `markup`: signs of code and pasted text. `codes`: those of several bookings. `name`: an order in
 * the place of a name, which is refused by itself.
 */
export type Hint = PhraseHint | 'price' | 'markup' | 'codes' | 'name'

/** Two different ones make an order. */
export const HINTS_OF_AN_ORDER = 2

/** Somebody says why a booking is to be touched that they do not prove to be theirs. */
const CLAIMS: ReadonlySet<Hint> = new Set(['authority', 'staff', 'exception'])
const CODE_OF_BOOKING = /(?<!\p{L})R[- ]?\d{4,6}(?!\d)/iu

const TABLES: readonly OrderPhrases[] = [SPANISH_ORDERS, ENGLISH_ORDERS, FOREIGN_ORDERS]
const ORDERS = TABLES.flatMap(({ orders, words }) => patternsOf(orders, words))
const HINT_PATTERNS = HINTS.map(
  (hint) =>
    [
      hint,
      TABLES.flatMap(({ hints, words }) => (hints[hint] ? patternsOf(hints[hint], words) : [])),
    ] as const,
)

/**
 * Looks for orders in a text of a guest or of the book. It cannot find all of them, and must not be all that stands between an
 * order and the book; what it finds no guest says of a table. `noName`: what was refused as a name already, and is looked at
 * no more.
 */
export function ordersIn(message: string, noName?: string): Orders {
  const text = noName ? message.replaceAll(noName, ' ') : message
  const { readings, isHidden } = undisguised(text)
  const [plain = ''] = readings
  const notes = labelledNotes(plain)
  const hints = hintsIn(plain)
  // Where a name was refused, code has been dealt with.
  const isMachine =
    isUnreadTongue(plain) ||
    isForMachines(message) ||
    isForMachines(plain) ||
    (noName === undefined && (isHidden || isCode(plain)))
  return {
    isOrder:
      isMachine ||
      readings.some((reading) => isOrderInWords(reading)) ||
      hints.length >= HINTS_OF_AN_ORDER ||
      (hints.some((hint) => CLAIMS.has(hint)) && CODE_OF_BOOKING.test(plain)) ||
      (notes !== undefined && hintsIn(notes).length > 0),
    hasUnreadNote: notes !== undefined && hasUnreadNote(notes),
    hints:
      noName === undefined
        ? hints
        : [
            ...hints.filter((hint) => hint !== 'markup'),
            ...(noName && isOrderInWords(noName) ? (['name'] as const) : []),
          ],
  }
}

/** What notes of the book have no business with: other bookings, addresses, what guests are to be told or to pay. */
const NOT_IN_RECORDS =
  /(?<!\p{L})(?:r-?\d{4,6}|https?:|www\.|al (?:confirmar|cambiar|cancelar|leer|modificar|consultar|responder|contestar)|cuando se (?:cambie|confirme|lea|cancele|modifique|consulte)|cuando (?:el cliente|alguien|pregunte\p{L}*|confirme\p{L}*|cambie\p{L}*)|(?:el|al) cliente (?:debe|tiene que|hay que|que)|lo que (?:diga|pida|pregunte)|que (?:diga|pida|pregunte) (?:el|la) (?:cliente|persona)|diselo|digaselo|decirle que|(?:when|if|once) (?:this|the|he|she|they|anyone|someone|asked) (?:\p{L}+ ){0,2}(?:booking|reservation|note|guest|is|are|asks?|changed?|confirmed?|read)|tell (?:the )?(?:guest|customer|him|her|them) (?:that|to)|(?:guest|customer) must|when(?:ever)? (?:you|changing|confirming|cancelling|reading))(?!\p{L})/u

/** "Cada vez que viene pide la mesa 4", "invita la casa", "acordamos la mesa 4": people of the house note such things. */
const OF_PEOPLE: ReadonlySet<Hint> = new Set(['price', 'standing', 'agreed', 'others', 'claimed'])

/** Whether a text that stands in the book speaks to whoever reads it by machine. What people of the house grant stands there too. */
export function ordersInRecord(text: string): boolean {
  const { isOrder, hints } = ordersIn(text)
  return isOrder || hints.some((hint) => !OF_PEOPLE.has(hint)) || NOT_IN_RECORDS.test(plainWord(text))
}

function isOrderInWords(reading: string): boolean {
  const text = plainText(reading)
  return ORDERS.some((pattern) => pattern.test(text))
}

function hintsIn(text: string): readonly Hint[] {
  const plain = plainText(text)
  const codes = new Set(
    text.match(/(?<!\p{L})R[- ]?\d{4,6}(?!\d)/giu)?.map((code) => code.replaceAll(/\D/g, '')),
  )
  return [
    ...HINT_PATTERNS.filter(([, patterns]) => patterns.some((pattern) => pattern.test(plain))).map(
      ([hint]) => hint,
    ),
    ...(claimsPrice(text) ? (['price'] as const) : []),
    ...(isHalfForMachines(text) ? (['markup'] as const) : []),
    ...(codes.size > 1 ? (['codes'] as const) : []),
  ]
}
