import type { LedgerAnswer, LedgerMessage, LedgerTerms, SlotLedger } from '../ports/slot-ledger.ts'
import type { Clock, Timer } from '../ports/clock.ts'
import { WHOLE_SHARE } from '../ports/slot-ledger.ts'

/** What a message says beside where its process stands. */
export type LedgerNews = Pick<LedgerMessage, 'scopes' | 'slots' | 'locks' | 'wants' | 'waiting'>

export interface LedgerLinkOptions {
  readonly ledger: SlotLedger
  readonly process: string
  readonly terms: LedgerTerms
  /** How long a request takes to arrive at most, be it answered or not, in ms. */
  readonly flightMs: number
  readonly deadlineMs: number
  readonly expectedProcesses: number
  readonly clock: Clock
  /** What there is to tell; wants only while `isShared`. */
  readonly compose: (isShared: boolean) => LedgerNews
  /** Granted: for each want its place. */
  readonly onAnswer: (answer: LedgerAnswer, news: LedgerNews, sentAt: number) => void
  /** Nobody knows whether the ledger has got it. */
  readonly onLost: (news: LedgerNews) => void
  /** All slots have to be told again: the ledger counts them from now on. */
  readonly onJoin: () => void
}

/** A ledger that can be reached is told of this process at least so often, in ms. */
const HEARTBEAT_MS = 100
/** How long a process that has just started waits for its first answer, in ms. */
const FIRST_ANSWER_MS = 500

/**
 * Where one process stands with the ledger: `shared` as long as each message is answered, else `alone`, with the share it
 * was told last, and not before `aloneFrom`: by then the others leave that share alone, and what they sent before has
 * left the window.
 */
export class LedgerLink {
  mode: 'alone' | 'shared' = 'alone'
  aloneFrom: number
  processes = 0
  readonly #options: LedgerLinkOptions
  readonly #clock: Clock
  #toldShare = 0
  #era = ''
  #sequence = 0
  /** The ledger's time of the last answer, and when that came. */
  #answered: { readonly at: number; readonly cameAt: number } | undefined
  #wasShared = false
  #state: 'idle' | 'soon' | 'telling' | 'again' | 'closed' = 'idle'
  #timer: Timer | undefined
  #wakeAt = Number.POSITIVE_INFINITY

  constructor(options: LedgerLinkOptions) {
    this.#options = options
    this.#clock = options.clock
    this.aloneFrom = this.#clock.monotonic() + FIRST_ANSWER_MS
    this.tell()
  }

  /** What this process may use by itself, of WHOLE_SHARE. */
  get share(): number {
    return this.processes > 0 ? this.#toldShare : Math.floor(WHOLE_SHARE / this.#options.expectedProcesses)
  }

  /** Sends a message soon, with everything that comes up in this turn. */
  tell(): void {
    if (this.#state === 'telling') this.#state = 'again'
    if (this.#state !== 'idle') return
    this.#state = 'soon'
    queueMicrotask(() => void this.#exchange())
  }

  /** Sends one in `ms` at the latest. */
  tellIn(ms: number): void {
    const at = this.#clock.monotonic() + ms
    if (this.#state === 'closed' || at >= this.#wakeAt) return
    this.#timer?.cancel()
    this.#wakeAt = at
    this.#timer = this.#clock.setTimer(() => {
      this.#wakeAt = Number.POSITIVE_INFINITY
      this.tell()
    }, ms)
    this.#timer.unref()
  }

  /** Says good-bye, if that can be done in time: nobody keeps a share for this process then. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#timer?.cancel()
    const message = this.#message('gone', this.#options.compose(false))
    await this.#inTime(this.#options.ledger.exchange(message)).catch(() => {})
  }

  async #exchange(): Promise<void> {
    if (this.#state !== 'soon') return
    this.#state = 'telling'
    const sentAt = this.#clock.monotonic()
    const { compose, onLost, ledger } = this.#options
    const isShared = this.mode === 'shared'
    const news = compose(isShared)
    if (isShared) this.#isCountedOnUntil(sentAt)
    try {
      this.#heed(await this.#inTime(ledger.exchange(this.#message(this.mode, news))), news, sentAt)
    } catch {
      // Whatever the reason: without an answer nothing is known of the others.
      this.mode = 'alone'
      onLost(news)
    }
    this.#rest()
  }

  #rest(): void {
    const isClosed = this.#state === 'closed'
    const isAgain = this.#state === 'again'
    if (isClosed) return
    this.#state = 'idle'
    if (isAgain) this.tell()
    else this.tellIn(HEARTBEAT_MS)
  }

  #heed(answer: LedgerAnswer, news: LedgerNews, sentAt: number): void {
    const { onAnswer, onLost, onJoin } = this.#options
    const isOfMyEra = answer.era === this.#era
    const cameAt = this.#clock.monotonic()
    this.#era = answer.era
    this.#answered = { at: answer.at, cameAt }
    if (answer.verdict === 'refused') {
      this.mode = 'alone'
      onLost(news)
      this.tellIn(1)
      return
    }
    this.processes = answer.processes
    this.#toldShare = answer.share
    if (this.mode === 'alone' && answer.verdict === 'shared') {
      this.mode = 'shared'
      onJoin()
      this.tell()
    } else if (answer.verdict === 'alone') {
      // A process that has never been granted anything by the others' leave has nothing to wait for.
      if (!this.#wasShared) this.aloneFrom = Math.min(this.aloneFrom, cameAt)
      if (!isOfMyEra) this.mode = 'alone'
    }
    onAnswer(answer, news, sentAt)
  }

  /**
   * If the message is the last that the ledger gets, others use the share of this process for so long. Not if it does not
   * know of others: they are granted nothing before it does, or is away.
   */
  #isCountedOnUntil(sentAt: number): void {
    const { terms, flightMs } = this.#options
    this.#wasShared = true
    this.aloneFrom = sentAt
    if (this.processes > 1) this.aloneFrom += terms.lateMs + terms.absentMs + flightMs + terms.windowMs
  }

  #message(mode: LedgerMessage['mode'], news: LedgerNews): LedgerMessage {
    const { process, terms, expectedProcesses } = this.#options
    const known = this.#answered
    return {
      process,
      sequence: ++this.#sequence,
      mode,
      era: this.#era,
      expectedAt: known && known.at + this.#clock.monotonic() - known.cameAt,
      share: this.#toldShare,
      processes: this.processes,
      expectedProcesses,
      terms,
      ...news,
    }
  }

  async #inTime<T>(promise: Promise<T>): Promise<T> {
    let timer: Timer | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = this.#clock.setTimer(
        () => reject(new Error('The ledger did not answer in time.')),
        this.#options.deadlineMs,
      )
    })
    try {
      return await Promise.race([promise, late])
    } finally {
      timer?.cancel()
    }
  }
}
