import type { Clock } from '../ports/clock.ts'
import type { LedgerAnswer, LedgerMessage, LedgerTerms, ScopeView, SlotLedger } from '../ports/slot-ledger.ts'
import { WHOLE_SHARE } from '../ports/slot-ledger.ts'
import { isBefore, type Rank, SlotBook, type Want } from '../budget/slot-book.ts'

interface Member {
  sequence: number
  seenAt: number
  share: number
  mode: 'alone' | 'shared'
  /** How many processes it knows of. */
  knows: number
}

interface Demand {
  readonly askBy: number
  readonly ranks: readonly Rank[]
  readonly waiting: readonly [number, number]
}

/** How long after the instant that a process was told it may still come to ask, in ms; then its turn is over. */
const GRACE_MS = 100
/** When a process asks again that somebody does not know yet, in ms. */
const SOON_MS = 20

/** A ledger in this process, by the rules that the others have to keep to: budgets given the same one are processes. */
export class InMemorySlotLedger implements SlotLedger {
  readonly #clock: Clock
  #era = 0
  #bornAt = Number.NEGATIVE_INFINITY
  #known = 0
  #came = 0
  #members = new Map<string, Member>()
  #demands = new Map<string, Map<string, Demand>>()
  #book: SlotBook | undefined
  #isEmpty = true
  #lastAt = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Loses everything, as FLUSHALL does. */
  flush(): void {
    this.#book = undefined
    this.#isEmpty = true
  }

  async exchange(message: LedgerMessage): Promise<LedgerAnswer> {
    const now = this.#clock.now()
    const { process, era, terms, mode } = message
    this.#book?.prune(now)
    if (this.#isEmpty || this.#isDoubtful(message, now)) this.#begin(now)
    this.#lastAt = now
    this.#book ??= new SlotBook(terms.windowMs, terms.holdMs)
    this.#forget(now, terms.forgetMs)
    const member = this.#members.get(process)
    const isStranger = mode === 'shared' && (era !== `${this.#era}` || !member)
    if (isStranger || (member && message.sequence <= member.sequence)) return this.#refusal(message, now)
    if (mode === 'gone') this.#members.delete(process)
    else this.#enrol(message, mode, now)
    const isSettled = now >= this.#bornAt + terms.settleMs
    this.#take(message, this.#book, now)
    const isServed = mode === 'shared' && isSettled
    const places = this.#grant({ ...message, wants: isServed ? message.wants : [] }, this.#book, now)
    return {
      era: `${this.#era}`,
      at: now,
      verdict: isSettled ? 'shared' : 'alone',
      share: this.#members.get(process)?.share ?? 0,
      processes: this.#members.size + this.#missing(now, terms.forgetMs),
      places,
      scopes: this.#viewsFor(message, this.#book, now),
    }
  }

  /**
   * Whether the clock may have jumped, or the message was held up. Who has had an answer in this era knows what the time
   * should be. For others, somebody should have been heard of a moment ago.
   */
  #isDoubtful({ era, expectedAt, terms }: LedgerMessage, now: number): boolean {
    const { lateMs, absentMs } = terms
    if (era === `${this.#era}` && expectedAt !== undefined) return Math.abs(now - expectedAt) > lateMs
    const isStill = now >= this.#lastAt && now - this.#lastAt <= lateMs
    const members = [...this.#members.values()]
    return !isStill && members.some(({ seenAt }) => this.#lastAt - seenAt <= absentMs)
  }

  #begin(now: number): void {
    this.#isEmpty = false
    this.#era++
    this.#bornAt = now
    this.#known = 0
    this.#came = 0
    this.#members = new Map()
    this.#demands = new Map()
    // Nothing is granted until all this has arrived and left the window; what is still under way then is told again.
    this.#book = undefined
  }

  #forget(now: number, forgetMs: number): void {
    for (const [name, { seenAt }] of this.#members) if (now - seenAt > forgetMs) this.#members.delete(name)
  }

  #refusal(message: LedgerMessage, now: number): LedgerAnswer {
    const { share, processes } = message
    return { era: `${this.#era}`, at: now, verdict: 'refused', share, processes, places: [], scopes: [] }
  }

  #enrol(message: LedgerMessage, mode: 'alone' | 'shared', now: number): void {
    const { process, sequence, processes, terms } = message
    const member = this.#members.get(process)
    if (!member && processes > 0) {
      this.#came++
      this.#known = Math.max(this.#known, processes)
    }
    const enrolled = { sequence, seenAt: now, share: 0, mode, knows: processes }
    this.#members.set(process, enrolled)
    const others = [...this.#members.values()].reduce((sum, { share }) => sum + share, 0)
    const missing = this.#missing(now, terms.forgetMs)
    const left = Math.max(0, WHOLE_SHARE - others - missing * this.#shareOfMissing(terms))
    const isSettled = now >= this.#bornAt + terms.settleMs
    const even = isSettled
      ? Math.floor(WHOLE_SHARE / Math.max(2, this.#members.size + missing))
      : Math.floor(WHOLE_SHARE / message.expectedProcesses)
    const share = Math.min(Math.max(even, terms.leastShare), left)
    if (mode === 'alone' && processes > 0) enrolled.share = message.share
    else enrolled.share = share < terms.leastShare ? 0 : share
  }

  #take({ process, scopes, slots, locks }: LedgerMessage, book: SlotBook, now: number): void {
    for (const { number, scopes: indices, forMs, isUnderWay } of slots) {
      const id = `${process}:${number}`
      book.remove(id)
      const names = indices.map((index) => scopes[index]?.name ?? '')
      if (forMs > 0) book.put(id, { scopes: names, leftAt: now, isUnderWay, freeAt: now + Math.ceil(forMs) })
    }
    for (const { scope, forMs } of locks) book.lock(scopes[scope]?.name ?? '', now + Math.ceil(forMs))
  }

  #grant(message: LedgerMessage, book: SlotBook, now: number): number[] {
    const { process, scopes, terms } = message
    const unserved = new Map<string, Rank[]>()
    const capacityOf = (scope: string) => this.#capacityOf(message, scope, now)
    if (this.#isUnknownToOne(message, now)) {
      this.#register(message, unserved, [], now)
      return message.wants.map(() => -SOON_MS)
    }
    const places = message.wants.map((request) => {
      const names = request.scopes.map((index) => scopes[index]?.name ?? '')
      const want: Want = {
        scopes: names,
        isBackground: request.kind === 'background',
        since: Math.floor(now - request.waitedMs) - (request.kind === 'write' ? terms.headStartMs : 0),
      }
      const waiting = (scope: string) => [
        ...this.#othersIn(scope, process, now).flatMap(({ ranks }) => ranks),
        ...(unserved.get(scope) ?? []),
      ]
      const { at, by } = book.place(want, now, {
        capacityOf,
        aheadIn: (scope) => waiting(scope).filter((rank) => isBefore(rank, want)).length,
        isBusy: (scope) => waiting(scope).some(({ isBackground }) => !isBackground),
      })
      const aheadMs = want.isBackground ? 0 : terms.aheadMs
      if (at <= now + aheadMs) {
        book.take(`${process}:${request.number}`, want, at)
        return Math.ceil(at - now)
      }
      unserved.set(by, [...(unserved.get(by) ?? []), want])
      return -Math.max(1, Math.ceil(Math.min(at - now - aheadMs, terms.windowMs)))
    })
    this.#register(message, unserved, places, now)
    return places
  }

  /** Whether somebody shares who does not know that there are others: should they lose the ledger, they would not wait. */
  #isUnknownToOne({ process, terms }: LedgerMessage, now: number): boolean {
    return [...this.#members].some(
      ([name, { mode, knows, seenAt }]) =>
        name !== process && mode === 'shared' && knows <= 1 && now - seenAt <= terms.absentMs,
    )
  }

  #register(
    { process, scopes, waiting }: LedgerMessage,
    unserved: ReadonlyMap<string, readonly Rank[]>,
    places: readonly number[],
    now: number,
  ): void {
    const askInMs = Math.min(...places.filter((place) => place < 0).map((place) => -place))
    for (const [index, { name }] of scopes.entries()) {
      const demands = this.#demands.get(name) ?? new Map<string, Demand>()
      this.#demands.set(name, demands)
      const ranks = unserved.get(name) ?? []
      if (ranks.length === 0) demands.delete(process)
      else demands.set(process, { askBy: now + askInMs + GRACE_MS, ranks, waiting: waiting[index] ?? [0, 0] })
    }
  }

  #othersIn(scope: string, process: string, now: number): readonly Demand[] {
    const demands = this.#demands.get(scope) ?? new Map<string, Demand>()
    for (const [name, { askBy }] of demands) if (askBy < now) demands.delete(name)
    return [...demands].filter(([name]) => name !== process).map(([, demand]) => demand)
  }

  /** What is left when those who are away keep their share, and those who were known and have not come back. */
  #capacityOf({ process, scopes, terms }: LedgerMessage, scope: string, now: number): number {
    const limit = scopes.find(({ name }) => name === scope)?.limit ?? 0
    let kept = 0
    for (const [name, { mode, seenAt, share }] of this.#members) {
      const isAway = mode === 'alone' || now - seenAt > terms.absentMs
      if (name !== process && isAway) kept += Math.floor((limit * share) / WHOLE_SHARE)
    }
    const missing = this.#missing(now, terms.forgetMs)
    return Math.max(
      0,
      limit - kept - missing * Math.floor((limit * this.#shareOfMissing(terms)) / WHOLE_SHARE),
    )
  }

  /** What one of them may have been told, at most. */
  #shareOfMissing({ leastShare }: LedgerTerms): number {
    return Math.max(Math.floor(WHOLE_SHARE / Math.max(2, this.#known)), leastShare)
  }

  /** Processes that others knew in the era before, and that have not come back: they may be alone. */
  #missing(now: number, forgetMs: number): number {
    return now < this.#bornAt + forgetMs ? Math.max(0, this.#known - this.#came) : 0
  }

  #viewsFor(message: LedgerMessage, book: SlotBook, now: number): readonly ScopeView[] {
    return message.scopes.map(({ name }) => {
      const others = this.#othersIn(name, message.process, now)
      const count = (kind: 0 | 1) => others.reduce((sum, { waiting }) => sum + waiting[kind], 0)
      return {
        used: book.used(name, now),
        capacity: this.#capacityOf(message, name, now),
        lockedForMs: Math.max(0, book.lockedUntil(name) - now),
        others: [count(0), count(1)],
      }
    })
  }
}
