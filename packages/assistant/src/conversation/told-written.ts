import type { Fact } from '../facts.ts'
import type { Booking } from '../ports/reservation-book.ts'
import { advanceBooking } from './advance-booking.ts'
import { type Conversation, newTask, type ProvenBooking, type Task } from './conversation.ts'
import { extrasOf, sittingOf } from './draft.ts'
import { withWritten } from './for-people.ts'
import type { Scene } from './scene.ts'
import { after, type Step } from './step.ts'

/** Tells of what stands in the book, and goes on with the next one that was asked for. */
export async function toldWritten(
  conversation: Conversation,
  task: Task,
  booking: Booking,
  scene: Scene,
): Promise<Step> {
  const { code, guest } = booking
  if (booking.status === 'cancelled') return toldCancelled(conversation, booking)
  const proven: ProvenBooking = { code, name: guest.name }
  const fact: Fact = {
    kind: task.kind === 'change' ? 'changed' : 'booked',
    code,
    sitting: sittingOf(booking),
    name: guest.name,
    extras: extrasOf(booking),
  }
  const [next, ...queue] = conversation.queue
  const finished: Step = {
    conversation: {
      ...withWritten(conversation, task.kind),
      task: undefined,
      queue,
      proven: [...conversation.proven.filter((other) => other.code !== code), proven],
    },
    facts: [fact],
    booking,
  }
  if (!next) return finished
  // A name and a phone are those of the first one, unless another name was told.
  const { newName, ...wanted } = next
  const further = newTask('book', { wanted, hasAskedPhone: true })
  const here: Conversation = {
    ...finished.conversation,
    guest: { ...conversation.guest, name: newName ?? conversation.guest.name },
    turn: conversation.turn,
  }
  const announced: Step = { ...finished, facts: [{ kind: 'next-booking' }] }
  try {
    return after(finished, after(announced, await advanceBooking(here, further, scene)))
  } catch (error) {
    // The first one is booked, whatever becomes of the second, and whoever has gone away by now.
    scene.onTrouble(error)
    return after(finished, {
      conversation: { ...here, task: further },
      facts: [{ kind: 'trouble', phone: scene.page.phone }],
    })
  }
}

/** A key that is sent again finds its booking as it is now: somebody may have cancelled it since. */
function toldCancelled(conversation: Conversation, booking: Booking): Step {
  const { code } = booking
  const proven = conversation.proven.filter((other) => other.code !== code)
  return {
    conversation: { ...conversation, task: undefined, proven },
    facts: [{ kind: 'cancelled', code, sitting: sittingOf(booking) }],
    booking,
  }
}
