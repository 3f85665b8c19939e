/** The number words of a language, by what they may stand beside. */
export interface NumberWords {
  readonly units: Readonly<Record<string, number>>
  /** Words that take nothing after them. */
  readonly teens: Readonly<Record<string, number>>
  readonly tens: Readonly<Record<string, number>>
  /** Words of whole hundreds: "doscientos". */
  readonly hundreds: Readonly<Record<string, number>>
  /** Between tens and units: "treinta y uno", "twenty-one". English does without, too. */
  readonly tensJoin: string
  /** The word after a unit that makes it hundreds. */
  readonly hundred?: string | undefined
  readonly hundredJoin?: string | undefined
}

export interface NumberRead {
  readonly value: number
  /** How many words it takes. */
  readonly length: number
}

/** The number from 0 to 999 that begins at `words[at]`, as many words as belong to it. */
export function readNumber(
  words: readonly string[],
  at: number,
  language: NumberWords,
): NumberRead | undefined {
  const hundreds = readHundreds(words, at, language)
  if (hundreds === undefined) return readBelowHundred(words, at, language)
  const joined =
    language.hundredJoin !== undefined && words[at + hundreds.length] === language.hundredJoin ? 1 : 0
  const rest = readBelowHundred(words, at + hundreds.length + joined, language)
  return rest === undefined || rest.value === 0
    ? hundreds
    : { value: hundreds.value + rest.value, length: hundreds.length + joined + rest.length }
}

function readHundreds(words: readonly string[], at: number, language: NumberWords): NumberRead | undefined {
  const whole = lookUp(language.hundreds, words[at])
  if (whole !== undefined) return { value: whole, length: 1 }
  if (language.hundred === undefined || words[at + 1] !== language.hundred) return undefined
  const units = words[at] === 'a' ? 1 : lookUp(language.units, words[at])
  return units === undefined || units === 0 ? undefined : { value: units * 100, length: 2 }
}

function readBelowHundred(
  words: readonly string[],
  at: number,
  language: NumberWords,
): NumberRead | undefined {
  const simple = lookUp(language.units, words[at]) ?? lookUp(language.teens, words[at])
  if (simple !== undefined) return { value: simple, length: 1 }
  const tens = lookUp(language.tens, words[at])
  if (tens === undefined) return undefined
  const joined = words[at + 1] === language.tensJoin
  const units =
    joined || language.hundred !== undefined
      ? lookUp(language.units, words[at + (joined ? 2 : 1)])
      : undefined
  return units === undefined || units === 0
    ? { value: tens, length: 1 }
    : { value: tens + units, length: joined ? 3 : 2 }
}

function lookUp(words: Readonly<Record<string, number>>, word: string | undefined): number | undefined {
  return word !== undefined && Object.hasOwn(words, word) ? words[word] : undefined
}
