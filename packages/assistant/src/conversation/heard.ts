import type { DoubtfulReading } from '../facts.ts'
import type { Orders } from '../orders/orders-in.ts'
import type { RelativeWish } from './relative-wish.ts'
import type { Slots, Understanding } from '../slots.ts'

/** A message with what was made of it. */
export interface HeardMessage {
  readonly message: string
  /** All of it, where `message` is only its first part. */
  readonly whole: string
  readonly intent: Understanding['intent']
  /** Held against the words. */
  readonly slots: Slots
  /** What it changes by, where something is under way or booked. */
  readonly relative: RelativeWish
  readonly doubt: DoubtfulReading | undefined
  /** What the rules alone make of the words. */
  readonly ruled: Understanding
  /** Further bookings that were asked for in the same message. */
  readonly further: readonly Slots[]
  /** It asks for more than one booking, whether each can be told apart or not. */
  readonly asksSeveral: boolean
  /** What in all of the message is meant for a machine. */
  readonly orders: Orders
}
