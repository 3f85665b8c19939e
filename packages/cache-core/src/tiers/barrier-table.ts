import type { Barrier } from '../ports/invalidation-log.ts'
import type { EntryStamp } from '../ports/cache-store.ts'
import { BarrierSet, type Mark } from './barrier-set.ts'
import type { Watches } from './watches.ts'

export interface BarrierTableOptions {
  /** Called for every key whose older values are gone. */
  readonly onKeyGone?: (key: string) => void
  /** Told of every barrier when it takes effect here. */
  readonly watches?: Watches | undefined
  /**
   * Most barriers kept of each effect; the oldest ones are forgotten, and with them the right to believe what is older
   * still. Default 100,000.
   */
  readonly maxBarriers?: number
}

const MAX_BARRIERS = 100_000

/**
 * Every invalidation that this process knows of. Two orders: `version` counts what took effect in this process and
 * judges what this process loaded; `seq` is the number in the log and judges what others wrote. In doubt an entry is
 * invalid. Pure: nothing here waits or reads a clock.
 */
export class BarrierTable {
  readonly #deletions = new BarrierSet()
  readonly #expirations = new BarrierSet()
  /**
   * Apart from deletions, since they are many and can be forgotten: memory has dropped the key's older values when they
   * took effect, and in the shared tier the new one has taken their place, which no store lets older ones take back.
   */
  readonly #replacements = new BarrierSet()
  readonly #options: BarrierTableOptions
  #version = 0
  /** What is older than this in either order cannot be judged any more. */
  #floorVersion = 0
  #floorSeq = 0
  /** The same for a load that runs, which other keys' replacements may have made forget its own. */
  #floorOfLoads = 0

  constructor(options: BarrierTableOptions = {}) {
    this.#options = options
  }

  /** Grows with every invalidation that takes effect here. */
  get version(): number {
    return this.#version
  }

  /** Takes effect here at once. Nothing shared counts as newer until somebody has done `confirm` or `withdraw`. */
  request(barriers: readonly Barrier[]): void {
    this.#version++
    for (const barrier of barriers) this.#take(barrier).pending++
    this.#prune()
  }

  /** Waits for another acknowledgement of barriers, without an effect on what this process holds. */
  owe(barriers: readonly Barrier[]): void {
    for (const barrier of barriers) {
      const set = this.#setOf(barrier)
      const mark = set.find(barrier) ?? set.touch(barrier, 0)
      mark.pending++
    }
  }

  /** What was waited for is acknowledged under its number. */
  confirm(barriers: readonly Barrier[], seq: number): void {
    for (const barrier of barriers) {
      const mark = this.#setOf(barrier).find(barrier)
      if (!mark) continue
      mark.pending--
      mark.seq = Math.max(mark.seq, seq)
    }
  }

  /** It is waited for no more: somebody else waits in its place. */
  withdraw(barriers: readonly Barrier[]): void {
    this.confirm(barriers, 0)
  }

  /** Made elsewhere, or of unknown age: takes effect now. */
  apply(barriers: readonly Barrier[], seq: number): void {
    this.#version++
    for (const barrier of barriers) {
      const mark = this.#take(barrier)
      mark.seq = Math.max(mark.seq, seq)
    }
    this.#prune()
  }

  /** The log began a new era: its numbers start again, and what took effect here stays in effect. */
  beginEra(): void {
    this.#version++
    this.#floorSeq = 0
    // What the log knew and this process did not is lost.
    this.#options.watches?.noteAny()
    for (const set of [this.#deletions, this.#expirations, this.#replacements]) set.forgetNumbers()
  }

  /** Nothing stamped below `seq` can be judged. */
  raiseFloor(seq: number): void {
    this.#floorSeq = Math.max(this.#floorSeq, seq)
  }

  /** Whether a deletion that covers this took effect here after that version. */
  deletedSince(key: string, tags: readonly string[], version: number): boolean {
    if (version === this.#version) return false
    const isSince = (mark: Mark): boolean => mark.version > version
    return (
      version < this.#floorVersion ||
      this.#deletions.some(key, tags, isSince) ||
      this.#replacements.some(key, [], isSince)
    )
  }

  /** `deletedSince` for a load that began at that version. */
  overtookSince(key: string, tags: readonly string[], version: number): boolean {
    return version < this.#floorOfLoads || this.deletedSince(key, tags, version)
  }

  /** Whether a load that began at that version may be covered by anything, its tags not being known yet. */
  mayBeOldSince(key: string, version: number): boolean {
    return (
      Math.max(this.#deletions.tagVersion, this.#expirations.tagVersion) > version ||
      this.overtookSince(key, [], version) ||
      this.expiredSince(key, [], version)
    )
  }

  expiredSince(key: string, tags: readonly string[], version: number): boolean {
    if (version === this.#version) return false
    return this.#expirations.some(key, tags, (mark) => mark.version > version)
  }

  /** Whether a deletion that covers this is newer than an entry of the shared tier, whose era is the log's. */
  deletes(key: string, stamp: EntryStamp): boolean {
    const isNewer = (mark: Mark): boolean => mark.pending > 0 || mark.seq > stamp.seq
    return (
      stamp.seq < this.#floorSeq ||
      this.#deletions.some(key, stamp.tags, isNewer) ||
      this.#replacements.some(key, [], isNewer)
    )
  }

  expires(key: string, stamp: EntryStamp): boolean {
    return this.#expirations.some(key, stamp.tags, (mark) => mark.pending > 0 || mark.seq > stamp.seq)
  }

  /** The newest number of a deletion that covers this; Infinity while one has none yet. */
  newestDeletion(key: string, tags: readonly string[]): number {
    let newest = 0
    this.#deletions.some(key, tags, (mark) => {
      newest = Math.max(newest, mark.pending > 0 ? Number.POSITIVE_INFINITY : mark.seq)
      return false
    })
    return newest
  }

  #take(barrier: Barrier): Mark {
    this.#options.watches?.note(barrier)
    if (barrier.kind === 'key' && barrier.effect !== 'expire') this.#options.onKeyGone?.(barrier.target)
    return this.#setOf(barrier).touch(barrier, this.#version)
  }

  #setOf(barrier: Barrier): BarrierSet {
    if (barrier.effect === 'delete') return this.#deletions
    return barrier.effect === 'expire' ? this.#expirations : this.#replacements
  }

  /** What an expiration covers may be served all the same: forgetting one costs freshness, and the ttl bounds it. */
  #prune(): void {
    this.#pruneSet(this.#deletions, ({ version, seq }) => {
      this.#floorVersion = Math.max(this.#floorVersion, version)
      this.raiseFloor(seq)
    })
    this.#pruneSet(this.#replacements, ({ version }) => {
      this.#floorOfLoads = Math.max(this.#floorOfLoads, version)
    })
    this.#pruneSet(this.#expirations, () => {})
  }

  #pruneSet(set: BarrierSet, onDropped: (mark: Mark) => void): void {
    const { maxBarriers = MAX_BARRIERS } = this.#options
    while (set.size > maxBarriers) {
      const dropped = set.dropOldest()
      if (!dropped) return
      onDropped(dropped)
    }
  }
}
