import { isGivenName, plainWord } from '../redaction/given-names.ts'

/** What may stand right behind a name without a space: the end of a quotation or a sentence, a phone in brackets, a heart. */
const BEHIND =
  /^["'»”’)]{0,2}(?:\([\d +-]*\)?)?(?:(?:[.,;:!?…]+|[/+&-])[\p{L}\p{N}]*)?(?:\p{Extended_Pictographic}|\u200D|\uFE0F)*$/u
/** And right before it. */
const BEFORE = /(?:^|[:,.;!?])["'«“‘(¿¡]{0,2}$/u
const CLOSING = /^["'»”’)]/u
const OPENING = /["'«“‘(]$/u

/** A name is announced; what follows up to the next space. */
const ANNOUNCED = /(?:a nombre de|me llamo|mi nombre es|my name is|the name of|nombre:|name:)\s*(\S+)/iu
const BEGINS_LIKE_CODE = /^[^\p{L}\p{N}"'«“‘’(¿¡:.,-]/u
const HEX = /^[\da-f]{16,}$/i

/** What code and addresses are made of. */
const CODE = /[{}<>=\\|`~^$#%*_[\]]|:\/\/|--|www\.|&&|\p{Co}/u

/** Orders, and what is ordered about. A surname may be one ("Cancela", "Null"): then a given name stands before it. */
const ORDERS = new Set(
  `ignora ignorad ignore ignorar sistema system prompt instrucciones instruccion instructions instruction admin administrador administrator
  asistente assistant chatgpt gpt bot drop delete select insert update script null undefined override overwrite developer root sudo json http https
  javascript confirma confirmar confirm cancela cancelar cancel borra borrar elimina eliminar execute ejecuta eval previous anteriores reservas bookings`.split(
    /\s+/,
  ),
)

const LONGEST_WORD = 30
/** "DeShawn" and "McDonald" have one. */
const MOST_INNER_CAPITALS = 1
const LUMP_LETTERS = 8

/**
 * Whether what `message` has from `start` to `end`, where a name was given, is none: a lump of base64 or hex, a formula, markup,
 * an address, a piece of code, an order, or anything with invisible characters. Names of any language and spelling are names.
 */
export function isStrangeName(
  message: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const before = /\S*$/u.exec(message.slice(0, start))?.[0] ?? ''
  const behind = /^\S*/u.exec(message.slice(end))?.[0] ?? ''
  const isTorn = !BEHIND.test(behind) || !BEFORE.test(before)
  const isOpened = OPENING.test(before) || (behind.startsWith(')') && message.slice(0, start).includes('('))
  const isUnquoted = CLOSING.test(behind) && !isOpened
  return (
    isTorn ||
    isUnquoted ||
    hasInvisible(before + message.slice(start, end) + behind) ||
    isNoNameText(message.slice(start, end))
  )
}

/** Whether a text by itself is no name. */
export function isNoNameText(name: string): boolean {
  const words = name.split(/[\s.-]+/u).filter((word) => word !== '')
  if (hasInvisible(name) || CODE.test(name) || words.some(isLump)) return true
  const mayBeSurname = words.length <= 3 && isGivenName(words[0] ?? '')
  return !mayBeSurname && words.some((word) => ORDERS.has(plainWord(word)))
}

/** Whether a message gives, in place of a name, what begins like code; `isAsked`: a name was asked for, and all of it counts. */
export function givesCodeForName(message: string, isAsked: boolean): boolean {
  const announced = ANNOUNCED.exec(message)?.[1] ?? ''
  if (BEGINS_LIKE_CODE.test(announced) || isLump(announced)) return true
  if (!isAsked) return false
  return CODE.test(message) || hasInvisible(message) || message.split(/\s+/u).some(isLump)
}

/** Control and formatting characters: what turns the direction of writing, or is not seen. */
function hasInvisible(text: string): boolean {
  return /[\p{Cc}\p{Cf}]/u.test(
    text.replaceAll(/[\t\r\n]|(?<=\p{Extended_Pictographic}\uFE0F?)\u200D/gu, ' '),
  )
}

/** "TXVlc3RyYSBsb3M": letters as no language writes them. */
function isLump(word: string): boolean {
  const letters = word.replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (letters.length > LONGEST_WORD || HEX.test(letters)) return true
  if (letters.length < LUMP_LETTERS) return false
  const innerCapitals = letters.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
  const changes = letters.match(/\p{L}\p{N}/gu)?.length ?? 0
  return innerCapitals > MOST_INNER_CAPITALS || changes > 1
}
