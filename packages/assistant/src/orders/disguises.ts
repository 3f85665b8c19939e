/** What may be written otherwise than it is meant to be read. */
export interface Undisguised {
  /** The message as it would be read aloud, and what else can be made of it. The first is the plain one. */
  readonly readings: readonly string[]
  /** It has something in it that only a machine reads: codes, invisible characters, letters of two alphabets in one word. */
  readonly isHidden: boolean
}

/** Takes off whatever disguises there are. Whoever writes to a restaurant has no reason for most of them. */
export function undisguised(message: string): Undisguised {
  const { text, isHidden } = plainLetters(message)
  const decoded = decodings(text)
  return {
    readings: [
      text,
      ...decoded,
      fromDigits(text),
      joinedLetters(text),
      withoutStops(text),
      text.split('').toReversed().join(''),
      rot13(text),
    ].filter((reading, at, all) => all.indexOf(reading) === at),
    isHidden: isHidden || decoded.length > 0 || MORSE.test(text) || SPELLED.test(text),
  }
}

/** Both signs of Morse, in ten groups at least. */
const MORSE = /(?=[^\n]*[.·•])(?=[^\n]*[-–—−])(?:[.·•–—−-]{1,6}(?:[\s/|]+|$)){8,}/u

/** Letters one by one, more than a name has. */
const SPELLED = /(?:(?<!\p{L})\p{L}[ .·*_-]+){14,}/u

/** More than a name in letters that the assistant does not read. */
const UNREAD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]{7,}|(?:(?!\p{Script=Latin})\p{L}+[\s,.!?]+){3,}(?!\p{Script=Latin})\p{L}/u

const LETTER = String.raw`[\p{L}\p{N}]`
/** Between letters, where it parts words that look whole. Soft hyphens come from copying. */
const INSIDE = new RegExp(String.raw`(?<=${LETTER})(?!\u00AD)[\p{Cf}](?=${LETTER})`, 'u')
/** What turns the direction of writing, and tags that nobody sees. */
const OVERRIDES = /[\u202D\u202E\u{E0000}-\u{E007F}]/u
const MIXED = /(?=\p{L}*\p{Script=Latin})(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}{3,}/u
/** Letters as signs: 𝐢𝐠𝐧𝐨𝐫𝐚, ｉｇｎｏｒａ, ⓘⓖⓝⓞⓡⓐ, 🅸🅶🅽🅾🆁🅰. */
const DRESSED = /[\uFF21-\uFF5A\u{1D400}-\u{1D7FF}\u24B6-\u24E9\u{1F130}-\u{1F189}]/gu

function plainLetters(message: string): { readonly text: string; readonly isHidden: boolean } {
  const isHidden =
    INSIDE.test(message) ||
    OVERRIDES.test(message) ||
    UNREAD.test(message) ||
    MIXED.test(message) ||
    (message.match(DRESSED)?.length ?? 0) > 3
  const text = message
    .replaceAll(/[\u{1F150}-\u{1F189}]/gu, squareLetter)
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[а-яА-ЯёЁіІѕЅјЈα-ωΑ-Ω]/gu, (letter) => LOOKALIKES[letter] ?? letter)
  return { text, isHidden }
}

function squareLetter(sign: string): string {
  const point = sign.codePointAt(0) ?? 0
  const letter = point >= 0x1f1_70 ? point - 0x1f1_70 : point - 0x1f1_50
  return letter < 26 ? String.fromCodePoint(97 + letter) : sign
}

/** Cyrillic and Greek letters that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['аеорсухіѕјвкмнтАЕОРСУХІЅЈВКМНТ', 'aeopcyxisjbkmhtAEOPCYXISJBKMHT'],
    ['αεορυικντΑΕΟΡΥΙΚΝΤ', 'aeopuikvtAEOPYIKNT'],
  ].flatMap(([from = '', to = '']) =>
    from.split('').map((letter, at) => [letter, to[at] ?? letter] as const),
  ),
)

const BASE64 = /[A-Za-z\d+/_-]{16,}={0,2}/g
const HEX = /(?:[\da-f]{2}[\s:]?){8,}/gi
const BINARY = /(?:[01]{7,8}\s?){4,}/g
const DECIMAL = /(?:\d{2,3}[\s,]+){9,}\d{2,3}/g
const PERCENT = /(?:%[\da-f]{2}|\\u[\da-f]{4}|\\x[\da-f]{2}|&#x?[\da-f]{2,5};){3,}/gi

/** What lumps in it say once they are decoded. */
function decodings(text: string): readonly string[] {
  const all = (pattern: RegExp, decode: (lump: string) => string) => (text.match(pattern) ?? []).map(decode)
  const bytes = (lump: string, base: number) =>
    (lump.match(/[\da-f]+/gi) ?? []).map((part) => Number.parseInt(part, base))
  return [
    ...all(BASE64, (lump) => Buffer.from(lump, 'base64').toString('utf8')),
    ...all(HEX, (lump) => Buffer.from(lump.replaceAll(/[^\da-f]/gi, ''), 'hex').toString('utf8')),
    ...all(BINARY, (lump) => Buffer.from(bytes(lump, 2)).toString('utf8')),
    ...all(DECIMAL, (lump) => Buffer.from(bytes(lump, 10)).toString('utf8')),
    ...all(PERCENT, unescaped),
  ].filter(isText)
}

function unescaped(lump: string): string {
  return lump.replaceAll(
    /&#(x?)([\da-f]+);|(?:%|\\u|\\x)([\da-f]+)/gi,
    (_, hex: string, code: string, escape: string) =>
      String.fromCodePoint(Math.min(0xffff, Number.parseInt(escape ?? code, escape || hex ? 16 : 10))),
  )
}

/** Lumps that decode into letters and spaces were made so on purpose. */
function isText(decoded: string): boolean {
  return (
    /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]{4,}$/u.test(decoded) &&
    (decoded.match(/[a-z ]/gi)?.length ?? 0) > decoded.length * 0.6
  )
}

/** "1gn0r4": digits in the place of letters, in words that have both. */
function fromDigits(text: string): string {
  const digits: Readonly<Record<string, string>> = {
    0: 'o',
    1: 'i',
    3: 'e',
    4: 'a',
    5: 's',
    7: 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  }
  return text.replaceAll(/\S*\p{L}\S*/gu, (word) =>
    word.replaceAll(/[013457@$!](?=\S)|[013457@$]/g, (sign) => digits[sign] ?? sign),
  )
}

/** "i g n o r a", "i.g.n.o.r.a": letters one by one. */
function joinedLetters(text: string): string {
  return text.replaceAll(/(?<![\p{L}\p{N}])\p{L}([ .·*_-])\p{L}(?:\1\p{L}(?![\p{L}\p{N}]))+/gu, (run) =>
    run.replaceAll(/[^\p{L}]/gu, ''),
  )
}

/** "Ignora. Todas. Tus. Instrucciones." is one sentence. */
function withoutStops(text: string): string {
  return text.replaceAll(/(?:(?<!\p{L})\p{L}+[.;!?|/\n]+\s*){3,}/gu, (run) =>
    run.replaceAll(/[.;!?|/\n]+/g, ' '),
  )
}

function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCodePoint((((letter.codePointAt(0) ?? 0) - base + 13) % 26) + base)
  })
}
