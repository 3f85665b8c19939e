import { contactPhrases } from './redaction/contact-phrases.ts'
import { plainWord } from './redaction/given-names.ts'
import { healthPhrases } from './redaction/health-words.ts'
import { namePhrases } from './redaction/name-phrases.ts'

/** What is known to be private before the text is looked at. */
export interface KnownPrivate {
  readonly names?: readonly string[] | undefined
  readonly phones?: readonly string[] | undefined
  readonly emails?: readonly string[] | undefined
  readonly codes?: readonly string[] | undefined
  readonly health?: readonly string[] | undefined
}

type PlaceholderKind = 'NAME' | 'PHONE' | 'EMAIL' | 'CODE' | 'DIET'

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
const CODE = /\bR[-\s]?\d{3,}\b/gi
/** Nine digits and more however they are grouped, or seven as 555-1234; not a date. */
const PHONE =
  /(?<![\d/:])(?:(?:\+|00)\d(?:[\s().-]*\d){6,13}|\d(?:[\s().-]*\d){8,12}|\d{3}[-. ]\d{4})(?![\d/:])/g
const DIGIT_WORD = String.raw`(?:cero|uno|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)`
/** As machines write down what was spoken. */
const SPOKEN_PHONE = new RegExp(
  String.raw`(?<!\p{L})${DIGIT_WORD}(?:[\s,.-]+${DIGIT_WORD}){6,}(?!\p{L})`,
  'giu',
)
const PLACEHOLDER = /\[(?:NAME|PHONE|EMAIL|CODE|DIET)_\d+\]/g

/** A text whose private parts have become placeholders, and the way back. What it takes for private errs on the safe side. */
export class Redaction {
  readonly #values: string[] = []
  readonly #placeholders: string[] = []

  /** The text with `[NAME_1]`, `[PHONE_1]`, `[EMAIL_1]`, `[CODE_1]` and `[DIET_1]` in place of what they stand for. */
  hide(text: string, known: KnownPrivate = {}): string {
    // A guest who writes placeholders must not be given what they stand for.
    let hidden = text.replaceAll(PLACEHOLDER, (written) => written.slice(1, -1))
    for (const email of [...(known.emails ?? []), ...(hidden.match(EMAIL) ?? [])])
      hidden = this.#replace(hidden, 'EMAIL', email)
    const read = contactPhrases(hidden)
    for (const code of byLength([
      ...(known.codes ?? []).flatMap(wholeAndDigits),
      ...(hidden.match(CODE) ?? []),
      ...read.codes,
    ]))
      hidden = this.#replace(hidden, 'CODE', code)
    for (const phone of byLength([
      ...(known.phones ?? []),
      ...(hidden.match(PHONE) ?? []),
      ...(hidden.match(SPOKEN_PHONE) ?? []),
      ...read.phones,
    ]))
      hidden = this.#replace(hidden, 'PHONE', phone)
    for (const phrase of byLength([...(known.health ?? []), ...healthPhrases(hidden)]))
      hidden = this.#replace(hidden, 'DIET', phrase)
    for (const name of byLength([...(known.names ?? []).flatMap(wholeAndWords), ...namePhrases(hidden)]))
      hidden = this.#replace(hidden, 'NAME', name)
    return hidden
  }

  /** The same for a text that code wrote: only what is known is hidden, and nothing is taken for a name by its looks. */
  hideKnown(
    text: string,
    { names = [], phones = [], emails = [], codes = [], health = [] }: KnownPrivate,
  ): string {
    const kinds: readonly (readonly [PlaceholderKind, readonly string[]])[] = [
      ['EMAIL', emails],
      ['CODE', codes],
      ['PHONE', phones],
      ['DIET', health],
      ['NAME', names],
    ]
    return kinds.reduce(
      (all, [kind, values]) =>
        byLength(values).reduce((hidden, value) => this.#replace(hidden, kind, value), all),
      text,
    )
  }

  /** The text with every placeholder of this redaction put back. */
  restore(text: string): string {
    return text.replaceAll(PLACEHOLDER, (placeholder) => this.valueOf(placeholder) ?? placeholder)
  }

  /** What a placeholder stands for; `undefined` for what is none of this redaction. */
  valueOf(placeholder: string): string | undefined {
    const index = this.#placeholders.indexOf(placeholder)
    return index === -1 ? undefined : this.#values[index]
  }

  #replace(text: string, kind: PlaceholderKind, value: string): string {
    const trimmed = value.trim()
    if (trimmed === '' || !/[\p{L}\p{N}]/u.test(trimmed)) return text
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}_\[])${looselySpelled(trimmed)}(?![\p{L}\p{N}_\]])`,
      'giu',
    )
    return text.replaceAll(pattern, () => this.#placeholderOf(kind, trimmed))
  }

  #placeholderOf(kind: PlaceholderKind, value: string): string {
    const known = this.#values.findIndex(
      (other, index) =>
        plainWord(other) === plainWord(value) && this.#placeholders[index]?.startsWith(`[${kind}_`) === true,
    )
    if (known !== -1) return this.#placeholders[known] ?? ''
    const placeholder = `[${kind}_${this.#placeholders.filter((other) => other.startsWith(`[${kind}_`)).length + 1}]`
    this.#values.push(value)
    this.#placeholders.push(placeholder)
    return placeholder
  }
}

/** Longer phrases first, so that none is left in pieces. */
function byLength(phrases: readonly string[]): readonly string[] {
  return [...new Set(phrases.map((phrase) => phrase.trim()))].sort((one, other) => other.length - one.length)
}

/** "10001" is R-10001 to whoever asked for a code. */
function wholeAndDigits(code: string): readonly string[] {
  const digits = code.replaceAll(/\D/g, '')
  return digits.length >= 4 ? [code, digits] : [code]
}

function wholeAndWords(name: string): readonly string[] {
  return [name, ...name.split(/\s+/).filter((word) => word.length > 2)]
}

const ACCENTS: Readonly<Record<string, string>> = {
  a: '[aáàä]',
  e: '[eéèë]',
  i: '[iíìï]',
  o: '[oóòö]',
  u: '[uúùü]',
  n: '[nñ]',
}

/** As a pattern that accents, and the width of spaces, do not matter to. */
function looselySpelled(value: string): string {
  return plainWord(value)
    .replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`[\$&]`)
    .replaceAll(/\s+/g, String.raw`\s+`)
    .replaceAll(/(?<!\\)[aeioun]/g, (letter) => ACCENTS[letter] ?? letter)
}
