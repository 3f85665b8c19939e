import type { Fact } from '../facts.ts'
import type { Booking } from '../ports/reservation-book.ts'
import type { Conversation } from './conversation.ts'

/** What a message led to. */
export interface Step {
  readonly conversation: Conversation
  readonly facts: readonly Fact[]
  /** What was written to the book. */
  readonly booking?: Booking | undefined
}

/** A step after another one: both are told of. */
export function after(first: Step, next: Step): Step {
  return {
    conversation: next.conversation,
    facts: [...first.facts, ...next.facts],
    booking: next.booking ?? first.booking,
  }
}
