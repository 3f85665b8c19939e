import type {
  Barrier,
  InvalidationLog,
  LogAnswer,
  LogMessage,
  LogPosition,
  LogRecord,
  LogSnapshot,
} from '../ports/invalidation-log.ts'
import type { Random } from '../ports/random.ts'

interface Listener {
  readonly onMessage: (message: LogMessage) => void
  readonly onGap: () => void
}

/** A log in this process, shared by all that open it. It can lose its memory in the ways that a real one can. */
export class InMemoryLogState {
  readonly listeners: Set<Listener> = new Set()
  readonly #random: Random
  readonly #maxRecords: number
  #era = 0
  /** The number after which this term began. */
  #term = 0
  #records: LogRecord[] = []
  #last: LogRecord = { seq: 0, nonce: 0, barriers: [] }
  #floor = 0
  #newest = new Map<string, { readonly seq: number; readonly barrier: Barrier }>()

  constructor(random: Random, maxRecords = 1_000) {
    this.#random = random
    this.#maxRecords = maxRecords
  }

  get end(): LogPosition {
    if (this.#era === 0) this.#beginEra()
    return { era: this.#era, term: this.#term, seq: this.#last.seq, nonce: this.#last.nonce }
  }

  append(barriers: readonly Barrier[], nonce: number): void {
    const { seq } = this.end
    this.#last = { seq: seq + 1, nonce, barriers }
    this.#records = [...this.#records, this.#last].slice(-this.#maxRecords)
    for (const barrier of barriers)
      this.#newest.set(`${barrier.effect} ${barrier.kind} ${barrier.target}`, { seq: seq + 1, barrier })
    this.tell({ era: this.#era, record: this.#last })
  }

  answer(since: LogPosition): LogAnswer {
    const { end } = this
    if (since.era !== end.era) return { end, records: 'gap' }
    if (since.term > end.term || since.seq > end.seq) return { end, records: 'diverged' }
    const seen = this.#records.findLast(({ seq }) => seq <= since.seq)
    const records = this.#records.filter(({ seq }) => seq > since.seq)
    if (seen?.seq === since.seq && seen.nonce !== since.nonce) return { end, records: 'diverged' }
    if (since.term === end.term)
      return { end, records: records.length === end.seq - since.seq ? records : 'gap' }
    if (!seen) return { end, records: 'gap' }
    return seen.seq === since.seq
      ? { end, records }
      : { end, records, after: { seq: seen.seq, nonce: seen.nonce } }
  }

  snapshot(): LogSnapshot {
    return { end: this.end, floor: this.#floor, barriers: [...this.#newest.values()] }
  }

  endEra(era: number): void {
    if (this.end.era === era) this.flush()
  }

  /** Forgets everything, as FLUSHALL or a restart without persistence does. */
  flush(): void {
    this.#era = 0
  }

  /** Forgets the newest records, as a failover to a replica that lagged does. */
  loseTail(count: number): void {
    this.#records = this.#records.slice(0, Math.max(0, this.#records.length - count))
    const least = this.#records.at(-1)?.seq ?? this.#term
    this.#newest = new Map([...this.#newest].filter(([, { seq }]) => seq <= least))
    this.#term = Math.max(least, this.#term) + 2 ** 32
    this.#last = { seq: this.#term, nonce: 0, barriers: [] }
  }

  /** Forgets the oldest records, as MAXLEN does; barriers are still known. */
  trim(): void {
    this.#records = this.#records.slice(-1)
  }

  tell(message: LogMessage): void {
    for (const { onMessage } of this.listeners) queueMicrotask(() => onMessage(message))
  }

  #beginEra(): void {
    this.#era = 1 + Math.floor(this.#random.next() * (2 ** 32 - 1))
    this.#records = []
    this.#term = 0
    this.#last = { seq: 0, nonce: 0, barriers: [] }
    this.#newest.clear()
    this.#floor = 0
  }
}

/** One process's access to a log in this process. */
export class InMemoryLog implements InvalidationLog {
  readonly #state: InMemoryLogState

  readonly node = 'memory'

  constructor(state: InMemoryLogState) {
    this.#state = state
  }

  async append(barriers: readonly Barrier[], nonce: number, since: LogPosition): Promise<LogAnswer> {
    this.#state.append(barriers, nonce)
    return this.#state.answer(since)
  }

  async readSince(position: LogPosition): Promise<LogAnswer> {
    return this.#state.answer(position)
  }

  async snapshot(): Promise<LogSnapshot> {
    return this.#state.snapshot()
  }

  async endEra(era: number): Promise<void> {
    this.#state.endEra(era)
  }

  async broadcast(barriers: readonly Barrier[]): Promise<void> {
    this.#state.tell({ barriers })
  }

  subscribe(onMessage: (message: LogMessage) => void, onGap: () => void): void {
    this.#state.listeners.add({ onMessage, onGap })
    queueMicrotask(onGap)
  }
}
