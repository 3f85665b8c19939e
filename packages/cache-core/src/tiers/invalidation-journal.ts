import { parseGlob, type Glob } from '../glob.ts'

/** A deletion, by full keys, by literal prefix, or by glob below a literal prefix. */
export type Deletion =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'pattern'; readonly prefix: string; readonly pattern: string }

/**
 * Deletions that the store did not acknowledge. While one waits here, the store's answer for what it covers is not
 * believed; it is replayed before the store counts as recovered. Bounded: on overflow one deletion of the whole
 * namespace stands for all. Over-invalidates in doubt, never under-invalidates.
 */
export class InvalidationJournal {
  readonly #everything: string
  readonly #maxEntries: number
  #waiting = new DeletionSet()
  /** Handed to the store, not yet acknowledged: covers keys still, but takes no additions. */
  #replaying = new DeletionSet()

  /** `everything` is the prefix that covers the whole namespace. */
  constructor(everything: string, maxEntries = 10_000) {
    this.#everything = everything
    this.#maxEntries = maxEntries
  }

  get size(): number {
    return this.#waiting.size + this.#replaying.size
  }

  add(deletion: Deletion): void {
    this.#waiting.add(deletion)
    if (this.#waiting.size > this.#maxEntries) {
      this.#waiting = new DeletionSet()
      this.#waiting.add({ kind: 'prefix', prefix: this.#everything })
    }
  }

  /** Whether a deletion that waits here covers the key. */
  covers(key: string): boolean {
    return this.#waiting.covers(key) || this.#replaying.covers(key)
  }

  /**
   * Hands every deletion to `apply` until none is left, those added meanwhile included.
   * Rejects with the first failure; whatever was not acknowledged is still here then. One replay at a time.
   */
  async replay(apply: (deletion: Deletion) => Promise<unknown>): Promise<void> {
    while (this.#waiting.size > 0) {
      this.#replaying = this.#waiting
      this.#waiting = new DeletionSet()
      try {
        for (const deletion of this.#replaying.all()) await apply(deletion)
      } catch (error) {
        for (const deletion of this.#replaying.all()) this.add(deletion)
        throw error
      } finally {
        this.#replaying = new DeletionSet()
      }
    }
  }
}

class DeletionSet {
  readonly #keys = new Set<string>()
  readonly #prefixes = new Set<string>()
  readonly #patterns = new Map<string, { readonly prefix: string; readonly glob: Glob }>()

  get size(): number {
    return this.#keys.size + this.#prefixes.size + this.#patterns.size
  }

  add(deletion: Deletion): void {
    if (deletion.kind === 'keys') for (const key of deletion.keys) this.#keys.add(key)
    else if (deletion.kind === 'prefix') this.#prefixes.add(deletion.prefix)
    else
      this.#patterns.set(`${deletion.prefix}\n${deletion.pattern}`, {
        prefix: deletion.prefix,
        glob: parseGlob(deletion.pattern),
      })
  }

  covers(key: string): boolean {
    if (this.#keys.has(key)) return true
    for (const prefix of this.#prefixes) if (key.startsWith(prefix)) return true
    for (const { prefix, glob } of this.#patterns.values()) {
      if (key.startsWith(prefix) && glob.matches(key.slice(prefix.length))) return true
    }
    return false
  }

  *all(): Generator<Deletion> {
    if (this.#keys.size > 0) yield { kind: 'keys', keys: [...this.#keys] }
    for (const prefix of this.#prefixes) yield { kind: 'prefix', prefix }
    for (const { prefix, glob } of this.#patterns.values())
      yield { kind: 'pattern', prefix, pattern: glob.pattern }
  }
}
