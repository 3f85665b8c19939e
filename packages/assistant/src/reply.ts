import type { ServedAs } from './agents/served-as.ts'
import type { Expecting } from './rules/expecting.ts'
import type { Fact } from './facts.ts'
import type { Booking } from './ports/reservation-book.ts'
import type { Intent, Language } from './slots.ts'

/** What a guest is answered, and how it came about. */
export interface Reply {
  readonly conversationId: string
  readonly text: string
  readonly language: Language
  /** What the text says: all of its dates, times, numbers, names and codes are in here. */
  readonly facts: readonly Fact[]
  readonly state: ConversationState
  /** What this message wrote to the book. */
  readonly booking?: Booking | undefined
  readonly servedBy: {
    readonly router: ServedAs
    /** Only where there was something to choose. */
    readonly logic?: ServedAs | undefined
    readonly human: ServedAs
  }
  /** What the models cost; `undefined` when the price of one is not known. */
  readonly usd: number | undefined
}

/** Where a conversation stands. */
export interface ConversationState {
  /** Messages that were answered. */
  readonly turn: number
  readonly task: 'book' | 'change' | 'cancel' | undefined
  /** What the next message is expected to answer. */
  readonly expecting: Expecting | undefined
  /** Codes of bookings that were made here, or proved. */
  readonly codes: readonly string[]
}

/** A reply as it comes about. Text comes only once the fact guard has passed all of it. */
export type ReplyEvent =
  | { readonly type: 'understood'; readonly intent: Intent; readonly language: Language }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'done'; readonly reply: Reply }
