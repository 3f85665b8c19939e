import type { Barrier } from '../ports/invalidation-log.ts'
import { parseGlob } from '../glob.ts'

/** What was invalidated below a prefix. */
export interface Invalidated {
  /** Whether anything below it may have been, beyond what is named. */
  readonly isAny: boolean
  readonly keys: readonly string[]
  /** Longer ones. */
  readonly prefixes: readonly string[]
  /** Of whatever keys. */
  readonly tags: readonly string[]
}

/** Of more than so many names the watch keeps none, and tells that it may have been anything. */
const MOST_NAMES = 10_000

/** Collects what takes effect below one prefix. */
export class WatchedPrefix {
  readonly #prefix: string
  readonly #keys = new Set<string>()
  readonly #prefixes = new Set<string>()
  readonly #tags = new Set<string>()
  #isAny = false

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  get isQuiet(): boolean {
    return !this.#isAny && this.#size === 0
  }

  /** All since the last call. */
  take(): Invalidated {
    const taken = {
      isAny: this.#isAny,
      keys: [...this.#keys],
      prefixes: [...this.#prefixes],
      tags: [...this.#tags],
    }
    this.#clear()
    this.#isAny = false
    return taken
  }

  note({ kind, target }: Barrier): void {
    if (this.#isAny) return
    if (kind === 'tag') this.#tags.add(target)
    else if (kind === 'key') this.#noteIfBelow(this.#keys, target)
    else if (kind === 'prefix') this.#notePrefix(target)
    else this.#notePattern(parseGlob(target).literalPrefix)
    if (this.#size > MOST_NAMES) this.noteAny()
  }

  noteAny(): void {
    this.#clear()
    this.#isAny = true
  }

  #notePrefix(target: string): void {
    if (this.#prefix.startsWith(target)) this.noteAny()
    else this.#noteIfBelow(this.#prefixes, target)
  }

  #notePattern(literalPrefix: string): void {
    if (this.#prefix.startsWith(literalPrefix) || literalPrefix.startsWith(this.#prefix)) this.noteAny()
  }

  #noteIfBelow(names: Set<string>, target: string): void {
    if (target.startsWith(this.#prefix)) names.add(target)
  }

  get #size(): number {
    return this.#keys.size + this.#prefixes.size + this.#tags.size
  }

  #clear(): void {
    for (const names of [this.#keys, this.#prefixes, this.#tags]) names.clear()
  }
}

/** Everybody who watches: told of each invalidation in the moment in which it takes effect here. */
export class Watches {
  readonly #open = new Set<WatchedPrefix>()

  open(prefix: string): WatchedPrefix {
    const watched = new WatchedPrefix(prefix)
    this.#open.add(watched)
    return watched
  }

  close(watched: WatchedPrefix): void {
    this.#open.delete(watched)
  }

  note(barrier: Barrier): void {
    for (const watched of this.#open) watched.note(barrier)
  }

  noteAny(): void {
    for (const watched of this.#open) watched.noteAny()
  }
}
