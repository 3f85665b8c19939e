import type { Barrier } from '../ports/invalidation-log.ts'
import { type Glob, parseGlob } from '../glob.ts'

/** When a barrier took effect here, and where it stands in the log. */
export interface Mark {
  /** This process's count of invalidations when it took effect. */
  version: number
  /** Its newest number in the log; 0 when it has none in this era. */
  seq: number
  /** How many wait for its acknowledgement: attempts under way, and the journal. While above 0 nothing shared is newer. */
  pending: number
}

/** Patterns are tried one by one at each judgement: beyond so many the oldest counts as the prefix that it begins with. */
const MAX_PATTERNS = 100

const KIND_CODES = { key: 'k', tag: 't', prefix: 'p', pattern: 'g' } as const

/** Barriers of one effect, findable by what they cover in time that does not grow with their number (patterns excepted). */
export class BarrierSet {
  /** In order of version, oldest first. Fields are the kind's letter and the target. */
  readonly #marks = new Map<string, Mark>()
  /** How many prefixes there are of each length. */
  readonly #prefixLengths = new Map<number, number>()
  readonly #patterns = new Map<string, Glob>()
  #tagVersion = 0

  get size(): number {
    return this.#marks.size
  }

  /** Version of the newest barrier on any tag. */
  get tagVersion(): number {
    return this.#tagVersion
  }

  find(barrier: Barrier): Mark | undefined {
    return this.#marks.get(fieldOf(barrier))
  }

  /** The barrier's mark, made if need be, now the newest. */
  touch(barrier: Barrier, version: number): Mark {
    const field = fieldOf(barrier)
    const mark = this.#marks.get(field) ?? this.#add(barrier)
    this.#marks.delete(field)
    this.#marks.set(field, mark)
    mark.version = version
    if (barrier.kind === 'tag') this.#tagVersion = Math.max(this.#tagVersion, version)
    else if (barrier.kind === 'pattern') this.#touchPattern(field, barrier.target)
    return mark
  }

  /** Drops the oldest mark that nobody waits for and returns it. */
  dropOldest(): Mark | undefined {
    for (const [field, mark] of this.#marks) {
      if (mark.pending > 0) continue
      this.#remove(field)
      return mark
    }
    return undefined
  }

  /** Forgets all numbers: they belong to a life of the log that is over. */
  forgetNumbers(): void {
    for (const mark of this.#marks.values()) mark.seq = 0
  }

  /** Calls `visit` for every mark that covers the key or one of the tags, until it returns true. */
  some(key: string, tags: readonly string[], visit: (mark: Mark) => boolean): boolean {
    if (this.#marks.size === 0) return false
    const ofKey = this.#marks.get(KIND_CODES.key + key)
    if (ofKey && visit(ofKey)) return true
    for (const tag of tags) {
      const ofTag = this.#marks.get(KIND_CODES.tag + tag)
      if (ofTag && visit(ofTag)) return true
    }
    for (const length of this.#prefixLengths.keys()) {
      if (length > key.length) continue
      const ofPrefix = this.#marks.get(KIND_CODES.prefix + key.slice(0, length))
      if (ofPrefix && visit(ofPrefix)) return true
    }
    if (this.#patterns.size === 0) return false
    const bytes = Buffer.from(key)
    for (const [field, glob] of this.#patterns) {
      if (!glob.matchesBytes(bytes)) continue
      const ofPattern = this.#marks.get(field)
      if (ofPattern && visit(ofPattern)) return true
    }
    return false
  }

  #touchPattern(field: string, target: string): void {
    const glob = this.#patterns.get(field) ?? parseGlob(target)
    this.#patterns.delete(field)
    this.#patterns.set(field, glob)
    if (this.#patterns.size > MAX_PATTERNS) this.#foldOldestPattern(field)
  }

  /** The oldest pattern that nobody waits for goes on as a prefix, which covers more. */
  #foldOldestPattern(newest: string): void {
    for (const [field, { literalPrefix }] of this.#patterns) {
      const mark = this.#marks.get(field)
      if (!mark || mark.pending > 0 || field === newest) continue
      const prefix: Barrier = { kind: 'prefix', target: literalPrefix, effect: 'delete' }
      const wider = this.find(prefix) ?? this.touch(prefix, 0)
      wider.version = Math.max(wider.version, mark.version)
      wider.seq = Math.max(wider.seq, mark.seq)
      this.#remove(field)
      return
    }
  }

  #add({ kind, target }: Barrier): Mark {
    if (kind === 'prefix')
      this.#prefixLengths.set(target.length, (this.#prefixLengths.get(target.length) ?? 0) + 1)
    return { version: 0, seq: 0, pending: 0 }
  }

  #remove(field: string): void {
    this.#marks.delete(field)
    this.#patterns.delete(field)
    if (!field.startsWith(KIND_CODES.prefix)) return
    const length = field.length - 1
    const left = (this.#prefixLengths.get(length) ?? 1) - 1
    if (left === 0) this.#prefixLengths.delete(length)
    else this.#prefixLengths.set(length, left)
  }
}

function fieldOf({ kind, target }: Barrier): string {
  return KIND_CODES[kind] + target
}
