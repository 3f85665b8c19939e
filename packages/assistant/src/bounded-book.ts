import { type Clock, deadline } from '@larder/cache-core'
import type { AgentContext } from './agents/ask-models.ts'
import type { ReservationBook } from './ports/reservation-book.ts'

/** A book that answers or rejects before the message's time is up, whether the book behind it listens to signals or not. */
export function boundedBook(
  book: ReservationBook,
  clock: Clock,
  { signal, deadlineAt }: AgentContext,
): ReservationBook {
  const within = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    deadline({ ms: Math.max(0, deadlineAt - clock.monotonic()), clock, label: 'call to the book' }).execute(
      (context) => call(context.signal ?? signal),
      { signal },
    )
  return {
    house: (context) => within((signal) => book.house({ ...context, signal })),
    occupancies: (date, context) => within((signal) => book.occupancies(date, { ...context, signal })),
    find: (claim) => within((signal) => book.find(claim, { signal })),
    commit: (draft, context) => within((signal) => book.commit(draft, { ...context, signal })),
    change: (code, draft, context) => within((signal) => book.change(code, draft, { ...context, signal })),
    cancel: (code, context) => within((signal) => book.cancel(code, { ...context, signal })),
  }
}
