import type { SlotBook } from './slot-book.ts'
import type { Waiter } from './waiter.ts'
import type { WaitingLine } from './waiting-line.ts'

/** When those of this process who are next may leave; each is given before the one after it is looked at. */
export function* placesOf(
  line: WaitingLine,
  book: SlotBook,
  capacityOf: (scope: string) => number,
  now: number,
): Generator<{ readonly waiter: Waiter; readonly at: number }> {
  const busy = new Set<string>()
  for (const waiter of line.heads((scopes) => Math.min(...scopes.map(capacityOf)) + 1)) {
    const { standing } = waiter
    const isBusy = (scope: string) => busy.has(scope)
    const { at, by } = book.place(standing, now, { capacityOf, aheadIn: () => 0, isBusy })
    if (at > now && !standing.isBackground) busy.add(by)
    yield { waiter, at }
  }
}
