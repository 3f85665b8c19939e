import { byId, element } from './dom.ts'
import { text } from './texts.ts'

/** Tells what came of an action; it is read aloud. */
export function tellOutcome(...lines: readonly string[]): void {
  const place = byId('outcome')
  place.replaceChildren(...lines.map((line) => element('p', line)))
  place.scrollIntoView({ block: 'nearest' })
}

/** Does it, and tells why should it fail. */
export async function tryTo(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    tellOutcome(text('failed', { why: messageOf(error) }))
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
