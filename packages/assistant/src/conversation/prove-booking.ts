import type { Fact } from '../facts.ts'
import type { Booking, BookingClaim } from '../ports/reservation-book.ts'
import { plainWord } from '../redaction/given-names.ts'
import { saysNo } from './consent.ts'
import type { Claim, Conversation, ProvenBooking, Task } from './conversation.ts'
import { sittingOf } from './draft.ts'
import type { HeardMessage } from './heard.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

/** After so many claims that nothing came of, a person has to look: codes are not to be tried out. */
export const MOST_FAILED_PROOFS = 3

/** How often a proof is asked for before a person has to help. */
const MOST_ASKED = 4

/** What a message adds to a claim. */
export function claimWith(claim: Claim, { message, slots }: Pick<HeardMessage, 'message' | 'slots'>): Claim {
  const { code, phone } = slots
  const isWithout = code === undefined && saysNoCode(message, claim)
  // "No, tampoco" is no name, whatever a router was waiting for.
  const name = isWithout || (saysNo(message) && phone === undefined) ? undefined : slots.name
  return {
    ...claim,
    ...(isWithout ? { hasNoCode: true } : {}),
    ...(code === undefined ? {} : { code }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  }
}

const NO_CODE =
  /(?<!\p{L})(?:no|sin|ni|perd\p{L}+|olvid\p{L}+|don['’]?t|not|without|lost|forg\p{L}+|can['’]?t|haven['’]?t|never)(?!\p{L})[^.!?,;]{0,40}(?<!\p{L})(?:codigo|code|localizador|referencia|reference)(?!\p{L})|(?<!\p{L})(?:codigo|code|localizador|referencia|reference)(?!\p{L})[^.!?;]{0,20}(?<!\p{L})(?:no l[oa] (?:tengo|se|encuentro|recuerdo)|perdi\p{L}*|lost|don['’]?t)(?!\p{L})/u
const NOT_AT_HAND =
  /(?<!\p{L})(?:no l[oa] (?:tengo|se|encuentro|recuerdo)|no (?:tengo|me acuerdo|recuerdo)|ni idea|l[oa] he perdido|(?:don['’]?t|do not) (?:have|know|remember)|no idea|lost it)(?!\p{L})/u

/** "No tengo el código"; once it was asked for, "no lo tengo". */
function saysNoCode(message: string, { timesAsked = 0 }: Claim): boolean {
  const words = plainWord(message)
  return NO_CODE.test(words) || (timesAsked > 0 && NOT_AT_HAND.test(words))
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
    return { step: goneBooking(conversation, known) }
  }
  const claim = provable(task.claim.hasNoCode ? withGuest(task.claim, conversation) : task.claim)
  if (!claim) return { step: askProof(conversation, task, scene) }
  const found = await scene.book.find(claim, scene)
  const [booking, ...others] = found
  if (!booking) return { step: unknownBooking(conversation, task, scene) }
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

/** Whoever has no code may have told name and phone before. */
function withGuest(claim: Claim, { guest }: Conversation): Claim {
  return { ...claim, name: claim.name ?? guest.name, phone: claim.phone ?? guest.phone }
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

function askProof(conversation: Conversation, task: Task, { page }: Scene): Step {
  const claim: Claim = { ...task.claim, timesAsked: (task.claim.timesAsked ?? 0) + 1 }
  if ((claim.timesAsked ?? 0) > MOST_ASKED)
    return {
      conversation: { ...conversation, task: undefined },
      facts: [{ kind: 'handover', phone: page.phone }],
    }
  const has = hasOf(claim, conversation)
  const wants = WANTED[has]
  return {
    conversation: { ...conversation, task: { ...task, claim, awaiting: { for: 'proof', wants } } },
    facts: [{ kind: 'ask-proof', action: actionOf(task), has }],
  }
}

type Has = Extract<Fact, { readonly kind: 'ask-proof' }>['has']

/** What is asked for beside what is there. */
const WANTED: Readonly<Record<Has, 'code' | 'name' | 'phone'>> = {
  nothing: 'code',
  guest: 'code',
  code: 'name',
  'no-code': 'name',
  'no-code-but-name': 'phone',
  'no-code-but-phone': 'name',
}

function hasOf(claim: Claim, conversation: Conversation): Has {
  if (claim.code !== undefined) return 'code'
  const { name, phone } = claim.hasNoCode ? withGuest(claim, conversation) : claim
  if (claim.hasNoCode)
    return name !== undefined ? 'no-code-but-name' : phone !== undefined ? 'no-code-but-phone' : 'no-code'
  return name !== undefined || phone !== undefined ? 'guest' : 'nothing'
}

function actionOf({ kind, isOnlyRead }: Task): 'change' | 'cancel' | 'read' {
  return isOnlyRead ? 'read' : kind === 'cancel' ? 'cancel' : 'change'
}

/** It was here, and people have cancelled it since, or its time is over. */
function goneBooking(conversation: Conversation, { code }: ProvenBooking): Step {
  const proven = conversation.proven.filter((other) => other.code !== code)
  return {
    conversation: { ...conversation, proven, task: undefined },
    facts: [{ kind: 'gone-booking', code }],
  }
}

/** The same words whether the code does not exist or belongs to somebody else. */
function unknownBooking(conversation: Conversation, task: Task, { page }: Scene): Step {
  const failedProofs = conversation.failedProofs + 1
  const isEnough = failedProofs >= MOST_FAILED_PROOFS
  const { hasNoCode, timesAsked } = task.claim
  const wants = hasNoCode ? 'name' : 'code'
  return {
    conversation: {
      ...conversation,
      failedProofs,
      task: isEnough
        ? undefined
        : { ...task, claim: { hasNoCode, timesAsked }, awaiting: { for: 'proof', wants } },
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
