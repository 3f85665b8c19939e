import type { AcquireOptions, BudgetStatus, Departure, RateBudget } from '../ports/rate-budget.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import type { LedgerAnswer, LedgerTerms, SlotLedger } from '../ports/slot-ledger.ts'
import { aborted, rateLimited, type Standing, type Waiter } from './waiter.ts'
import { LedgerLink, type LedgerNews } from './ledger-link.ts'
import { LedgerViews } from './ledger-views.ts'
import { placesOf } from './places.ts'
import { SlotBook } from './slot-book.ts'
import { UntoldNews } from './untold-news.ts'
import { WaitingLine } from './waiting-line.ts'
import { WHOLE_SHARE } from '../ports/slot-ledger.ts'

export interface SharedRateBudgetOptions {
  readonly ledger: SlotLedger
  /** Names this process: another one for each process and each of its lives. */
  readonly process: string
  /** Requests of all processes allowed in any window; for some scopes another number, given by a function. Default 5. */
  readonly limit?: number | ((scope: string) => number) | undefined
  /** Length of the window, in ms. Default 1,000. */
  readonly intervalMs?: number | undefined
  /** Added to the window, in ms, for clocks that do not run alike. Default 20. */
  readonly marginMs?: number | undefined
  /** Requests with the same scopes that may wait in this process. Default 1,000. */
  readonly maxQueue?: number | undefined
  /** How long a request that is not answered counts as under way, in ms: as long as an attempt may take. Default 10,000. */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * How long a request takes to arrive at most, in ms: answered or not. Processes that lose each other wait so long before
   * they trust that nothing of the others is on its way. Default 1,000.
   */
  readonly flightMs?: number | undefined
  /** How many processes there are, as long as the ledger has never told. Default 5. */
  readonly expectedProcesses?: number | undefined
  /** How long the ledger may take to answer, in ms. Default 150. */
  readonly ledgerDeadlineMs?: number | undefined
  /**
   * The instant before which nothing leaves without the ledger's leave, in ms of `clock.monotonic()`. A process that was
   * killed and started again does not know what it has sent: give the start of the process, and a window and a flight
   * more. Default: none.
   */
  readonly quietUntil?: number | undefined
  readonly clock: Clock
}

/** A grant that could not be used within this time, in ms, is given back: the process stood still. */
const SLACK_MS = 2_000
/** Requests that one message asks slots for, at most. */
const MOST_WANTS = 200
const HEAD_START_MS = 2_000
const LATE_MS = 250
const ABSENT_MS = 500
const FORGET_MS = 60_000
const AHEAD_MS = 50
/** The smallest limit that a function of scopes is expected to give. */
const LEAST_LIMIT = 5

/**
 * A RateBudget of several processes, which share a ledger. While it answers, every slot is granted by it, to whoever of
 * all processes is next. When it does not, this process keeps to the share that it was told last, after a pause in
 * which the others notice; nothing is thrown because of it, and nobody waits beyond their deadline. See RateLimit for
 * what counts, and in which order requests leave.
 */
export class SharedRateBudget implements RateBudget {
  readonly #limitOf: (scope: string) => number
  readonly #maxQueue: number
  readonly #clock: Clock
  readonly #book: SlotBook
  readonly #line: WaitingLine
  readonly #link: LedgerLink
  readonly #views: LedgerViews
  readonly #untold: UntoldNews
  /** Slots that are granted and will be free in a moment. */
  readonly #coming = new Set<Grant>()
  #count = 0
  #timer: Timer | undefined

  constructor(options: SharedRateBudgetOptions) {
    const { limit = 5, intervalMs = 1_000, marginMs = 20, clock, attemptTimeoutMs = 10_000 } = options
    const { flightMs = 1_000 } = options
    const windowMs = intervalMs + marginMs
    const holdMs = attemptTimeoutMs + SLACK_MS
    this.#limitOf = typeof limit === 'number' ? () => limit : limit
    this.#maxQueue = options.maxQueue ?? 1_000
    this.#clock = clock
    this.#book = new SlotBook(windowMs, holdMs, options.quietUntil)
    this.#views = new LedgerViews(windowMs)
    this.#untold = new UntoldNews(this.#book, this.#limitOf)
    this.#line = new WaitingLine({ clock, headStartMs: HEAD_START_MS, onLeave: () => {} })
    this.#link = new LedgerLink({
      ledger: options.ledger,
      process: options.process,
      terms: termsOf(windowMs, holdMs, flightMs, typeof limit === 'number' ? limit : LEAST_LIMIT),
      flightMs,
      deadlineMs: options.ledgerDeadlineMs ?? 150,
      expectedProcesses: options.expectedProcesses ?? 5,
      clock,
      compose: (isShared) => this.#compose(isShared),
      onAnswer: (answer, news) => this.#heed(answer, news),
      onLost: (news) => {
        this.#untold.again(news)
        this.#serveAlone()
      },
      onJoin: () => this.#untold.everything(clock.monotonic()),
    })
  }

  /** `shared` while the ledger grants slots; `alone` while this process keeps to its share. */
  get mode(): 'shared' | 'alone' {
    return this.#link.mode
  }

  /** How many processes the ledger told of; 0: it never did. */
  get processes(): number {
    return this.#link.processes
  }

  acquire(scopes: string | readonly string[], options: AcquireOptions = {}): Promise<Departure> {
    const { priority = 'interactive-read', maxWaitMs = Number.POSITIVE_INFINITY, signal } = options
    if (signal?.aborted) return Promise.reject(aborted(signal))
    const standing = this.#line.standingOf(typeof scopes === 'string' ? [scopes] : scopes, priority)
    const size = this.#line.sizeOf(standing.scopes)
    const waitMs = this.#waitOf(standing)
    if (size >= this.#maxQueue || waitMs > maxWaitMs)
      return Promise.reject(rateLimited(standing.scopes, size, waitMs))
    const isNext = this.#aheadOf(standing) < this.#widthOf(standing.scopes)
    const departure = this.#line.enter(standing, options)
    if (this.mode === 'alone') this.#serveAlone()
    else if (isNext) this.#link.tell()
    return departure
  }

  lock(scope: string, durationMs: number): void {
    this.#book.lock(scope, this.#clock.monotonic() + durationMs)
    this.#untold.lock(scope)
    this.#link.tell()
  }

  scopes(): readonly string[] {
    return [...new Set([...this.#book.scopes, ...this.#line.scopes()])].sort()
  }

  status(scope: string): BudgetStatus {
    const now = this.#clock.monotonic()
    const queuedBy = this.#line.queued(scope)
    const queued = queuedBy['interactive-write'] + queuedBy['interactive-read'] + queuedBy.background
    const used = this.#book.used(scope, now)
    return {
      queued,
      queuedBy,
      waitMs: this.#waitOf(this.#line.standingOf([scope], 'interactive-read')),
      used: this.mode === 'shared' ? Math.max(used, this.#views.used(scope, now)) : used,
      limit: this.mode === 'shared' ? this.#limitOf(scope) : this.#ownLimitOf(scope),
      lockedForMs: Math.max(0, this.#book.lockedUntil(scope) - now),
    }
  }

  /** Leaves the others the share of this process; requests that wait end with their own deadlines. */
  async close(): Promise<void> {
    this.#timer?.cancel()
    await this.#link.close()
  }

  readonly #ownLimitOf = (scope: string): number =>
    Math.floor((this.#limitOf(scope) * this.#link.share) / WHOLE_SHARE)

  readonly #widthOf = (scopes: readonly string[]): number => Math.min(...scopes.map(this.#limitOf))

  #aheadOf({ scopes, priority }: Standing): number {
    return Math.max(...scopes.map((scope) => this.#line.ahead(scope, priority)))
  }

  #waitOf(standing: Standing): number {
    const now = this.#clock.monotonic()
    const lockedMs = Math.max(...standing.scopes.map((scope) => this.#book.lockedUntil(scope) - now))
    if (this.mode === 'shared') {
      const waitMs = (scope: string) =>
        this.#views.waitMs(scope, this.#line.ahead(scope, standing.priority), standing.isBackground)
      return Math.max(0, lockedMs, ...standing.scopes.map(waitMs))
    }
    const place = this.#book.place(standing, now, {
      capacityOf: this.#ownLimitOf,
      aheadIn: (scope) => this.#line.ahead(scope, standing.priority),
      isBusy: () => false,
    })
    return Math.max(place.at, this.#link.aloneFrom) - now
  }

  #compose(isShared: boolean): LedgerNews {
    const now = this.#clock.monotonic()
    this.#book.prune(now)
    const heads = isShared ? this.#unserved().slice(0, MOST_WANTS) : []
    const wants = heads.map(({ standing }) => ({
      number: ++this.#count,
      names: standing.scopes,
      kind: KINDS[standing.priority],
      waitedMs: now - standing.cameAt,
    }))
    return this.#untold.take({ isShared, wants, waitingFor: (scope) => this.#waitingFor(scope), now })
  }

  /** Those who are next and have no slot that is only not free yet. */
  #unserved(): readonly Waiter[] {
    const served = new Map<string, number>()
    for (const { names } of this.#coming)
      served.set(names.join('\n'), (served.get(names.join('\n')) ?? 0) + 1)
    return this.#line
      .heads((scopes) => this.#widthOf(scopes) + (served.get(scopes.join('\n')) ?? 0))
      .filter(({ standing }) => {
        const name = standing.scopes.join('\n')
        const left = served.get(name) ?? 0
        served.set(name, left - 1)
        return left <= 0
      })
  }

  #waitingFor(scope: string): readonly [number, number] {
    const queued = this.#line.queued(scope)
    return [queued['interactive-write'] + queued['interactive-read'], queued.background]
  }

  #heed({ scopes, places }: LedgerAnswer, news: LedgerNews): void {
    const cameAt = this.#clock.monotonic()
    for (const [index, view] of scopes.entries()) {
      const name = news.scopes[index]?.name ?? ''
      this.#views.note(name, view, cameAt)
      if (view.lockedForMs > 0) this.#book.lock(name, cameAt + view.lockedForMs)
    }
    let askInMs = Number.POSITIVE_INFINITY
    for (const [index, want] of news.wants.entries()) {
      const place = places[index] ?? -1
      if (place < 0) askInMs = Math.min(askInMs, -place)
      else {
        const names = want.scopes.map((scope) => news.scopes[scope]?.name ?? '')
        this.#untold.granted(want.number)
        this.#leaveIn(place, { ...want, names, at: cameAt + place })
      }
    }
    if (Number.isFinite(askInMs)) this.#link.tellIn(askInMs)
    if (this.mode === 'alone') this.#serveAlone()
  }

  #leaveIn(ms: number, grant: Grant): void {
    if (ms <= 0) return this.#leave(grant)
    this.#coming.add(grant)
    this.#clock.setTimer(() => this.#leave(grant), ms)
  }

  /** Whoever is next by now takes the slot; when nobody is there any more, or it comes too late, it is given back. */
  #leave(grant: Grant): void {
    const { number, names, kind, at } = grant
    this.#coming.delete(grant)
    const now = this.#clock.monotonic()
    const waiter = this.#line.next(names)
    const isUsable = waiter && (!waiter.standing.isBackground || kind === 'background')
    if (isUsable && now - at <= SLACK_MS) this.#admit(waiter, number, now)
    else this.#tellOf(number, names)
  }

  #admit(waiter: Waiter, number: number, now: number): void {
    const { standing } = waiter
    this.#book.take(`${number}`, standing, now)
    const { scopes } = standing
    const over = (note: () => void) => () => {
      note()
      if (this.#untold.isGranted(number)) this.#tellOf(number, scopes)
      if (this.mode === 'alone') this.#serveAlone()
    }
    waiter.admit({
      arrived: over(() => this.#book.answer(`${number}`, this.#clock.monotonic())),
      unused: over(() => this.#book.remove(`${number}`)),
    })
  }

  #tellOf(number: number, names: readonly string[]): void {
    this.#untold.slot(number, names)
    if (this.mode === 'shared') this.#link.tell()
  }

  /** Lets those go who may within this process's own share. */
  #serveAlone(): void {
    this.#timer?.cancel()
    const now = this.#clock.monotonic()
    const { aloneFrom } = this.#link
    if (this.mode !== 'alone' || this.#line.isEmpty) return
    let wakeAt = Math.max(now, aloneFrom)
    if (aloneFrom <= now) {
      this.#book.prune(now)
      wakeAt = Number.POSITIVE_INFINITY
      for (const { waiter, at } of placesOf(this.#line, this.#book, this.#ownLimitOf, now)) {
        if (at <= now) this.#admit(waiter, ++this.#count, now)
        else wakeAt = Math.min(wakeAt, at)
      }
    }
    if (Number.isFinite(wakeAt)) this.#timer = this.#clock.setTimer(() => this.#serveAlone(), wakeAt - now)
  }
}

interface Grant {
  readonly number: number
  readonly names: readonly string[]
  readonly kind: 'write' | 'read' | 'background'
  readonly at: number
}

const KINDS = { 'interactive-write': 'write', 'interactive-read': 'read', background: 'background' } as const

function termsOf(windowMs: number, holdMs: number, flightMs: number, leastLimit: number): LedgerTerms {
  return {
    windowMs,
    holdMs,
    lateMs: LATE_MS,
    absentMs: ABSENT_MS,
    forgetMs: FORGET_MS,
    settleMs: flightMs + windowMs,
    aheadMs: AHEAD_MS,
    headStartMs: HEAD_START_MS,
    leastShare: Math.ceil(WHOLE_SHARE / leastLimit),
  }
}
