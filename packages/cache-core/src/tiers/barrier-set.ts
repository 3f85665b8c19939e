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

type Kind = Barrier['kind']

const KINDS: readonly Kind[] = ['key', 'tag', 'prefix', 'pattern']

/** Barriers of one effect, findable by what they cover in time that does not grow with their number (patterns excepted). */
export class BarrierSet {
  /** By target, in order of version, oldest first. Each kind apart: a key is looked for with every read, as it is. */
  readonly #marks: Readonly<Record<Kind, Map<string, Mark>>> = {
    key: new Map(),
    tag: new Map(),
    prefix: new Map(),
    pattern: new Map(),
  }
  /** How many prefixes there are of each length. */
  readonly #prefixLengths = new Map<number, number>()
  readonly #patterns = new Map<string, Glob>()
  #tagVersion = 0

  get size(): number {
    const { key, tag, prefix, pattern } = this.#marks
    return key.size + tag.size + prefix.size + pattern.size
  }

  /** Version of the newest barrier on any tag. */
  get tagVersion(): number {
    return this.#tagVersion
  }

  find({ kind, target }: Barrier): Mark | undefined {
    return this.#marks[kind].get(target)
  }

  /** The barrier's mark, made if need be, now the newest. */
  touch({ kind, target }: Barrier, version: number): Mark {
    const marks = this.#marks[kind]
    const mark = marks.get(target) ?? this.#add(kind, target)
    marks.delete(target)
    marks.set(target, mark)
    mark.version = version
    if (kind === 'tag') this.#tagVersion = Math.max(this.#tagVersion, version)
    else if (kind === 'pattern') this.#touchPattern(target)
    return mark
  }

  /** Drops the oldest mark that nobody waits for and returns it. */
  dropOldest(): Mark | undefined {
    let oldest: { readonly kind: Kind; readonly target: string; readonly mark: Mark } | undefined
    for (const kind of KINDS) {
      const first = oldestOf(this.#marks[kind])
      if (first && (!oldest || first.mark.version < oldest.mark.version)) oldest = { kind, ...first }
    }
    if (oldest) this.#remove(oldest.kind, oldest.target)
    return oldest?.mark
  }

  /** Forgets all numbers: they belong to a life of the log that is over. */
  forgetNumbers(): void {
    for (const kind of KINDS) for (const mark of this.#marks[kind].values()) mark.seq = 0
  }

  /** Calls `visit` for every mark that covers the key or one of the tags, until it returns true. */
  some(key: string, tags: readonly string[], visit: (mark: Mark) => boolean): boolean {
    const ofKey = this.#marks.key.get(key)
    if (ofKey && visit(ofKey)) return true
    for (const tag of tags) {
      const ofTag = this.#marks.tag.get(tag)
      if (ofTag && visit(ofTag)) return true
    }
    for (const length of this.#prefixLengths.keys()) {
      if (length > key.length) continue
      const ofPrefix = this.#marks.prefix.get(key.slice(0, length))
      if (ofPrefix && visit(ofPrefix)) return true
    }
    if (this.#patterns.size === 0) return false
    const bytes = Buffer.from(key)
    for (const [target, glob] of this.#patterns) {
      if (!glob.matchesBytes(bytes)) continue
      const ofPattern = this.#marks.pattern.get(target)
      if (ofPattern && visit(ofPattern)) return true
    }
    return false
  }

  #touchPattern(target: string): void {
    const glob = this.#patterns.get(target) ?? parseGlob(target)
    this.#patterns.delete(target)
    this.#patterns.set(target, glob)
    if (this.#patterns.size > MAX_PATTERNS) this.#foldOldestPattern(target)
  }

  /** The oldest pattern that nobody waits for goes on as a prefix, which covers more. */
  #foldOldestPattern(newest: string): void {
    for (const [target, { literalPrefix }] of this.#patterns) {
      const mark = this.#marks.pattern.get(target)
      if (!mark || mark.pending > 0 || target === newest) continue
      const prefix: Barrier = { kind: 'prefix', target: literalPrefix, effect: 'delete' }
      const wider = this.find(prefix) ?? this.touch(prefix, 0)
      wider.version = Math.max(wider.version, mark.version)
      wider.seq = Math.max(wider.seq, mark.seq)
      this.#remove('pattern', target)
      return
    }
  }

  #add(kind: Kind, target: string): Mark {
    if (kind === 'prefix')
      this.#prefixLengths.set(target.length, (this.#prefixLengths.get(target.length) ?? 0) + 1)
    return { version: 0, seq: 0, pending: 0 }
  }

  #remove(kind: Kind, target: string): void {
    this.#marks[kind].delete(target)
    if (kind === 'pattern') this.#patterns.delete(target)
    if (kind !== 'prefix') return
    const { length } = target
    const left = (this.#prefixLengths.get(length) ?? 1) - 1
    if (left === 0) this.#prefixLengths.delete(length)
    else this.#prefixLengths.set(length, left)
  }
}

function oldestOf(
  marks: ReadonlyMap<string, Mark>,
): { readonly target: string; readonly mark: Mark } | undefined {
  for (const [target, mark] of marks) if (mark.pending === 0) return { target, mark }
  return undefined
}
