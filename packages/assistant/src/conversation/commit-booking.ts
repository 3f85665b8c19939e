import type { Fact } from '../facts.ts'
import type { BookingDraft, CommitOutcome, Occupancy } from '../ports/reservation-book.ts'
import { mayHold, type PolicyReason } from '../booking-policy.ts'
import { ReservationBookError } from '../ports/reservation-book-error.ts'
import { refusalOf, refused } from './policy-check.ts'
import { withoutTable } from './without-table.ts'
import { bookingsHere } from './booking-meant.ts'
import { cancelBooking } from './cancel-booking.ts'
import { commitKey } from './commit-key.ts'
import type { Consent, Conversation, Task } from './conversation.ts'
import { hasWrittenEnough, leftToPeople } from './for-people.ts'
import { lookUp, type Scene } from './scene.ts'
import type { Step } from './step.ts'
import { toldWritten } from './told-written.ts'
import { requestOf } from './wanted.ts'

/** How often another table at the same time is tried, when somebody else was faster. */
const ATTEMPTS = 3

/**
 * Writes what the guest has agreed to. The agreement is stored with its key before the book is asked: should the book not
 * answer, or the process end, the next message finds out what became of it.
 */
export async function commitBooking(
  conversation: Conversation,
  task: Task,
  consent: Consent,
  scene: Scene,
): Promise<Step> {
  if (conversation.isForPeople || hasWrittenEnough(conversation, task.kind))
    return leftToPeople(conversation, scene)
  const refusal = await refusalNow(conversation, task, consent, scene)
  if (refusal) return refused(conversation, task, refusal, scene)
  scene.signal.throwIfAborted()
  // What is under its key, should something fail from here on.
  const sent = { ...consent, isUnsettled: true, isAskedAgain: false }
  await keep(conversation, task, sent, scene)
  try {
    return task.kind === 'cancel'
      ? await cancelBooking(conversation, task, sent, scene)
      : await write(conversation, task, sent, scene)
  } catch (error) {
    // A caller who has gone away changes nothing: what was sent has to be remembered.
    scene.onTrouble(error)
    const facts: readonly Fact[] = [{ kind: 'trouble', phone: scene.page.phone }]
    if (isCode(error, 'KEY_REUSED')) return outOfStep(conversation, task, scene)
    // Refused unheard; but what was sent before under this key may be there.
    if (isCode(error, 'BUSY') && !consent.isUnsettled)
      return { conversation: { ...conversation, task: { ...task, awaiting: undefined } }, facts }
    // It may have been written: nothing is told as done, and the same key is used again.
    return { conversation: { ...conversation, task: { ...task, awaiting: sent } }, facts }
  }
}

/** By the house's rules, and the booking as it is now. */
export async function refusalNow(
  conversation: Conversation,
  task: Task,
  { draft }: Consent,
  scene: Scene,
): Promise<readonly PolicyReason[] | undefined> {
  const { target, kind } = task
  const [booking] = target ? await scene.book.find({ code: target.code, name: target.name }, scene) : []
  const refusal = refusalOf(task, { draft, booking }, scene)
  if (refusal || kind !== 'book' || !draft) return refusal
  const { reasons } = mayHold(draft, await heldNow(conversation, draft, scene))
  return reasons.length === 0 ? undefined : reasons
}

/** By the same phone anywhere, and in this conversation by whatever name. */
async function heldNow(
  conversation: Conversation,
  { guest: { phone } }: BookingDraft,
  scene: Scene,
): Promise<readonly Occupancy[]> {
  const held = phone === undefined ? [] : await scene.book.heldBy(phone, scene)
  const here = (await bookingsHere(conversation, scene)).map(
    ({ code, seating: { tables, startsAt, endsAt } }) => ({
      code,
      tables,
      startsAt,
      endsAt,
    }),
  )
  return [...held, ...here.filter(({ code }) => !held.some((one) => one.code === code))]
}

function isCode(error: unknown, code: ReservationBookError['code']): boolean {
  return error instanceof ReservationBookError && error.code === code
}

/** Something else of this conversation is in the book under the key, and nothing here knows of it: only people can tell. */
function outOfStep(conversation: Conversation, { kind }: Task, { page }: Scene): Step {
  return {
    conversation: { ...conversation, task: undefined, queue: [] },
    facts: [{ kind: 'unsettled', action: kind, isLetGo: true, phone: page.phone }],
  }
}

/** A copy: another table may be tried under another key. */
function keep(conversation: Conversation, task: Task, sent: Consent, scene: Scene): Promise<void> {
  return scene.keep({ ...conversation, task: { ...task, awaiting: { ...sent } } })
}

async function write(
  conversation: Conversation,
  task: Task,
  sent: { -readonly [Part in keyof Consent]: Consent[Part] },
  scene: Scene,
): Promise<Step> {
  if (!sent.draft) return { conversation: { ...conversation, task: undefined }, facts: [{ kind: 'unclear' }] }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const draft: BookingDraft = sent.draft
    const outcome = await send(task, draft, sent.key, scene)
    if (outcome.status === 'booked') return toldWritten(conversation, task, outcome.booking, scene)
    if (outcome.status === 'unknown-booking')
      return { conversation: { ...conversation, task: undefined }, facts: [{ kind: 'unknown-booking' }] }
    const request = requestOf({ ...task.wanted, ...draft.seating, people: draft.people }, task.target?.code)
    if (!request) break
    const availability = await lookUp(request, scene)
    const { seating } = availability
    if (!seating)
      return withoutTable({ conversation, going: task, request, availability, scene, wasTaken: true })
    // Another table at the same time in the same room is what the guest agreed to.
    sent.draft = { ...draft, seating }
    sent.key = commitKey(conversation, attempt)
    await keep(conversation, task, sent, scene)
  }
  throw new Error(`Tables were taken ${ATTEMPTS} times in a row by others.`)
}

function send(
  task: Task,
  draft: BookingDraft,
  idempotencyKey: string,
  { book, signal }: Scene,
): Promise<CommitOutcome> {
  return task.kind === 'change' && task.target
    ? book.change(task.target.code, draft, { signal, idempotencyKey })
    : book.commit(draft, { signal, idempotencyKey })
}
