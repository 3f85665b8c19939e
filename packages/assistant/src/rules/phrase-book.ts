import { compilePattern, firstWords, matchAt, type Pattern } from './pattern.ts'
import type { Reading } from './reading.ts'

/** Phrases that are only looked for, by the word they begin with. */
export type PhraseBook = ReadonlyMap<string, readonly Pattern[]>

export interface PhraseFound {
  readonly from: number
  readonly to: number
}

/** Compiles phrases, in the notation of patterns; each must begin with a word. Do it once. */
export function phraseBook(phrases: readonly string[]): PhraseBook {
  const book = new Map<string, Pattern[]>()
  for (const pattern of phrases.flatMap(compilePattern)) {
    const words = firstWords(pattern)
    if (words === undefined) throw new TypeError('A phrase must begin with a word.')
    for (const word of words) book.set(word, [...(book.get(word) ?? []), pattern])
  }
  return book
}

/** The first place where one of the phrases is said; the longest one there. */
export function hasPhrase({ items }: Reading, book: PhraseBook, start = 0): PhraseFound | undefined {
  for (let at = start; at < items.length; at++) {
    const lengths = (book.get(items[at]?.text ?? '') ?? [])
      .filter((pattern) => matchAt(pattern, items, at) !== undefined)
      .map(({ elements }) => elements.length)
    if (lengths.length > 0) return { from: at, to: at + Math.max(...lengths) }
  }
  return undefined
}

/** Whether any of the phrases is said. */
export function says(reading: Reading, book: PhraseBook): boolean {
  return hasPhrase(reading, book) !== undefined
}
