import type { Barrier } from '../ports/invalidation-log.ts'
import type { EntryStamp } from '../ports/cache-store.ts'
import { BarrierSet, type Mark } from './barrier-set.ts'

/** Most barriers kept; the oldest ones are forgotten, and with them the right to believe what is older still. */
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
   * Apart from deletions, since they are many and forgetting one is no harm once the new value is stored: it would take
   * a write that is overtaken by as many others as are kept here.
   */
  readonly #replacements = new BarrierSet()
  readonly #maxBarriers: number
  #version = 0
  /** What is older than this in either order cannot be judged any more. */
  #floorVersion = 0
  #floorSeq = 0

  constructor(maxBarriers: number = MAX_BARRIERS) {
    this.#maxBarriers = maxBarriers
  }

  /** Grows with every invalidation that takes effect here. */
  get version(): number {
    return this.#version
  }

  /** Asked for here: takes effect at once; nothing shared counts as newer until `confirm`. */
  request(barriers: readonly Barrier[]): void {
    this.#version++
    for (const barrier of barriers) this.#setOf(barrier).touch(barrier, this.#version).pending++
    this.#prune()
  }

  /** A request has its number. */
  confirm(barriers: readonly Barrier[], seq: number): void {
    for (const barrier of barriers) {
      const mark = this.#setOf(barrier).find(barrier)
      if (!mark) continue
      mark.pending = Math.max(0, mark.pending - 1)
      number(mark, barrier, seq)
    }
  }

  /**
   * Counts barriers as not acknowledged, without a new effect here: what this process holds is newer than `version` says.
   */
  owe(barriers: readonly Barrier[], version: number): void {
    for (const barrier of barriers) {
      const set = this.#setOf(barrier)
      const mark = set.find(barrier) ?? set.touch(barrier, version)
      mark.pending++
    }
  }

  /** A request is not waited for any more: another barrier stands for it. */
  withdraw(barriers: readonly Barrier[]): void {
    for (const barrier of barriers) {
      const mark = this.#setOf(barrier).find(barrier)
      if (mark) mark.pending = Math.max(0, mark.pending - 1)
    }
  }

  /** Made elsewhere, or of unknown age: takes effect now. */
  apply(barriers: readonly Barrier[], seq: number): void {
    this.#version++
    for (const barrier of barriers) number(this.#setOf(barrier).touch(barrier, this.#version), barrier, seq)
    this.#prune()
  }

  /** The log began a new era: its numbers start again, and what took effect here stays in effect. */
  beginEra(): void {
    this.#version++
    this.#floorSeq = 0
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

  /** Whether a load that began at that version may be covered by anything, its tags not being known yet. */
  mayBeOldSince(key: string, version: number): boolean {
    return (
      Math.max(this.#deletions.tagVersion, this.#expirations.tagVersion) > version ||
      this.deletedSince(key, [], version) ||
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
    const isAnother = (mark: Mark): boolean =>
      isNewer(mark) && (mark.pending > 0 || stamp.token === 0 || mark.token !== stamp.token)
    return (
      stamp.seq < this.#floorSeq ||
      this.#deletions.some(key, stamp.tags, isNewer) ||
      this.#replacements.some(key, [], isAnother)
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

  #setOf(barrier: Barrier): BarrierSet {
    if (barrier.effect === 'delete') return this.#deletions
    return barrier.effect === 'expire' ? this.#expirations : this.#replacements
  }

  #prune(): void {
    while (this.#deletions.size > this.#maxBarriers) {
      const dropped = this.#deletions.dropOldest()
      if (!dropped) return
      this.#floorVersion = Math.max(this.#floorVersion, dropped.version)
      this.raiseFloor(dropped.seq)
    }
    // What an expiration covers may be served all the same: forgetting one costs freshness, and the ttl bounds it.
    for (const set of [this.#expirations, this.#replacements]) {
      while (set.size > this.#maxBarriers && set.dropOldest() !== undefined);
    }
  }
}

/** Of two sets of one key, the one with the higher number, or later in one record, wrote the value that stands. */
function number(mark: Mark, barrier: Barrier, seq: number): void {
  if (seq < mark.seq) return
  mark.seq = seq
  mark.token = barrier.token
}
