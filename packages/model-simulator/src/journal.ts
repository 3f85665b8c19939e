import type { ChatBody } from './chat-body.ts'
import type { FaultKind } from './fault-kinds.ts'
import type { ProviderName } from './quirks.ts'

export type RequestKind = 'chat' | 'models' | 'balance' | 'other'

/** What became of a request. */
export interface JournalAnswer {
  /** 0 for a request that was left without an answer. */
  readonly status: number
  /** `broken`: the simulator broke it off, or closed. `abandoned`: the client left before the end. */
  readonly outcome: 'complete' | 'broken' | 'abandoned'
  /** The fault that the request met. */
  readonly fault: FaultKind | undefined
  readonly finishReason: string | undefined
  /** In the provider's words, also where the client did not ask for it. */
  readonly usage: Readonly<Record<string, unknown>> | undefined
  /** From the request's arrival, by the simulator's clock. */
  readonly tookMs: number
}

export interface JournalEntry {
  /** From 1, in the order of arrival. */
  readonly number: number
  /** Wall time at which the request had come, in ms since the epoch. */
  readonly at: number
  /** Whose API was asked; `undefined` for a path that belongs to none. */
  readonly provider: ProviderName | undefined
  readonly kind: RequestKind
  readonly method: string
  /** As it came, prefix and query included. */
  readonly path: string
  /** As they came, names in lower case: authorization and openai-organization too. */
  readonly headers: Readonly<Record<string, string>>
  readonly bodyText: string
  /** `undefined` where the body is no JSON object. */
  readonly body: ChatBody | undefined
  /** The model that was asked for. */
  readonly model: string | undefined
  readonly streamed: boolean
  /** `undefined` while the request is under way. */
  readonly answer: JournalAnswer | undefined
}

export interface RequestCounts {
  readonly requests: number
  /** Of the requests, by kind. */
  readonly chat: number
  readonly models: number
  readonly balance: number
  readonly other: number
  /** Of `chat`, those that asked for a stream. */
  readonly streams: number
  /** Answered with a status of 400 or more. */
  readonly refused: number
  readonly rateLimited: number
  readonly broken: number
  readonly abandoned: number
}

const KEPT = 10_000

type Arrival = Omit<JournalEntry, 'number' | 'answer'>

/** What the simulator was asked, and what it answered: the ledger that tests settle accounts with. */
export class Journal {
  #entries: JournalEntry[] = []
  #counts: Record<keyof RequestCounts, number> = zero()
  #number = 0
  #inFlight = 0
  #mostInFlight = 0

  /** The latest 10,000 requests, oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.#entries
  }

  get counts(): RequestCounts {
    return this.#counts
  }

  /** Requests under way. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** The most that were ever under way at one time. */
  get mostInFlight(): number {
    return this.#mostInFlight
  }

  /** Notes that a request came. What is returned notes its answer; only the first call counts. */
  open(arrival: Arrival): (answer: JournalAnswer) => void {
    const entry: { -readonly [K in keyof JournalEntry]: JournalEntry[K] } = {
      ...arrival,
      number: ++this.#number,
      answer: undefined,
    }
    this.#entries.push(entry)
    if (this.#entries.length > KEPT) this.#entries = this.#entries.slice(-KEPT / 2)
    const counts = this.#counts
    counts.requests++
    counts[arrival.kind]++
    if (arrival.streamed) counts.streams++
    this.#mostInFlight = Math.max(this.#mostInFlight, ++this.#inFlight)
    return (answer) => {
      if (entry.answer) return
      entry.answer = answer
      this.#inFlight--
      countAnswer(counts, answer)
    }
  }

  /** Forgets what was; requests under way are answered on the old account. */
  reset(): void {
    this.#entries = []
    this.#counts = zero()
    this.#mostInFlight = this.#inFlight
  }
}

function countAnswer(counts: Record<keyof RequestCounts, number>, { status, outcome }: JournalAnswer): void {
  if (status >= 400) counts.refused++
  if (status === 429) counts.rateLimited++
  if (outcome !== 'complete') counts[outcome]++
}

function zero(): Record<keyof RequestCounts, number> {
  return {
    requests: 0,
    chat: 0,
    models: 0,
    balance: 0,
    other: 0,
    streams: 0,
    refused: 0,
    rateLimited: 0,
    broken: 0,
    abandoned: 0,
  }
}
