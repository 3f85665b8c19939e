import type { Barrier, InvalidationLog } from '../ports/invalidation-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { EntryStamp } from '../ports/cache-store.ts'
import type { MemoryEntry } from './memory-entry.ts'
import type { Random } from '../ports/random.ts'
import type { StoreGuard } from './store-guard.ts'
import { BarrierTable } from './barrier-table.ts'
import { EVERYTHING, InvalidationJournal } from './invalidation-journal.ts'
import { LogFollower } from './log-follower.ts'

/** How long an acknowledged barrier is kept, to be asserted again when the log loses it (asynchronous replication). */
const REASSERT_MS = 60_000
const MAX_RECENT = 10_000

/** Barriers of one record when a journal is delivered. */
const DELIVERY = 500

export interface InvalidationsOptions {
  /** Absent: memory alone, and every request is acknowledged at once. */
  readonly shared?: { readonly log: InvalidationLog; readonly guard: StoreGuard } | undefined
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
}

/**
 * What this process knows of invalidations, and what it owes to the others: the table that judges entries, the log that
 * orders all processes, and the journal of what the log has not taken yet.
 */
export class Invalidations {
  readonly #table = new BarrierTable()
  readonly #journal = new InvalidationJournal()
  readonly #follower: LogFollower | undefined
  readonly #options: InvalidationsOptions
  /** Acknowledged lately, oldest first. */
  #recent: { readonly barriers: readonly Barrier[]; readonly at: number }[] = []
  #delivering: Promise<void> | undefined

  constructor(options: InvalidationsOptions) {
    this.#options = options
    const { shared, clock, random, trustMs } = options
    this.#follower =
      shared &&
      new LogFollower({
        log: shared.log,
        table: this.#table,
        clock,
        random,
        trustMs,
        bounded: (call) => shared.guard.bounded(call),
        onLoss: () => this.#assertAgain(),
        onUnnumbered: (barriers) => {
          this.#table.request(barriers)
          this.#defer(barriers)
        },
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

  /** Why the log cannot be read; `undefined` when it can. */
  get trouble(): unknown {
    return this.#follower?.trouble
  }

  now(): Moment {
    const { clock } = this.#options
    return { at: clock.monotonic(), version: this.#table.version, era: this.#follower?.position.era ?? 0 }
  }

  /** What an entry may be stamped with that holds against all that is known now; `undefined` before the log was reached. */
  stamp(tags: readonly string[], token: number): EntryStamp | undefined {
    const position = this.#follower?.position
    return position && position.era !== 0 ? { era: position.era, seq: position.seq, token, tags } : undefined
  }

  /** Takes effect here at once. Resolves to whether all processes are bound by it; if not yet, it is delivered later. */
  async request(barriers: readonly Barrier[]): Promise<boolean> {
    this.#table.request(barriers)
    if (await this.#append(barriers)) return true
    this.#defer(barriers)
    this.#options.shared?.log.broadcast(barriers).catch(() => {
      // The journal delivers it; this was only the quicker way.
    })
    return false
  }

  /**
   * Like `request` for a key that is set: its older values are gone, the one with the token is not. `store` keeps the
   * new value and tells whether the shared tier took it; if not, the older one there must be gone for good.
   */
  async replace(key: string, token: number, store: () => Promise<boolean>): Promise<boolean> {
    const barrier: Barrier = { kind: 'key', target: key, effect: 'replace', token }
    this.#table.request([barrier])
    const { version } = this.#table
    const [appended, isStored] = await Promise.all([this.#append([barrier]), store()])
    if (appended && isStored) return true
    if (!appended) this.#table.withdraw([barrier])
    const deletion: Barrier = { ...barrier, effect: 'delete', token: 0 }
    this.#table.owe([deletion], version)
    this.#defer([deletion])
    return false
  }

  /** Whether what was loaded at that moment was invalidated since. */
  overtook(key: string, tags: readonly string[], { version }: Moment): boolean {
    return this.#table.deletedSince(key, tags, version)
  }

  /** Whether what was loaded at that moment has been stale by order since. */
  outdated(key: string, tags: readonly string[], { version }: Moment): boolean {
    return this.#table.expiredSince(key, tags, version)
  }

  /** Whether either may be so of a load whose tags may still become any. */
  mayBeOld(key: string, { version }: Moment): boolean {
    return this.#table.mayBeOldSince(key, version)
  }

  /** What the shared tier gave: `undefined` when it was invalidated, else whether it is stale by order. */
  judge(key: string, stamp: EntryStamp): { readonly expired: boolean } | undefined {
    if (stamp.era === 0 || stamp.era !== this.#follower?.position.era) return undefined
    if (this.#table.deletes(key, stamp)) return undefined
    return { expired: this.#table.expires(key, stamp) }
  }

  /** The newest number of a deletion that covers a key: a load that stands before it brings nothing of use. */
  newestDeletion(key: string, tags: readonly string[]): number {
    return this.#table.newestDeletion(key, tags)
  }

  /** Whether an entry of the shared tier can be freed: a deletion covers it. `stamp` is `undefined` for what cannot be read. */
  covers(key: string, stamp: EntryStamp | undefined): boolean {
    const newest = this.#table.newestDeletion(key, stamp?.tags ?? [])
    const since = stamp?.era === this.#follower?.position.era ? (stamp?.seq ?? 0) : 0
    return newest > since
  }

  /** Brings an entry of memory up to date with all that is known; `false` when it was invalidated. */
  check(key: string, entry: MemoryEntry, now: number): boolean {
    if (entry.version !== this.#table.version) {
      if (this.#table.deletedSince(key, entry.tags, entry.version)) return false
      if (this.#table.expiredSince(key, entry.tags, entry.version)) entry.expire(now)
      entry.version = this.#table.version
    }
    const era = this.#follower?.position.era ?? 0
    if (entry.era === era) return true
    // The log has lost its memory since: nobody can tell any more what it knew of this entry.
    entry.expire(this.#unverifiedUntil(entry.bornAt - entry.loadMs, this.#follower?.lastContactIn(entry.era)))
    entry.era = era
    return true
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
    if (this.#options.shared?.guard.reads.state !== 'closed') return Promise.resolve(false)
    return this.#follower.catchUp()
  }

  /** `verify` only where trust has run out, and only when asking has not just failed. */
  regainTrust(now: number): Promise<boolean> | boolean {
    if (now < this.trustedUntil) return true
    return this.#follower?.trouble === undefined ? this.verify() : false
  }

  /** Delivers the journal and catches up; rejects when the log still cannot. Before this the store is not to be believed. */
  async recover(): Promise<void> {
    await this.#deliver()
    if (this.#follower && !(await this.#follower.catchUp())) throw this.#follower.trouble as Error
  }

  /** Delivers what can be delivered now: for the end of a process. Never rejects. */
  async flush(): Promise<void> {
    if (this.#options.shared?.guard.reads.state === 'closed') await this.#deliver().catch(() => {})
  }

  async #append(barriers: readonly Barrier[]): Promise<boolean> {
    const { shared } = this.#options
    if (!shared || !this.#follower) {
      this.#table.confirm(barriers, 0)
      return true
    }
    const follower = this.#follower
    const appended = await shared.guard.run('log.append', shared.guard.reads, async () => {
      await follower.append(barriers)
      return true
    })
    if (appended) this.#remember(barriers)
    return appended ?? false
  }

  #defer(barriers: readonly Barrier[]): void {
    const { superseded, overflowed } = this.#journal.add(barriers)
    if (overflowed) this.#table.request([EVERYTHING])
    this.#table.withdraw(superseded)
  }

  #deliver(): Promise<void> {
    this.#delivering ??= this.#deliverAll().finally(() => {
      this.#delivering = undefined
    })
    return this.#delivering
  }

  async #deliverAll(): Promise<void> {
    while (this.#journal.size > 0) {
      const barriers = this.#journal.first(DELIVERY)
      await this.#follower?.append(barriers)
      this.#journal.remove(barriers)
      this.#remember(barriers)
    }
  }

  #remember(barriers: readonly Barrier[]): void {
    const at = this.#options.clock.monotonic()
    const lasting = barriers.filter(({ effect }) => effect !== 'replace')
    if (lasting.length > 0) this.#recent.push({ barriers: lasting, at })
    const cutoff = at - REASSERT_MS
    let gone = 0
    while (gone < this.#recent.length && (this.#recent[gone]?.at ?? at) < cutoff) gone++
    if (gone > 0) this.#recent = this.#recent.slice(gone)
    if (this.#recent.length > MAX_RECENT) this.#recent = [{ barriers: [EVERYTHING], at }]
  }

  #assertAgain(): void {
    const barriers = this.#recent.flatMap((recent) => recent.barriers)
    this.#recent = []
    this.#table.owe(barriers, 0)
    this.#defer(barriers)
    this.#deliver().catch(() => {
      // It goes on waiting in the journal.
    })
  }

  #unverifiedUntil(knownAt: number, contactAt = Number.NEGATIVE_INFINITY): number {
    return Math.max(knownAt, contactAt) + this.#options.isolatedTtlMs
  }
}
