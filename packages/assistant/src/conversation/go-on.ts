import type { Fact } from '../facts.ts'
import type { Booking } from '../ports/reservation-book.ts'
import { advanceBooking } from './advance-booking.ts'
import { bookingsHere } from './booking-meant.ts'
import { firstOf } from './cancel-all.ts'
import { commitKey } from './commit-key.ts'
import type { Awaiting, Consent, Conversation, Task } from './conversation.ts'
import { sittingOf } from './draft.ts'
import { hasWrittenEnough, isPlanted, leftToPeople } from './for-people.ts'
import type { HeardMessage } from './heard.ts'
import { askWhich, proveBooking } from './prove-booking.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'
import { summaryOf } from './summary-of.ts'
import { mergeSlots } from './wanted.ts'

/** Goes on as far as it can without asking: proves the booking that it is about, and looks for a table. */
export async function goOn(conversation: Conversation, task: Task, scene: Scene): Promise<Step> {
  if (hasWrittenEnough(conversation, task.kind) && !task.isOnlyRead) return leftToPeople(conversation, scene)
  if (task.kind === 'book') return advanceBooking(conversation, task, scene)
  if (isAnyOfSeveral(conversation, task)) {
    const bookings = await bookingsHere(conversation, scene)
    if (bookings.length > 1 && task.isForAll) return oneByOne(conversation, firstOf(task, bookings), scene)
    if (bookings.length > 1) return askWhich(conversation, task, bookings)
  }
  const proof = await proveBooking(conversation, task, scene)
  if ('step' in proof) return proof.step
  const { booking } = proof
  if (task.isOnlyRead) return toldOnly(proof.conversation, booking)
  if (isPlanted(booking)) return leftToPeople(proof.conversation, scene)
  if (task.kind === 'cancel') {
    const consent: Consent = {
      for: 'consent',
      key: commitKey(conversation),
      draft: { seating: booking.seating, people: booking.people, guest: { name: booking.guest.name } },
      isUnsettled: false,
    }
    const summed: Task = { ...proof.task, awaiting: consent }
    return { conversation: { ...proof.conversation, task: summed }, facts: [summaryOf(summed, booking)] }
  }
  if (task.isRenaming && task.wanted.newName === undefined)
    return ask(proof.conversation, proof.task, { kind: 'ask', slot: 'name' }, { for: 'slot', slot: 'name' })
  if (Object.values(task.wanted).every((part) => part === undefined))
    return ask(proof.conversation, proof.task, { kind: 'ask-what-to-change' }, { for: 'what-to-change' })
  return advanceBooking(proof.conversation, proof.task, scene, booking)
}

async function oneByOne(conversation: Conversation, task: Task, scene: Scene): Promise<Step> {
  const step = await goOn(conversation, task, scene)
  return { ...step, facts: [{ kind: 'one-by-one', action: 'cancel' }, ...step.facts] }
}

function toldOnly(conversation: Conversation, booking: Booking): Step {
  const { code, guest } = booking
  return {
    conversation: { ...conversation, task: undefined },
    facts: [{ kind: 'your-booking', code, sitting: sittingOf(booking), name: guest.name }],
  }
}

/** Asks one thing, and waits for the answer to it. */
export function ask(conversation: Conversation, task: Task, fact: Fact, awaiting: Awaiting): Step {
  return { conversation: { ...conversation, task: { ...task, awaiting } }, facts: [fact] }
}

/** Nothing tells which of the bookings of this conversation is meant. */
function isAnyOfSeveral({ proven }: Conversation, { target, claim: { code, name, phone } }: Task): boolean {
  return !target && proven.length > 1 && [code, name, phone].every((said) => said === undefined)
}

/** Asks again what was open, after something else was answered. */
export async function resume(
  conversation: Conversation,
  task: Task,
  { slots }: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { topic: _, ...said } = slots
  // A phone that was asked for is not given up because of a question in between.
  const isPhoneOpen = task.awaiting?.for === 'slot' && task.awaiting.slot === 'phone'
  const hasAskedPhone = task.hasAskedPhone && !isPhoneOpen
  return goOn(conversation, { ...task, hasAskedPhone, wanted: mergeSlots(task.wanted, said) }, scene)
}
