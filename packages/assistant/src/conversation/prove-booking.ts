import type { Booking, BookingClaim } from '../ports/reservation-book.ts'
import type { Slots } from '../slots.ts'
import type { Claim, Conversation, Task } from './conversation.ts'
import { sittingOf } from './draft.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

/** After so many claims that nothing came of, a person has to look: codes are not to be tried out. */
export const MOST_FAILED_PROOFS = 3

/** What a message adds to a claim. */
export function claimWith(claim: Claim, { code, name, phone }: Slots): Claim {
  return {
    ...claim,
    ...(code === undefined ? {} : { code }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  }
}

export type Proof =
  | { readonly booking: Booking; readonly conversation: Conversation; readonly task: Task }
  /** It cannot go on: ask for more, or say that there is none. */
  | { readonly step: Step }

/** Finds the booking that a task is about: one of this conversation, or one that two of code, name and phone prove. */
export async function proveBooking(conversation: Conversation, task: Task, scene: Scene): Promise<Proof> {
  const known = task.target ?? ofConversation(conversation, task.claim)
  if (known) {
    const [booking] = await scene.book.find({ code: known.code, name: known.name }, scene)
    if (booking) return { booking, conversation, task: { ...task, target: known } }
    return { step: unknownBooking(conversation, task, scene, { isGuess: false }) }
  }
  const claim = provable(task.claim)
  if (!claim) return { step: askProof(conversation, task) }
  const found = await scene.book.find(claim, scene)
  const [booking, ...others] = found
  if (!booking) return { step: unknownBooking(conversation, task, scene, { isGuess: true }) }
  if (others.length > 0) return { step: askWhich(conversation, task, found) }
  const target = { code: booking.code, name: booking.guest.name }
  return {
    booking,
    conversation: { ...conversation, proven: [...conversation.proven, target] },
    task: { ...task, target },
  }
}

/** A code of this conversation; without any claim, its last booking. */
function ofConversation({ proven }: Conversation, claim: Claim): Task['target'] {
  if (claim.code !== undefined) return proven.find(({ code }) => code === claim.code)
  return claim.phone === undefined && claim.name === undefined ? proven.at(-1) : undefined
}

/** Two things that only the guest and the house know together; a day is no proof. */
function provable({ code, name, phone }: Claim): BookingClaim | undefined {
  if ([code, name, phone].filter((part) => part !== undefined).length < 2) return undefined
  return {
    ...(code === undefined ? {} : { code }),
    // A name that is spelled another way must not outweigh a code and a phone that are right.
    ...(name === undefined || (code !== undefined && phone !== undefined) ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  }
}

function askProof(conversation: Conversation, task: Task): Step {
  const { claim, kind } = task
  const has =
    claim.code !== undefined
      ? 'code'
      : claim.name !== undefined || claim.phone !== undefined
        ? 'guest'
        : 'nothing'
  return {
    conversation: {
      ...conversation,
      task: { ...task, awaiting: { for: 'proof', wants: has === 'code' ? 'name' : 'code' } },
    },
    facts: [{ kind: 'ask-proof', action: kind === 'cancel' ? 'cancel' : 'change', has }],
  }
}

/** The same words whether the code does not exist or belongs to somebody else. */
function unknownBooking(
  conversation: Conversation,
  task: Task,
  { page }: Scene,
  { isGuess }: { readonly isGuess: boolean },
): Step {
  const failedProofs = conversation.failedProofs + (isGuess ? 1 : 0)
  const isEnough = failedProofs >= MOST_FAILED_PROOFS
  return {
    conversation: {
      ...conversation,
      failedProofs,
      task:
        isEnough || !isGuess ? undefined : { ...task, claim: {}, awaiting: { for: 'proof', wants: 'code' } },
    },
    facts: isEnough
      ? [{ kind: 'unknown-booking' }, { kind: 'handover', phone: page.phone }]
      : [{ kind: 'unknown-booking' }],
  }
}

/** Asks which of several bookings is meant. */
export function askWhich(conversation: Conversation, task: Task, found: readonly Booking[]): Step {
  const bookings = found.slice(0, 5).map((booking) => ({ code: booking.code, ...sittingOf(booking) }))
  return {
    conversation: {
      ...conversation,
      task: {
        ...task,
        awaiting: {
          for: 'which',
          bookings: found.slice(0, 5).map(({ code, guest, seating }) => ({
            code,
            name: guest.name,
            date: seating.date,
            time: seating.time,
          })),
        },
      },
    },
    facts: [{ kind: 'ask-which', bookings }],
  }
}
