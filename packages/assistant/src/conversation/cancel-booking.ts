import type { Consent, Conversation, Task } from './conversation.ts'
import { sittingOf } from './draft.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

/** Cancels what the guest has agreed to cancel; what is cancelled already under the same key counts as done. */
export async function cancelBooking(
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
    ...conversation,
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
