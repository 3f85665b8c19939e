import { type Consent, type Conversation, newTask, type Task } from './conversation.ts'
import { sittingOf } from './draft.ts'
import { withWritten } from './for-people.ts'
import { goOn } from './go-on.ts'
import type { Scene } from './scene.ts'
import { after, type Step } from './step.ts'

/** Cancels what the guest has agreed to cancel, and sums up the next one, where several are to be cancelled. */
export async function cancelBooking(
  conversation: Conversation,
  task: Task,
  consent: Consent,
  scene: Scene,
): Promise<Step> {
  const done = await cancelOne(conversation, task, consent, scene)
  const [target, ...others] = task.others ?? []
  if (!target) return done
  try {
    return after(
      done,
      await goOn(done.conversation, newTask('cancel', { target, others, isForAll: true }), scene),
    )
  } catch (error) {
    // That one is cancelled, whatever becomes of the next.
    scene.onTrouble(error)
    return after(done, {
      conversation: done.conversation,
      facts: [{ kind: 'trouble', phone: scene.page.phone }],
    })
  }
}

/** What is cancelled already under the same key counts as done. */
async function cancelOne(
  conversation: Conversation,
  { target }: Task,
  { key }: Consent,
  { book, signal }: Scene,
): Promise<Step> {
  if (!target) return { conversation: { ...conversation, task: undefined }, facts: [{ kind: 'unclear' }] }
  const { code, name } = target
  const [booking] = await book.find({ code, name }, { signal })
  const { status } = await book.cancel(code, { signal, idempotencyKey: key })
  const rest: Conversation = {
    ...withWritten(conversation, 'cancel'),
    task: undefined,
    proven: conversation.proven.filter((proven) => proven.code !== code),
  }
  if (status === 'unknown-booking' || !booking) {
    return {
      conversation: rest,
      facts: [status === 'cancelled' ? { kind: 'cancelled', code } : { kind: 'unknown-booking' }],
    }
  }
  return {
    conversation: rest,
    facts: [{ kind: 'cancelled', code, sitting: sittingOf(booking) }],
    booking: { ...booking, status: 'cancelled' },
  }
}
