/** What the characters of a token say by themselves; what words mean is up to the vocabulary. */
export type TokenKind =
  | 'word'
  | 'digits'
  | 'ordinal'
  | 'clock'
  | 'calendar'
  | 'phone'
  | 'email'
  | 'code'
  | 'symbol'

/** A piece of a message. `start` and `end` are offsets into the message as it came. */
export interface Token {
  readonly kind: TokenKind
  /** Lower case, without accents. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Longest first where one begins like another. Every repetition is bounded or of single characters: time is linear. */
const FORMS: readonly (readonly [TokenKind, RegExp])[] = [
  ['email', /[a-z0-9._%+-]{1,64}@[a-z0-9-][a-z0-9.-]{0,250}[a-z0-9]/y],
  ['code', /r[ -]?\d{4,6}(?![\da-z])/y],
  // `+34 600 11 22 33`, 9 or more digits in a row, or in the groups of Spain, America and Britain.
  [
    'phone',
    /(?:\+|00)\d{1,3}[ .-]?\d[\d .-]{6,14}\d(?!\d)|\d{9,15}(?!\d)|[6789]\d{2}[ .-]?(?:\d{3}[ .-]?\d{3}|\d{2}[ .-]?\d{2}[ .-]?\d{2})(?!\d)/y,
  ],
  [
    'phone',
    /\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)|\d{2}[ -]\d{4}[ -]\d{4}(?!\d)|0\d{3,4} \d{3} ?\d{3,4}(?!\d)/y,
  ],
  [
    'calendar',
    /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])/y,
  ],
  ['clock', /\d{1,2}(?:[:.]\d{2}|h\d{2})(?![\d:])/y],
  ['ordinal', /\d{1,2}(?:st|nd|rd|th|ro|do|ero|º|ª)(?![a-z])/y],
  ['digits', /\d+/y],
  [
    'word',
    /[ap]m(?=ish(?![a-z]))|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty)(?=ish(?![a-z]))|[ap]\.m\.?(?![a-z])|[ap]\. m\.|\p{L}+(?:'\p{L}+)*/uy,
  ],
  ['symbol', /[^\s]/uy],
]

/** Divides a message into tokens. White space divides, and is in none. Linear in the length of the message. */
export function tokenize(message: string): readonly Token[] {
  const { text, offsets } = folded(message)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1
      continue
    }
    const [kind, length] = formAt(text, at)
    const raw = text.slice(at, at + length)
    tokens.push({
      kind,
      text: kind === 'word' ? plainWord(raw) : raw,
      start: offsets[at] ?? message.length,
      end: offsets[at + length] ?? message.length,
    })
    at += length
  }
  return tokens
}

function formAt(text: string, at: number): readonly [TokenKind, number] {
  // Only the forms of signs, mails and such begin with anything else.
  if (!/[\p{L}\p{N}+(._%-]/u.test(text[at] ?? '')) return ['symbol', text.codePointAt(at)! > 0xffff ? 2 : 1]
  for (const [kind, form] of FORMS) {
    form.lastIndex = at
    const length = form.exec(text)?.[0].length
    if (length !== undefined) return [kind, length]
  }
  return ['symbol', 1]
}

/** `p.m.` and `p. m.` are `pm`. */
function plainWord(word: string): string {
  return word.includes('.') ? word.replaceAll(/[. ]/g, '') : word
}

/** Lower case without accents, and for each of its characters where it was in `message`. */
function folded(message: string): { readonly text: string; readonly offsets: readonly number[] } {
  if (ASCII.test(message))
    return { text: fold(message), offsets: Array.from({ length: message.length + 1 }, (_, at) => at) }
  let text = ''
  const offsets: number[] = []
  let at = 0
  for (const character of message) {
    const plain = ASCII.test(character) ? character.toLowerCase() : fold(character)
    for (let unit = 0; unit < plain.length; unit++) offsets.push(at)
    text += plain
    at += character.length
  }
  offsets.push(at)
  return { text, offsets }
}

/** Nothing to take accents from; a backtick is a quote. */
const ASCII = /^[\0-_a-\x7F]*$/

const QUOTES = /[\u2018\u2019\u02BC\u0060\u00B4]/gu

/** Lower case, without accents (`ñ` becomes `n`, as many type it), with straight apostrophes. */
export function fold(text: string): string {
  return text.replaceAll(QUOTES, "'").normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
