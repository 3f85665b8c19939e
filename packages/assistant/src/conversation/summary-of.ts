import type { Fact } from '../facts.ts'
import type { BookingDraft } from '../ports/reservation-book.ts'
import type { Task } from './conversation.ts'
import { extrasOf, sittingOf } from './draft.ts'

/** What a guest says yes or no to. */
export function summaryOf({ kind, target }: Pick<Task, 'kind' | 'target'>, draft: BookingDraft): Fact {
  const { name, phone } = draft.guest
  const sitting = sittingOf(draft)
  if (kind === 'cancel') return { kind: 'summary-cancel', code: target?.code ?? '', sitting, name }
  return {
    kind: 'summary',
    action: kind,
    sitting,
    name,
    phone,
    extras: extrasOf(draft),
    code: kind === 'change' ? target?.code : undefined,
  }
}
