import type { ChatMessage } from './chat-body.ts'

/** The oldest are forgotten first. */
const KEPT = 200

/** The prompt as one text, in which a prefix of messages is a prefix. */
export function promptText(messages: readonly ChatMessage[]): string {
  return messages.map(({ role, content }) => `${role}\n${content}\n`).join('')
}

/** Prompts that were seen, and the pieces of them that a later prompt may find again. */
export class PrefixCache {
  readonly #seen: string[] = []
  readonly #units = new Set<string>()

  /** The longest unit that is a prefix of `prompt`, whole; `''` when there is none. */
  wholeUnit(prompt: string): string {
    const lengths = new Set([...this.#units].map((unit) => unit.length))
    const prefixes = [...lengths].toSorted((a, b) => b - a).map((length) => prompt.slice(0, length))
    return prefixes.find((prefix) => this.#units.has(prefix)) ?? ''
  }

  /** The longest prefix that `prompt` shares with any prompt seen. */
  sharedPrefix(prompt: string): string {
    let longest = ''
    // Most prompts of an application begin alike: whether one does better is a single comparison.
    let better = prompt.slice(0, 1)
    for (const seen of this.#seen) {
      if (seen.slice(0, better.length) !== better) continue
      longest = prompt.slice(0, commonLength(prompt, seen, longest.length))
      better = prompt.slice(0, longest.length + 1)
    }
    return longest
  }

  addUnit(unit: string): void {
    if (unit.length === 0) return
    // What is still in use is forgotten last.
    this.#units.delete(unit)
    this.#units.add(unit)
    const [oldest] = this.#units
    if (oldest !== undefined && this.#units.size > KEPT) this.#units.delete(oldest)
  }

  addSeen(prompt: string): void {
    this.#seen.push(prompt)
    if (this.#seen.length > KEPT) this.#seen.shift()
  }
}

/** Of texts that are equal up to `from`. */
function commonLength(one: string, other: string, from: number): number {
  let length = from
  while (length < one.length && one[length] === other[length]) length++
  return length
}
