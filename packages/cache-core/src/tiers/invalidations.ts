import type { Barrier, InvalidationLog } from '../ports/invalidation-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { EntryStamp } from '../ports/cache-store.ts'
import type { MemoryEntry } from './memory-entry.ts'
import type { Random } from '../ports/random.ts'
import type { StoreGuard } from './store-guard.ts'
import { BarrierTable } from './barrier-table.ts'
import { HeardBarriers } from './heard-barriers.ts'
import { JournalDelivery } from './journal-delivery.ts'
import { LogFollower } from './log-follower.ts'
import type { RecordPlace } from './record-batches.ts'
import { Watches } from './watches.ts'

export interface InvalidationsOptions {
  /** Absent: memory alone, and every request is acknowledged at once. */
  readonly shared?: { readonly log: InvalidationLog; readonly guard: StoreGuard } | undefined
  /** Called for every key whose older values are gone. */
  readonly onKeyGone: (key: string) => void
  readonly clock: Clock
  readonly random: Random
  /** How long memory is believed without a sign of life from the log, in ms. */
  readonly trustMs: number
  /** How long an entry stays fresh that cannot be checked against the log, in ms. */
  readonly isolatedTtlMs: number
}

/** Where a load stands: what takes effect later may not be known to it. */
export interface Moment {
  /** Monotonic, in ms. */
  readonly at: number
  readonly version: number
  readonly era: number
  /** Which of the log's terms that this process has seen. */
  readonly term: number
}

/** Where memory alone puts what is set. */
const HERE: RecordPlace = { era: 0, seq: 0 }

/** What is to be thought of an entry of the shared tier that nobody has invalidated. */
export interface Verdict {
  /** It is stale by order. */
  readonly expired: boolean
  readonly era: number
  readonly term: number
}

/**
 * What this process knows of invalidations, and what it owes to the others: the table that judges entries, the log that
 * orders all processes, and the journal of what the log has not taken yet.
 */
export class Invalidations {
  readonly watches: Watches = new Watches()
  readonly #table: BarrierTable
  readonly #journal: JournalDelivery
  readonly #heard: HeardBarriers
  readonly #follower: LogFollower | undefined
  readonly #options: InvalidationsOptions

  constructor(options: InvalidationsOptions) {
    this.#options = options
    const { shared, clock, random, trustMs, onKeyGone } = options
    const table = new BarrierTable({ onKeyGone, watches: this.watches })
    this.#table = table
    this.#journal = new JournalDelivery({
      table,
      clock,
      append: async (barriers) => this.#follower?.append(barriers) ?? HERE,
    })
    this.#heard = new HeardBarriers({
      table,
      clock,
      random,
      isOwed: (barrier) => this.#journal.has(barrier),
      canDeliver: () => this.#isLogInService(),
      deliver: (barriers) => {
        this.#journal.defer(barriers)
        void this.flush()
      },
    })
    this.#follower =
      shared &&
      new LogFollower({
        log: shared.log,
        table,
        clock,
        random,
        trustMs,
        bounded: (call) => shared.guard.bounded(call),
        onLoss: (after) => this.#journal.assertAgain(after),
        onNewEra: () => this.#journal.assertAll(),
        onUnnumbered: (barriers) => this.#heard.hear(barriers),
        onNumbered: (barriers) => this.#heard.settle(barriers),
        onRejected: (barriers) => this.#journal.defer(barriers),
      })
  }

  start(): void {
    this.#follower?.start()
  }

  /** Grows with every invalidation that takes effect here: an entry checked at this count need not be checked again. */
  get version(): number {
    return this.#table.version
  }

  /** Until when entries of this version may be served without a look at the log. */
  get trustedUntil(): number {
    return this.#follower?.trustedUntil ?? Number.POSITIVE_INFINITY
  }

  /** Barriers that the log has not acknowledged. */
  get journalSize(): number {
    return this.#journal.size
  }

  /** How long ago the log was last known to be followed without a gap, in ms; `undefined` if it never was. */
  get lagMs(): number | undefined {
    const contactAt = this.#follower?.contactAt ?? Number.NEGATIVE_INFINITY
    return Number.isFinite(contactAt) ? Math.max(0, this.#options.clock.monotonic() - contactAt) : undefined
  }

  /** Why the log cannot be read; `undefined` when it can. */
  get trouble(): unknown {
    return this.#follower?.trouble
  }

  now(): Moment {
    const at = this.#options.clock.monotonic()
    return { at, version: this.#table.version, era: this.#era, term: this.#term }
  }

  /** What an entry may be stamped with that holds against all that is known now; `undefined` before the log was reached. */
  stamp(tags: readonly string[]): EntryStamp | undefined {
    const position = this.#follower?.position
    return position && position.era !== 0 ? { era: position.era, seq: position.seq, tags } : undefined
  }

  /** Takes effect here at once. Resolves to whether all processes are bound by it; if not yet, it is delivered later. */
  async request(barriers: readonly Barrier[]): Promise<boolean> {
    this.#table.request(barriers)
    if (await this.#append(barriers)) return true
    this.#options.shared?.log.broadcast(barriers).catch(() => {
      // The journal delivers it; this was only the quicker way.
    })
    return false
  }

  /**
   * A key is set: its older values are gone here at once. Resolves to the place to stamp the new value with, or to
   * `undefined` when the log could not take it: then only the deletion is delivered later.
   */
  replace(key: string): Promise<RecordPlace | undefined> {
    const barriers: readonly Barrier[] = [{ kind: 'key', target: key, effect: 'replace' }]
    this.#table.request(barriers)
    return this.#append(barriers)
  }

  /** The value that `replace` made room for could not be stored: whatever is there instead must go. */
  renounce(key: string): void {
    this.#journal.defer([{ kind: 'key', target: key, effect: 'delete' }])
  }

  /** Whether what was loaded at that moment was invalidated since. */
  overtook(key: string, tags: readonly string[], { version }: Moment): boolean {
    return this.#table.overtookSince(key, tags, version)
  }

  /** Whether what was loaded at that moment has been stale by order since. */
  outdated(key: string, tags: readonly string[], { version }: Moment): boolean {
    return this.#table.expiredSince(key, tags, version)
  }

  /** Whether either is so. */
  isOld(key: string, tags: readonly string[], moment: Moment): boolean {
    return this.overtook(key, tags, moment) || this.outdated(key, tags, moment)
  }

  /** Whether either may be so of a load whose tags may still become any. */
  mayBeOld(key: string, { version }: Moment): boolean {
    return this.#table.mayBeOldSince(key, version)
  }

  /**
   * What the shared tier gave: `undefined` when it was invalidated, else whether it is stale by order, and where it counts
   * as loaded. The term is negative for an earlier one, of which a server that has taken over since may have lost records,
   * and for what was written without a stamp: no strict read takes it.
   */
  judge(key: string, stamp: EntryStamp): Verdict | undefined {
    const position = this.#follower?.position
    const isUnstamped = stamp.era < 0
    if (!position || position.era === 0 || !(isUnstamped || stamp.era === position.era)) return undefined
    if (this.#table.deletes(key, stamp)) return undefined
    const isEarlier = isUnstamped || stamp.seq < position.term
    return {
      expired: this.#table.expires(key, stamp),
      era: position.era,
      term: isEarlier ? -1 : this.#term,
    }
  }

  /** The newest number of a deletion that covers a key: a load that stands before it brings nothing of use. */
  newestDeletion(key: string, tags: readonly string[]): number {
    return this.#table.newestDeletion(key, tags)
  }

  /** Whether an entry of the shared tier can be freed: a deletion covers it. `stamp` is `undefined` for what is not ours. */
  covers(key: string, stamp: EntryStamp | undefined): boolean {
    const newest = this.#table.newestDeletion(key, stamp?.tags ?? [])
    const since = stamp?.era === this.#era ? (stamp?.seq ?? 0) : 0
    return newest > since
  }

  /** Brings an entry of memory up to date with all that is known; `false` when it was invalidated. */
  check(key: string, entry: MemoryEntry, now: number): boolean {
    if (entry.version !== this.#table.version) {
      if (this.#table.deletedSince(key, entry.tags, entry.version)) return false
      if (this.#table.expiredSince(key, entry.tags, entry.version)) entry.outdate(now)
      entry.version = this.#table.version
    }
    // When the log lost its memory, nobody can tell any more what it knew of this entry.
    if (!this.isOfThisEra(entry))
      entry.expire(
        this.#unverifiedUntil(entry.bornAt - entry.loadMs, this.#follower?.lastContactIn(entry.era)),
      )
    return true
  }

  /** Whether all that was invalidated since the entry was loaded, or the load began, can still be known. */
  isOfThisEra({ era }: { readonly era: number }): boolean {
    return era === this.#era
  }

  /** Whether a strict read may rely on it: all that was acknowledged since it was loaded can still be known. */
  isOfThisTerm({ era, term }: { readonly era: number; readonly term: number }): boolean {
    return era === this.#era && term === this.#term
  }

  /** Whether one server has kept the log since its era began: then no record can have been lost. */
  get isUnbroken(): boolean {
    return (this.#follower?.position.term ?? 0) === 0
  }

  /** Until when an entry may count as fresh although the log cannot be asked. What was invalidated while it was loaded is not in it. */
  isolatedUntil({ bornAt, loadMs }: MemoryEntry): number {
    return this.#unverifiedUntil(bornAt - loadMs, this.#follower?.contactAt)
  }

  /** Until when a load that began then may be joined although the log cannot be asked. */
  joinableUntil({ at }: Moment): number {
    return this.#unverifiedUntil(at, this.#follower?.contactAt)
  }

  /** Whether all that was acknowledged before this call is known now; costs a round trip. */
  verify(): Promise<boolean> {
    if (!this.#follower) return Promise.resolve(true)
    if (!this.#isLogInService()) return Promise.resolve(false)
    return this.#follower.catchUp()
  }

  /** `verify` only where trust has run out, and only when asking has not just failed. */
  regainTrust(now: number): Promise<boolean> | boolean {
    if (now < this.trustedUntil) return true
    return this.#follower?.trouble === undefined ? this.verify() : false
  }

  /** Delivers the journal and catches up; rejects when the log still cannot. Before this the store is not to be believed. */
  async recover(): Promise<void> {
    // First: what is delivered by who cannot place the answer is delivered again and again.
    if (this.#journal.size > 0) await this.#catchUp()
    await this.#journal.deliver()
    await this.#catchUp()
  }

  /** Delivers what can be delivered now: for the end of a process. Never rejects. */
  async flush(): Promise<void> {
    if (this.#isLogInService()) await this.#journal.deliver().catch(() => {})
  }

  get #term(): number {
    return this.#follower?.termCount ?? 0
  }

  get #era(): number {
    return this.#follower?.position.era ?? 0
  }

  /** Numbers what the table was asked for. Resolves to `undefined` when the log cannot in time: then the journal has it. */
  async #append(barriers: readonly Barrier[]): Promise<RecordPlace | undefined> {
    const { shared } = this.#options
    const follower = this.#follower
    if (!shared || !follower) {
      this.#table.confirm(barriers, 0)
      return HERE
    }
    let isTried = false
    const place = await shared.guard.run('log.append', { node: shared.log.node, side: 'read' }, () => {
      isTried = true
      return follower.append(barriers)
    })
    if (place) this.#journal.remember(barriers, place.seq)
    else this.#journal.defer(barriers)
    // An attempt that goes on ends its own wait.
    if (!isTried) this.#table.withdraw(barriers)
    return place
  }

  async #catchUp(): Promise<void> {
    if (this.#follower && !(await this.#follower.catchUp())) throw this.#follower.trouble as Error
  }

  #isLogInService(): boolean {
    const { shared } = this.#options
    return shared?.guard.breakers.of(shared.log.node).read.state === 'closed'
  }

  #unverifiedUntil(knownAt: number, contactAt = Number.NEGATIVE_INFINITY): number {
    return Math.max(knownAt, contactAt) + this.#options.isolatedTtlMs
  }
}
