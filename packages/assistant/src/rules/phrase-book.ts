import { compilePattern } from './pattern.ts'
import { PatternTrie } from './pattern-trie.ts'
import type { Item } from './reading.ts'

/** Phrases that are only looked for, each under a label. */
export type PhraseBook<L extends string> = PatternTrie<L>

/** Where a phrase stands: `items[from]` up to but not including `items[to]`. */
export interface PhraseFound {
  readonly from: number
  readonly to: number
}

/** Compiles the phrases of each label, in the notation of patterns; do it once. */
export function phraseBook<L extends string>(
  phrases: readonly (readonly [label: L, phrases: readonly string[]])[],
): PhraseBook<L> {
  const book: PhraseBook<L> = new PatternTrie()
  for (const [label, ways] of phrases)
    for (const pattern of ways.flatMap(compilePattern)) book.add(pattern, label)
  return book
}

/** For each label the first place where one of its phrases is said, and the longest one there. Reads the items once. */
export function phrasesIn<L extends string>(
  items: readonly Item[],
  book: PhraseBook<L>,
): ReadonlyMap<L, PhraseFound> {
  const found = new Map<L, PhraseFound>()
  for (let at = 0; at < items.length; at++) {
    for (const { value: label, length } of book.matchesAt(items, at)) {
      const known = found.get(label)
      if (known === undefined || (known.from === at && known.to < at + length))
        found.set(label, { from: at, to: at + length })
    }
  }
  return found
}
