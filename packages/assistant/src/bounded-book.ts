import { type Clock, deadline } from '@larder/cache-core'
import type { AgentContext } from './agents/ask-models.ts'
import type { ReservationBook } from './ports/reservation-book.ts'

/**
 * A book that answers or rejects before the message's time is up, whether the book behind it listens to signals or not. A
 * caller who goes away ends what is read, not what is written: a write that is cut off may be in the book or not.
 */
export function boundedBook(
  book: ReservationBook,
  clock: Clock,
  { signal, deadlineAt }: AgentContext,
): ReservationBook {
  const inTime = <T>(
    call: (signal: AbortSignal) => Promise<T>,
    caller: { readonly signal?: AbortSignal },
  ): Promise<T> =>
    deadline({ ms: Math.max(0, deadlineAt - clock.monotonic()), clock, label: 'call to the book' }).execute(
      (context) => call(context.signal ?? signal),
      caller,
    )
  const within = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => inTime(call, { signal })
  const whole = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => inTime(call, {})
  return {
    house: (context) => within((signal) => book.house({ ...context, signal })),
    occupancies: (date, context) => within((signal) => book.occupancies(date, { ...context, signal })),
    find: (claim) => within((signal) => book.find(claim, { signal })),
    heldBy: (phone, context) => within((signal) => book.heldBy(phone, { ...context, signal })),
    commit: (draft, context) => whole((signal) => book.commit(draft, { ...context, signal })),
    change: (code, draft, context) => whole((signal) => book.change(code, draft, { ...context, signal })),
    cancel: (code, context) => whole((signal) => book.cancel(code, { ...context, signal })),
  }
}
