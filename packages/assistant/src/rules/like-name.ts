import { isGivenName } from '../redaction/given-names.ts'
import { findingsOf } from './findings-of.ts'
import { isLanguageWord } from './language-of.ts'
import { MONTH_WORDS } from './month-words.ts'
import type { Reading } from './reading.ts'
import { isCommonWord } from './spelling.ts'

/** Items of a message, `to` not included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** No name has one of these in it, as far as people who book tables are called. */
const NO_NAMES = new Set(
  `que quien como cuando cuanto cuanta cuantos cuantas donde cual porque pero tambien entonces espera espere esperad mejor realmente
  digo perdon perdona perdone disculpa disculpe igual depende luego despues antes temprano tengo tenemos teneis tienes tiene tienen
  hay quiero queria quisiera queremos puedo podemos podeis puede pueden podria vamos venimos traemos llevamos estoy estamos
  ninguna ninguno nada nadie alergia alergias alergico alergica intolerancia ninos nina bebe trona terraza
  tardareis tardais tarda tardan cuesta cobrais precio aparcar todavia nunca siempre cambia cambiar cambiame quita quitar anade
  personas gente adultos importa entiendo idea momento minuto adelante
  why what who whom whose when where which how actually instead wait hang moment never tomorrow tonight today yesterday noon
  midnight quarter o'clock people persons adults kids maybe perhaps also just want need have has had does did are was were been
  can could should would shall might must know think mean later earlier soon before after none nothing anything something nobody
  allergy allergies allergic outside inside terrace change cancel again option choice`.split(/\s+/),
)
/** Given names that are words as well: alone, and with a capital, they are names. */
const WORDS_AND_NAMES = new Set(
  `paz luz ann mar sol rosa pilar dolores consuelo mercedes reyes angel cruz esperanza alba aurora estrella blanca victor
  mark may will grace hope rose lily jack bill sue frank dean faith joy amber ruby ivy max bob ben nick pat ed ted ray`.split(
    /\s+/,
  ),
)

/** Whether somebody may be called so, as a given name. */
export function isFirstName(word: string): boolean {
  return isGivenName(word) || WORDS_AND_NAMES.has(word)
}

/** Words of both kinds. */
const ALSO_NAMES = new Set(['will', 'reyes'])

/**
 * Whether an answer to "under what name?" can be one: no question, no word that only talk is made of, and not only what says a day,
 * an hour or a number of people.
 */
export function isLikeName(reading: Reading, { from, to }: Span): boolean {
  const words = reading.items.slice(from, to)
  if (isAsked(reading, { from, to })) return false
  if (words.some(({ text }) => NO_NAMES.has(text)) && !isGivenName(words[0]?.text ?? '')) return false
  const findings = findingsOf(reading)
  return words.some(
    ({ kind, text }, index) =>
      ALSO_NAMES.has(text) ||
      (kind === 'word' &&
        !isTalk(text) &&
        !findings.some((finding) => finding.from <= from + index && from + index < finding.to)),
  )
}

function isTalk(word: string): boolean {
  if (Object.hasOwn(MONTH_WORDS, word) || isGivenName(word)) return false
  return isLanguageWord(word) || isCommonWord(word)
}

/** "Paz, ¿tenéis aparcamiento?" asks something else than "¿cuánto tardaréis?". */
function isAsked({ items }: Reading, { from, to }: Span): boolean {
  const end = items.slice(to).find(({ kind }) => kind === 'symbol')
  const begin = items.slice(0, from).findLast(({ kind }) => kind === 'symbol')
  return end?.text === '?' || begin?.text === '¿'
}
