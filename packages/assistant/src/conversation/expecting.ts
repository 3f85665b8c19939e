import type { Expecting } from '../rules/expecting.ts'
import type { Awaiting } from './conversation.ts'

/** What the next message is expected to be, for whoever has to understand it. */
export function expectingOf(awaiting: Awaiting | undefined): Expecting | undefined {
  switch (awaiting?.for) {
    case 'slot':
      return awaiting.slot === 'weekend-day' ? 'date' : awaiting.slot
    case 'time':
    case 'date':
    case 'people':
      return awaiting.for
    case 'offer':
    case 'which':
      return 'choice'
    case 'go-ahead':
    case 'consent':
      return 'confirmation'
    case 'proof':
      return awaiting.wants
    default:
      return undefined
  }
}
