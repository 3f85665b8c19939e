import type { Finding, Said } from './finding.ts'
import { compilePattern, firstWords, matchAt, type Captures, type Pattern } from './pattern.ts'
import type { Item, Reading } from './reading.ts'

/** Ways to say one thing, and what that is; undefined when the numbers in it make no sense. */
export interface Rule {
  readonly ways: readonly string[]
  readonly says: (captures: Captures, reading: Reading) => Said | undefined
}

/** Rules, compiled and found by the word a phrase begins with. */
export interface Rulebook {
  readonly byWord: ReadonlyMap<string, readonly CompiledRule[]>
  readonly byClass: readonly CompiledRule[]
}

interface CompiledRule {
  readonly pattern: Pattern
  readonly says: Rule['says']
}

/** Compiles rules; do it once. */
export function compileRules(rules: readonly Rule[]): Rulebook {
  const byWord = new Map<string, CompiledRule[]>()
  const byClass: CompiledRule[] = []
  for (const { ways, says } of rules) {
    for (const pattern of ways.flatMap(compilePattern)) {
      const words = firstWords(pattern)
      if (words === undefined) byClass.push({ pattern, says })
      for (const word of words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), { pattern, says }])
    }
  }
  return { byWord, byClass }
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
  const found = reading.items.flatMap((item, at) => findingsAt(reading, rulebook, item, at))
  found.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const isTaken = reading.items.map((_, at) => taken[at] ?? false)
  const kept: Finding[] = []
  for (const finding of found) {
    if (isTaken.slice(finding.from, finding.to).includes(true)) continue
    isTaken.fill(true, finding.from, finding.to)
    kept.push(finding)
  }
  return kept.sort((a, b) => a.from - b.from)
}

function findingsAt(reading: Reading, rulebook: Rulebook, item: Item, at: number): Finding[] {
  const findings: Finding[] = []
  for (const { pattern, says } of [...(rulebook.byWord.get(item.text) ?? []), ...rulebook.byClass]) {
    const captures = matchAt(pattern, reading.items, at)
    const said = captures && says(captures, reading)
    if (said !== undefined) findings.push({ ...said, from: at, to: at + pattern.elements.length })
  }
  return findings
}
