import { compilePattern, firstWords, matchAt, type Pattern } from './pattern.ts'
import type { Reading } from './reading.ts'

/** Phrases that are only looked for, by the word they begin with. */
export interface PhraseBook {
  readonly byWord: ReadonlyMap<string, readonly Pattern[]>
  /** Those that begin with a class or with the beginning of a word. */
  readonly others: readonly Pattern[]
}

export interface PhraseFound {
  readonly from: number
  readonly to: number
}

/** Compiles phrases, in the notation of patterns; do it once. */
export function phraseBook(phrases: readonly string[]): PhraseBook {
  const byWord = new Map<string, Pattern[]>()
  const others: Pattern[] = []
  for (const pattern of phrases.flatMap(compilePattern)) {
    const words = firstWords(pattern)
    if (words === undefined) others.push(pattern)
    for (const word of words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), pattern])
  }
  return { byWord, others }
}

/** The first place where one of the phrases is said; the longest one there. */
export function hasPhrase(
  { items }: Pick<Reading, 'items'>,
  book: PhraseBook,
  start = 0,
): PhraseFound | undefined {
  for (let at = start; at < items.length; at++) {
    const lengths = [...(book.byWord.get(items[at]?.text ?? '') ?? []), ...book.others]
      .filter((pattern) => matchAt(pattern, items, at) !== undefined)
      .map(({ elements }) => elements.length)
    if (lengths.length > 0) return { from: at, to: at + Math.max(...lengths) }
  }
  return undefined
}

/** Whether any of the phrases is said. */
export function says(reading: Pick<Reading, 'items'>, book: PhraseBook): boolean {
  return hasPhrase(reading, book) !== undefined
}
