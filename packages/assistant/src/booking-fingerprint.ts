import { createHash } from 'node:crypto'
import type { BookingDraft } from './ports/reservation-book.ts'

/** What a write asks for: a draft is a commit, a code with a draft a change, a code alone a cancellation. */
export interface BookingWish {
  readonly code?: string | undefined
  readonly draft?: BookingDraft | undefined
}

/** Tells whether two writes ask for the same, however their objects are written; from it nobody learns what. */
export function fingerprintOf({ code, draft }: BookingWish): string {
  return createHash('sha256')
    .update(sortedJson([code ?? null, draft ?? null]))
    .digest('base64url')
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
