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
  /** What that is, with all that hangs on it. */
  readonly noName?: string | undefined
}

export function nameGiven(reading: Reading, expecting: Expecting | undefined): NameGiven {
  const { message, items } = reading
  const found = guestNameOf(reading, expecting)
  if (!found) {
    const isNoName = givesCodeForName(message, expecting === 'name')
    return { found, name: undefined, isNoName, noName: isNoName ? '' : undefined }
  }
  const span = { start: items[found.from]?.start ?? 0, end: items[found.to - 1]?.end ?? 0 }
  const isNoName = isStrangeName(message, span)
  if (!isNoName) return { found, name: found.name, isNoName }
  const before = /\S*$/u.exec(message.slice(0, span.start))?.[0] ?? ''
  const behind = /^\S*/u.exec(message.slice(span.end))?.[0] ?? ''
  return { found, name: undefined, isNoName, noName: before + message.slice(span.start, span.end) + behind }
}
