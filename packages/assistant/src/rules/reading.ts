import type { Language } from '../slots.ts'
import { classesOf, type ItemClass } from './item-classes.ts'
import { NUMBERS_EN } from './numbers-en.ts'
import { NUMBERS_ES } from './numbers-es.ts'
import { ORDINAL_WORDS } from './ordinal-words.ts'
import { readNumber, type NumberRead } from './read-number.ts'
import { spelledRight } from './spelling.ts'
import type { Token, TokenKind } from './tokenize.ts'

/** A token, or the words of one number. */
export interface Item {
  readonly kind: TokenKind | 'number'
  /** Lower case, without accents, the spelling put right. */
  readonly text: string
  /** With kind `number`, `digits` and `ordinal`. */
  readonly value?: number | undefined
  /** What patterns may call it. */
  readonly classes: readonly ItemClass[]
  /** Offsets into the message. */
  readonly start: number
  readonly end: number
}

/** A message as the patterns see it. */
export interface Reading {
  readonly message: string
  readonly language: Language
  readonly items: readonly Item[]
}

/** Words that are numbers in one language and something else in the other: they count only in the language of the message. */
const ONLY_IN: Readonly<Record<string, Language>> = {
  once: 'es',
  ten: 'en',
  un: 'es',
  una: 'es',
  uno: 'es',
  cien: 'es',
}

/** Reads the tokens of a message of which the main language is known. */
export function readMessage(message: string, tokens: readonly Token[], language: Language): Reading {
  const words = tokens.map((token, at) =>
    token.kind === 'word' && !isName(message, tokens, at) ? spelledRight(token.text) : token.text,
  )
  const items: Item[] = []
  let at = 0
  while (at < tokens.length) {
    const number = numberAt(words, at, language)
    const length = number?.length ?? 1
    items.push(itemOf(tokens.slice(at, at + length), words.slice(at, at + length), number))
    at += length
  }
  return { message, language, items }
}

/** A capital within a sentence: the spelling of names is left alone. A message in capitals has none. */
function isName(message: string, tokens: readonly Token[], at: number): boolean {
  const { start = 0, end = 0 } = tokens[at] ?? {}
  const [first = '', second = ''] = message.slice(start, end)
  const isCapital = first !== first.toLowerCase() && second !== second.toUpperCase()
  return isCapital && tokens[at - 1]?.kind === 'word'
}

interface NumberItem extends NumberRead {
  readonly isOrdinal: boolean
}

function numberAt(words: readonly string[], at: number, language: Language): NumberItem | undefined {
  const word = words[at] ?? ''
  if ((ONLY_IN[word] ?? language) !== language) return undefined
  const ordinal = ordinalAt(words, at)
  if (ordinal !== undefined) return { ...ordinal, isOrdinal: true }
  const number = readNumber(words, at, NUMBERS_ES) ?? readNumber(words, at, NUMBERS_EN)
  return number === undefined ? undefined : { ...number, isOrdinal: false }
}

function ordinalAt(words: readonly string[], at: number): NumberRead | undefined {
  const tens = words[at] === 'twenty' ? 20 : words[at] === 'thirty' ? 30 : undefined
  if (tens !== undefined) {
    const joined = words[at + 1] === '-' ? 1 : 0
    const units = ordinalOf(words[at + 1 + joined])
    return units !== undefined && units < 10 ? { value: tens + units, length: 2 + joined } : undefined
  }
  const value = ordinalOf(words[at])
  return value === undefined ? undefined : { value, length: 1 }
}

function ordinalOf(word: string | undefined): number | undefined {
  return word !== undefined && Object.hasOwn(ORDINAL_WORDS, word) ? ORDINAL_WORDS[word] : undefined
}

function itemOf(tokens: readonly Token[], words: readonly string[], number: NumberItem | undefined): Item {
  const [first] = tokens as [Token]
  const kind: Item['kind'] = number === undefined ? first.kind : number.isOrdinal ? 'ordinal' : 'number'
  const isWritten = first.kind === 'digits' || first.kind === 'ordinal'
  const value = number?.value ?? (isWritten ? Number.parseInt(first.text, 10) : undefined)
  const text = words.length === 1 ? (words[0] ?? '') : words.join(' ')
  const item = {
    kind,
    text,
    classes: classesOf(kind, text, value),
    start: first.start,
    end: tokens.at(-1)?.end ?? first.end,
  }
  return value === undefined ? item : { ...item, value }
}
