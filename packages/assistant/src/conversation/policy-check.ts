import { mayBook, mayCancel, mayChange, type PolicyReason } from '../booking-policy.ts'
import type { Booking, BookingDraft } from '../ports/reservation-book.ts'
import type { Step } from './step.ts'
import type { Conversation, Task } from './conversation.ts'
import type { Scene } from './scene.ts'

/** A phone is asked for and may be withheld: the guest has the code. */
const WAIVED: ReadonlySet<PolicyReason> = new Set(['needs-contact'])

/** What has to be true of a write, by code, whatever was said: `undefined` when it may be sent. */
export function refusalOf(
  task: Task,
  { draft, booking }: { readonly draft?: BookingDraft | undefined; readonly booking?: Booking | undefined },
  { house, now }: Scene,
): readonly PolicyReason[] | undefined {
  const claim = task.target ?? {}
  const { reasons } =
    task.kind === 'book'
      ? draft
        ? mayBook(draft, house, now)
        : { reasons: ['needs-name'] as const }
      : !booking
        ? { reasons: ['not-booked'] as const }
        : task.kind === 'change' && draft
          ? mayChange(booking, draft, claim, house, now)
          : mayCancel(booking, claim, now)
  const standing = reasons.filter((reason) => !WAIVED.has(reason))
  return standing.length === 0 ? undefined : standing
}

/** Says that it is not done, and by whom it could be. */
export function refused(
  conversation: Conversation,
  { kind }: Task,
  reasons: readonly PolicyReason[],
  { page }: Scene,
): Step {
  const rest: Conversation = { ...conversation, task: undefined }
  if (reasons.includes('not-booked') || reasons.includes('wrong-proof'))
    return { conversation: rest, facts: [{ kind: 'unknown-booking' }] }
  const isLate = reasons.some((reason) => reason === 'too-late' || reason === 'past' || reason === 'too-soon')
  return {
    conversation: rest,
    facts: [{ kind: 'not-allowed', action: kind, isLate, phone: page.phone }],
  }
}
