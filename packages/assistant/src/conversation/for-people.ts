import type { Fact } from '../facts.ts'
import { type Hint, HINTS_OF_AN_ORDER, ordersInRecord } from '../orders/orders-in.ts'
import { plainWord } from '../redaction/given-names.ts'
import type { Booking } from '../ports/reservation-book.ts'
import { contactOf } from './contact.ts'
import type { Conversation, Task } from './conversation.ts'
import type { HeardMessage } from './heard.ts'
import { houseInfo } from './house-info.ts'
import { asksForMany } from './many-bookings.ts'
import { asksOfOwnBooking, tellBookings } from './own-bookings.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

/**
 * What a message does to the trust in its conversation. Whoever gives orders to the machine, in one message or bit by bit, and
 * whoever wants more tables than a guest needs, is left to people: nothing is written in that conversation any more.
 */
export function withTrust(conversation: Conversation, { orders, ...heard }: HeardMessage): Conversation {
  const hints: readonly Hint[] = [...new Set([...(conversation.hints ?? []), ...orders.hints])]
  const names = withName(conversation.names ?? [], contactOf(heard.slots).name)
  const isForPeople =
    conversation.isForPeople === true ||
    names.length > MOST_NAMES ||
    orders.isOrder ||
    hints.length >= HINTS_OF_AN_ORDER ||
    asksForMany(conversation, heard)
  return {
    ...conversation,
    ...(hints.length === 0 ? {} : { hints }),
    ...(names.length === 0 ? {} : { names }),
    ...(isForPeople ? { isForPeople } : {}),
  }
}

/** One for each of two bookings. */
const MOST_NAMES = 2

/** "Leo", "Leo Paz" are one. */
function withName(names: readonly string[], name: string | undefined): readonly string[] {
  const words = (text: string) => plainWord(text).split(/[^\p{L}]+/u)
  const isKnown =
    name === undefined || names.some((known) => words(known).some((word) => words(name).includes(word)))
  return isKnown ? names : [...names, name]
}

/** Questions are answered as ever; everything else is for people. */
export async function answerWithoutBook(
  conversation: Conversation,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { page, house } = scene
  const { language, task } = conversation
  const rest: Conversation = { ...conversation, task: undefined, queue: [] }
  // What was sent before stays in doubt: it is not sent again here.
  if (task?.awaiting?.for === 'consent' && task.awaiting.isUnsettled)
    return told(rest, { kind: 'unsettled', action: task.kind, isLetGo: true, phone: page.phone })
  if (rest.proven.length > 0 && asksOfOwnBooking(heard.message) && !heard.orders.isOrder)
    return tellBookings(rest, scene)
  switch (heard.intent) {
    case 'info':
      return told(rest, houseInfo({ topic: heard.slots.topic, language, house, page }))
    case 'human':
      return told(rest, { kind: 'handover', phone: page.phone })
    case 'greet':
      return told(rest, { kind: 'greeting', house: house.name })
    case 'thank':
      return told(rest, { kind: 'thanks' })
    default:
      return told(rest, { kind: 'people-only', phone: page.phone })
  }
}

/** How often something is written in one conversation; what is more is for people. */
export const MOST_WRITTEN: Readonly<Record<Task['kind'], number>> = { book: 2, change: 4, cancel: 4 }

export function hasWrittenEnough({ written }: Conversation, kind: Task['kind']): boolean {
  return (written?.[kind] ?? 0) >= MOST_WRITTEN[kind]
}

/** With one more of that kind in the book. */
export function withWritten(conversation: Conversation, kind: Task['kind']): Conversation {
  const { written } = conversation
  return { ...conversation, written: { ...written, [kind]: (written?.[kind] ?? 0) + 1 } }
}

/** What stands in the book may have been put there to be read by a machine: then people look at it first. */
export function isPlanted({ guest, notes = '', diet = [] }: Booking): boolean {
  return [guest.name, notes, ...diet].some((text) => ordersInRecord(text))
}

export function leftToPeople(conversation: Conversation, { page }: Scene): Step {
  return told({ ...conversation, task: undefined, queue: [] }, { kind: 'people-only', phone: page.phone })
}

function told(conversation: Conversation, fact: Fact): Step {
  return { conversation, facts: [fact] }
}
