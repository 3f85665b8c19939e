import type { Expecting } from './expecting.ts'
import { guestNameOf, type NameFound } from './guest-name.ts'
import type { Reading } from './reading.ts'
import { givesCodeForName, isStrangeName } from './strange-name.ts'

/** What a message gives as a name. */
export interface NameGiven {
  /** The words that stand where a name does, whatever they are. */
  readonly found: NameFound | undefined
  /** Those words, if somebody may be called so. */
  readonly name: string | undefined
  /** Whether something else stands there. */
  readonly isNoName: boolean
}

export function nameGiven(reading: Reading, expecting: Expecting | undefined): NameGiven {
  const { message, items } = reading
  const found = guestNameOf(reading, expecting)
  if (!found) return { found, name: undefined, isNoName: givesCodeForName(message, expecting === 'name') }
  const span = { start: items[found.from]?.start ?? 0, end: items[found.to - 1]?.end ?? 0 }
  const isNoName = isStrangeName(message, span)
  return { found, name: isNoName ? undefined : found.name, isNoName }
}
