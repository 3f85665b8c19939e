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
    let longest = ''
    for (const unit of this.#units)
      if (unit.length > longest.length && prompt.startsWith(unit)) longest = unit
    return longest
  }

  /** The longest prefix that `prompt` shares with any prompt seen. */
  sharedPrefix(prompt: string): string {
    return this.#seen.reduce((longest, seen) => {
      const shared = commonPrefix(prompt, seen)
      return shared.length > longest.length ? shared : longest
    }, '')
  }

  addUnit(unit: string): void {
    if (unit.length > 0) this.#units.add(unit)
    for (const oldest of this.#units) if (this.#units.size > KEPT) this.#units.delete(oldest)
  }

  addSeen(prompt: string): void {
    this.#seen.push(prompt)
    if (this.#seen.length > KEPT) this.#seen.shift()
  }
}

function commonPrefix(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return one.slice(0, length)
}
