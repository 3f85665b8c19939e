import type {
  Barrier,
  InvalidationLog,
  LogAnswer,
  LogMessage,
  LogPosition,
  LogRecord,
  LogSnapshot,
  RecordName,
} from '../ports/invalidation-log.ts'
import type { BarrierTable } from './barrier-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { EVERYTHING } from './invalidation-journal.ts'
import { RecordBatches, type RecordPlace } from './record-batches.ts'
import { RecordHistory } from './record-history.ts'
import { SnapshotReads } from './snapshot-reads.ts'
import { StoreError } from '../errors.ts'

export interface LogFollowerOptions {
  readonly log: InvalidationLog
  readonly table: BarrierTable
  readonly clock: Clock
  readonly random: Random
  /** Bounds a call in time. */
  readonly bounded: <T>(call: Promise<T>) => Promise<T>
  /** How long what was learnt from the log is believed without a new answer, in ms. */
  readonly trustMs: number
  /** The log may have lost what it acknowledged lately under numbers above this one. */
  readonly onLoss: (after: number) => void
  /** The log has lost all that it knew. */
  readonly onNewEra: () => void
  /** Barriers of others that the log could not take. */
  readonly onUnnumbered: (barriers: readonly Barrier[]) => void
  /** Barriers of others that it took. */
  readonly onNumbered: (barriers: readonly Barrier[]) => void
  /** Barriers that were to be appended and were not: from now on the table waits for them no more. */
  readonly onRejected: (barriers: readonly Barrier[]) => void
}

const NOWHERE: LogPosition = { era: 0, term: 0, seq: 0, nonce: 0 }

/** A record of ours on its way; `seq` is 0 until it has come back with its number. */
interface OwnRecord {
  readonly barriers: readonly Barrier[]
  seq: number
}

/** Former eras whose end is remembered. */
const MAX_ERAS = 16

/**
 * Follows the log: applies every record to the table in order and notices missing ones by their numbers. Messages may
 * be lost, so that only an answer of the log proves the table complete, as of when it was asked for; somebody must call
 * `catchUp` several times per `trustMs`.
 */
export class LogFollower {
  readonly #options: LogFollowerOptions
  #position = NOWHERE
  #termCount = 0
  #contactAt = Number.NEGATIVE_INFINITY
  #failedAt = Number.NEGATIVE_INFINITY
  #trouble: unknown
  /** Our own records under way, by nonce. */
  readonly #own = new Map<number, OwnRecord>()
  /** When the log was last heard of in former eras. */
  readonly #eraEnds = new Map<number, number>()
  readonly #history = new RecordHistory()
  #next: Promise<boolean> | undefined
  /** Whether it is looked what is missing, and whether more went missing since. */
  #isBehind = false
  #isFurtherBehind = false
  readonly #snapshots: SnapshotReads
  readonly #batches = new RecordBatches((barriers) => this.#append(barriers))

  constructor(options: LogFollowerOptions) {
    this.#options = options
    this.#snapshots = new SnapshotReads({
      ...options,
      snapshot: () => options.log.snapshot(),
      adopt: (snapshot) => this.#adopt(snapshot),
    })
  }

  /** The last record that the table holds, with all before it. */
  get position(): LogPosition {
    return this.#position
  }

  /** Terms and eras that began while this process followed. */
  get termCount(): number {
    return this.#termCount
  }

  /** As of when the table is known to be complete. */
  get contactAt(): number {
    return this.#contactAt
  }

  /** Why the last attempt to read the log failed; `undefined` when it did not. */
  get trouble(): unknown {
    return this.#failedAt > this.#contactAt ? this.#trouble : undefined
  }

  /** Until when the table may be believed without asking. */
  get trustedUntil(): number {
    return this.#contactAt + this.#options.trustMs
  }

  /** When the log was last heard of in that era. */
  lastContactIn(era: number): number {
    if (era === this.#position.era) return this.#contactAt
    return this.#eraEnds.get(era) ?? Number.NEGATIVE_INFINITY
  }

  start(): void {
    this.#options.log.subscribe(
      (message) => this.#onMessage(message),
      () => this.#fallBehind(),
    )
  }

  /**
   * Appends barriers that the table waits for, and ends that wait: they are confirmed when this resolves (to the place of
   * the last one), and given to `onRejected` when it rejects.
   */
  append(barriers: readonly Barrier[]): Promise<RecordPlace> {
    return this.#batches.append(barriers)
  }

  async #append(barriers: readonly Barrier[]): Promise<RecordPlace> {
    const { log, table, bounded, clock, random, onRejected } = this.#options
    const nonce = 1 + Math.floor(random.next() * (2 ** 32 - 1))
    const sentAt = clock.monotonic()
    const own: OwnRecord = { barriers, seq: 0 }
    this.#own.set(nonce, own)
    const since = this.#position
    try {
      const answer = await bounded(log.append(barriers, nonce, since))
      await this.#take(answer, since, sentAt)
      const { era, term } = this.#position
      if (answer.end.era !== era || answer.end.term !== term) throw forgotten()
      this.#confirm(own, answer.end.seq)
      return { era, seq: answer.end.seq }
    } catch (error) {
      onRejected(barriers)
      if (own.seq === 0) table.withdraw(barriers)
      throw error
    } finally {
      this.#own.delete(nonce)
    }
  }

  #confirm(own: OwnRecord, seq: number): void {
    if (own.seq === 0) this.#options.table.confirm(own.barriers, seq)
    own.seq = seq
  }

  /** Whether the table now holds everything that was acknowledged before the call. Calls of one tick share a round trip. */
  catchUp(): Promise<boolean> {
    this.#next ??= Promise.resolve().then(() => {
      this.#next = undefined
      return this.#catchUp()
    })
    return this.#next
  }

  async #catchUp(): Promise<boolean> {
    const { log, clock, bounded } = this.#options
    const sentAt = clock.monotonic()
    const since = this.#position
    try {
      await this.#take(await bounded(log.readSince(since)), since, sentAt)
      return true
    } catch (error) {
      this.#failedAt = Math.max(this.#failedAt, this.#options.clock.monotonic())
      this.#trouble = error
      return false
    }
  }

  async #take(answer: LogAnswer, since: LogPosition, sentAt: number): Promise<void> {
    const { end, records } = answer
    const { era, term } = this.#position
    if (records === 'diverged') await this.#options.bounded(this.#options.log.endEra(end.era))
    // From a server whose time is over.
    else if (end.era === era && end.term < term) throw forgotten()
    if (!this.#follow(answer, since)) await this.#reloadTo(end)
    this.#contactAt = Math.max(this.#contactAt, sentAt)
  }

  /** `false` when the records do not lead from what the table holds to the end. */
  #follow({ end, records, after }: LogAnswer, since: LogPosition): boolean {
    if (typeof records === 'string' || end.era !== this.#position.era) return false
    if (end.term === this.#position.term) return records.every((record) => this.#apply(record))
    return (after === undefined || this.#history.has(after)) && this.#enterTerm(end, records, after ?? since)
  }

  /**
   * Another server has taken over: it has the record `common`, as this process does, and the records after it. What else
   * this process knows of was lost. `false` when the two do not fit together.
   */
  #enterTerm(end: LogPosition, records: readonly LogRecord[], common: RecordName): boolean {
    const { seq: last } = this.#position
    const known = records.filter(({ seq }) => seq <= last)
    if (!known.every((record) => this.#history.has(record))) return false
    for (const record of records.slice(known.length)) this.#applyNext(record)
    this.#moveTo(end)
    const { seq: kept } = known.at(-1) ?? common
    if (kept < last) this.#options.onLoss(kept)
    return true
  }

  #onMessage(message: LogMessage): void {
    if (message.era === undefined) this.#options.onUnnumbered(message.barriers)
    else if (message.era !== this.#position.era || !this.#apply(message.record)) this.#fallBehind()
  }

  /** However many messages cannot be placed, one look at a time finds what is missing. */
  #fallBehind(): void {
    if (this.#isBehind) {
      this.#isFurtherBehind = true
      return
    }
    this.#isBehind = true
    void this.catchUp().then((isDone) => {
      const isFurther = this.#isFurtherBehind
      this.#isBehind = this.#isFurtherBehind = false
      if (isDone && isFurther) this.#fallBehind()
    })
  }

  /** `false` when records before it are missing. */
  #apply(record: LogRecord): boolean {
    const { era, term, seq: last } = this.#position
    if (record.seq <= last) return true
    if (record.seq > last + 1) return false
    this.#applyNext(record)
    this.#position = { era, term, seq: record.seq, nonce: record.nonce }
    return true
  }

  #applyNext(record: LogRecord): void {
    const own = this.#own.get(record.nonce)
    this.#history.note(record)
    if (own) this.#confirm(own, record.seq)
    else {
      const { barriers } = record
      this.#options.table.apply(barriers, record.seq)
      this.#options.onNumbered(barriers)
    }
  }

  /**
   * Until the table holds all up to there. What was asked for before may not, and leave the table in the era or term that is
   * over; what is asked for then does. Rejects when neither does.
   */
  async #reloadTo(end: LogPosition): Promise<void> {
    const { era: before } = this.#position
    for (let attempt = 0; attempt < 2; attempt++) {
      await this.#snapshots.read()
      const { era, term, seq } = this.#position
      // Eras have no order: one that is neither is one that came since.
      if (era !== end.era ? era !== before : term > end.term || (term === end.term && seq >= end.seq)) return
    }
    throw forgotten()
  }

  #adopt(snapshot: LogSnapshot): void {
    const { era, term, seq } = this.#position
    if (snapshot.end.era !== era) this.#enterEra(snapshot)
    else if (snapshot.end.seq > seq || snapshot.end.term > term) {
      // Not every key that was set meanwhile is in the snapshot: nothing that this process loaded before is believed.
      this.#options.table.apply([EVERYTHING], 0)
      this.#adoptAfter(snapshot, snapshot.end.term === term ? seq : 0)
    } else return
    if (era === NOWHERE.era) return
    if (snapshot.end.era !== era) this.#options.onNewEra()
    else if (snapshot.end.term !== term) this.#options.onLoss(0)
  }

  #moveTo(end: LogPosition): void {
    if (end.era !== this.#position.era || end.term !== this.#position.term) this.#termCount++
    this.#position = end
  }

  #enterEra(snapshot: LogSnapshot): void {
    const { era } = this.#position
    this.#eraEnds.set(era, this.#contactAt)
    for (const oldest of this.#eraEnds.keys()) if (this.#eraEnds.size > MAX_ERAS) this.#eraEnds.delete(oldest)
    this.#options.table.beginEra()
    this.#adoptAfter(snapshot, 0)
  }

  #adoptAfter({ end, floor, barriers }: LogSnapshot, after: number): void {
    const { table } = this.#options
    // Oldest first: that is the order in which the table forgets.
    const inOrder = [...barriers].sort((a, b) => a.seq - b.seq)
    for (const { seq, barrier } of inOrder) if (seq > after) table.apply([barrier], seq)
    table.raiseFloor(floor)
    this.#moveTo(end)
    this.#history.clear()
    this.#history.note(end)
  }
}

function forgotten(): StoreError {
  const message = 'The invalidation log changed hands before the record was known: it is delivered again.'
  return new StoreError('STORE_REJECTED', 'none', message, { retryable: true })
}
