import { isGivenName } from '../redaction/given-names.ts'
import { fold } from './tokenize.ts'
import { isFirstName, isLikeName } from './like-name.ts'
import type { Expecting } from './expecting.ts'
import { isVocabulary } from './vocabulary.ts'
import { phraseBook } from './phrase-book.ts'
import type { Item, Reading } from './reading.ts'
import { phrases } from './phrases.ts'

/** What a name is said after. */
const SURELY = phrases(`
  a nombre de / al nombre de / a nombre / en nombre de / me llamo / mi nombre es / el nombre es / nombre :
  de parte de / apellido es / surname's / surname is / last name is / llamame / a mi nombre , / esta a nombre de / a nombre de : / nombre de la reserva :
  ponla|ponlo|ponedla|pongala|apuntala|apuntadla a nombre de / apellido / under the name of? / in the name of
  my name is / my name's / the name is / the name's / name is / name's / name : / under / call me
  booking name : / name of / surname / last name / put it under
  el|mi nombre a|por / cambia|cambie|cambiar|cambiame el? nombre a|por / name to
`)
/** These come before other things as well ("soy celíaca", "I'm late"): only a capital makes a name of what follows. */
const PERHAPS = phrases(`
  soy / soy el|la / i'm / i am / this is / it's / habla / aqui / le habla / te escribe / os escribe
  les escribe / for / para
`)

const BOOK = phraseBook([
  ['surely', SURELY],
  ['perhaps', PERHAPS],
])

/** Parts of names that are written small. */
const PARTICLES = new Set(
  phrases(`
  de / del / la / las / los / da / dos / van / von / der / san / mc / y / o' / el / - / di
`),
)
/** What ends a name that nobody wrote with capitals. */
const ENDS = new Set(
  `el la los las para por con que y a en mi es el un una del de somos seremos mesa reserva telefono tel movil email correo hoy manana sobre
  gracias vale ok please thanks thank for on at to and with the my is in we it phone tel number mobile email tomorrow today tonight no
  si yes pero but ya porfa favor this next a party table booking reservation if can could from code`.split(
    /\s+/,
  ),
)
const TITLES = new Set(['dr', 'dra', 'sr', 'sra', 'mr', 'mrs', 'ms', 'd', 'st'])
const LONGEST = 6

/** The name a guest gives, with the items that say it. */
export interface NameFound {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The name in a message, as it is written there; the last one that is said. Asked for one, or for a yes to a booking, the whole message may be one. */
export function guestNameOf(reading: Reading, expecting?: Expecting): NameFound | undefined {
  let found: NameFound | undefined
  for (let at = 0; at < reading.items.length; at++) {
    const said = BOOK.matchesAt(reading.items, at).toSorted((a, b) => b.length - a.length)[0]
    if (said !== undefined) found = nameAt(reading, at + said.length, said.value === 'surely') ?? found
  }
  if (found) return found
  if (expecting === 'confirmation') return otherName(reading)
  return signatureOf(reading) ?? (expecting === 'name' ? bareName(reading) : undefined)
}

function nameAt(reading: Reading, at: number, isSure: boolean): NameFound | undefined {
  const { items } = reading
  const from = afterQuotes(items, at)
  const isWritten = isCapital(reading, from)
  if (!isSure && (!isWritten || !isUnknown(items[from]))) return undefined
  let to = from
  while (to < from + LONGEST && isPartOfName(reading, to, isWritten)) to += 1
  while (to > from && isParticle(items[to - 1])) to -= 1
  const [first, last] = [items[from], items[to - 1]]
  if (first === undefined || last === undefined || to === from) return undefined
  return { name: reading.message.slice(first.start, last.end), from, to }
}

/** "a nombre de: «Los Pérez»". */
function afterQuotes(items: readonly Item[], at: number): number {
  const first = items.findIndex((item, index) => index >= at && !/^[:"'«“(]$/u.test(item.text))
  return first === -1 ? items.length : first
}

function isPartOfName(reading: Reading, at: number, isWritten: boolean): boolean {
  const [item, before, after] = [reading.items[at], reading.items[at - 1], reading.items[at + 1]]
  if (item === undefined) return false
  if (item.text === '.') return TITLES.has(before?.text ?? '') && isCapital(reading, at + 1)
  if (item.kind === 'number') return isCapital(reading, at)
  if (item.kind !== 'word' && item.text !== '-') return false
  if (isWritten) return isCapital(reading, at) || (isParticle(item) && isNameSoon(reading, at + 1))
  return !ENDS.has(item.text) || (item.text === 'de' && !ENDS.has(after?.text ?? 'el'))
}

/** After a particle a name goes on: "de la Fuente", not "de la terraza". */
function isNameSoon(reading: Reading, at: number): boolean {
  return isCapital(reading, at) || (isParticle(reading.items[at]) && isCapital(reading, at + 1))
}

function isParticle(item: Item | undefined): boolean {
  return item !== undefined && PARTICLES.has(item.text)
}

function isCapital({ items, message }: Reading, at: number): boolean {
  const item = items[at]
  if (item === undefined || (item.kind !== 'word' && item.kind !== 'number')) return false
  const first = message.slice(item.start, item.start + 1)
  return first !== first.toLowerCase() && fold(first) !== first
}

/** An answer that is nothing but a name: "Marta López". */
function bareName(reading: Reading): NameFound | undefined {
  const { items } = reading
  const skipped = items.findIndex((item) => item.kind === 'word' && !isAnswer(reading, item))
  const found = skipped === -1 ? undefined : nameAt(reading, skipped, true)
  if (!found) return undefined
  const said = items.slice(found.from, found.to)
  const rest = items.toSpliced(found.from, found.to - found.from)
  const isAll = rest.every((item) => isAnswer(reading, item) || isCourtesy(item))
  // "Domingo" may be a name; "Perfecto, a las diez" is none.
  if (isAll && said.length === 1 && said[0]?.text === 'domingo' && isCapital(reading, found.from))
    return found
  if (!isLikeName(reading, found)) return undefined
  return isAll || said.some((item) => isUnknown(item) || isGivenName(item.text)) ? found : undefined
}

/** As it is written: "perdona" must not be put right to "persona". */
function isAnswer({ message }: Reading, { text, start, end }: Item): boolean {
  return ANSWERS.has(text) || ANSWERS.has(fold(message.slice(start, end)))
}

/** Instead of a yes: nothing but a name that begins with a given one, so that no "Estupendo" is one. */
function otherName(reading: Reading): NameFound | undefined {
  const found = bareName(reading) ?? signatureOf(reading)
  if (!found || !isCapital(reading, found.from)) return undefined
  const isAll = reading.items.slice(found.to).every(isCourtesy)
  return isAll && isFirstName(reading.items[found.from]?.text ?? '') ? found : undefined
}

const ANSWERS = new Set(
  phrases(`
  nombre / name / mi / my / under / si / claro / vale / ok / yes / sure / a / de / es / pues / the / put / hola / perdon / sorry / no / it / in
  uy / uf / ay / ah / oh / eh / ey / hey / hi / hello / ups / oops / hmm / mmm / vaya / anda / oye / mira / bueno / buenas / perdona / perdone
  perdonad / disculpa / disculpe / disculpad / espera / espere / esperad / wait / well / actually / look
`),
)

/** Beside a name at the end of a message. */
const COURTESIES = new Set(
  'gracias thanks thank you thx ta cheers saludos un saludo please porfa favor por muchas mil many regards kind best xx x'.split(
    ' ',
  ),
)
const SENTENCE_ENDS = /^[.,;:!?¿¡()\-–—]$/u

/** "… para dos. Jacinto Rey, gracias": a last piece of at most three words with capitals, which say nothing else. */
function signatureOf(reading: Reading): NameFound | undefined {
  if (reading.message === reading.message.toUpperCase()) return undefined
  const { items } = reading
  let to = items.length
  // A phone behind it takes nothing from a name.
  while (to > 0 && (isCourtesy(items[to - 1]) || items[to - 1]?.kind === 'phone')) to -= 1
  let from = to
  while (from > 0 && !SENTENCE_ENDS.test(items[from - 1]?.text ?? '')) from -= 1
  // A message that is nothing but a name has at least two words, or it may be any word.
  const least = from === 0 ? 2 : 1
  if (to - from > 3 || to - from < least) return undefined
  const isName = items.slice(from, to).every((item, at) => isCapital(reading, from + at) && isUnknown(item))
  return isName ? nameAt(reading, from, false) : undefined
}

function isCourtesy(item: Item | undefined): boolean {
  return item !== undefined && (COURTESIES.has(item.text) || SENTENCE_ENDS.test(item.text))
}

/** Not one of the words a booking is made of. */
function isUnknown(item: Item | undefined): boolean {
  return item?.kind === 'word' && !ENDS.has(item.text) && !isVocabulary(item.text)
}
