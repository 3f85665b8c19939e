import type { Finding, Said } from './finding.ts'
import { compilePattern } from './pattern.ts'
import { PatternTrie, type Captures } from './pattern-trie.ts'
import type { Reading } from './reading.ts'

/** Ways to say one thing, and what that is; undefined when the numbers in it make no sense. */
export interface Rule {
  readonly ways: readonly string[]
  readonly says: (captures: Captures, reading: Reading) => Said | undefined
}

/** Rules, compiled. */
export type Rulebook = PatternTrie<Ranked>

interface Ranked {
  readonly says: Rule['says']
  /** Which rule it is: of two phrases of one length the earlier rule has the words. */
  readonly rank: number
}

/** Compiles rules; do it once. */
export function compileRules(rules: readonly Rule[]): Rulebook {
  const book: Rulebook = new PatternTrie()
  for (const [rank, { ways, says }] of rules.entries()) {
    for (const pattern of ways.flatMap(compilePattern)) book.add(pattern, { says, rank })
  }
  return book
}

/**
 * What the phrases of a message say, in their order and without overlaps. Where two phrases want the same word the longer
 * one has it, so that "a las 4 para 4 el 4 de marzo" comes apart. `taken` items are not looked at.
 */
export function spot(
  reading: Reading,
  rulebook: Rulebook,
  taken: readonly boolean[] = [],
): readonly Finding[] {
  const found = reading.items.flatMap((_, at) => candidatesAt(reading, rulebook, at))
  found.sort((a, b) => lengthOf(b) - lengthOf(a) || a.from - b.from || a.rank - b.rank)
  const isTaken = reading.items.map((_, at) => taken[at] ?? false)
  const kept: Finding[] = []
  for (const { rank: _, ...finding } of found) {
    if (isTaken.slice(finding.from, finding.to).includes(true)) continue
    isTaken.fill(true, finding.from, finding.to)
    kept.push(finding)
  }
  return kept.sort((a, b) => a.from - b.from)
}

interface Candidate extends Finding {
  readonly rank: number
}

function candidatesAt(reading: Reading, rulebook: Rulebook, at: number): Candidate[] {
  return rulebook.matchesAt(reading.items, at).flatMap(({ value: { says, rank }, length, captures }) => {
    const said = says(captures, reading)
    return said === undefined ? [] : [{ ...said, rank, from: at, to: at + length }]
  })
}

function lengthOf({ from, to }: Finding): number {
  return to - from
}
