import { createHash } from 'node:crypto'
import type { Conversation } from './conversation.ts'

/**
 * What a booking is written under: of the conversation, the turn in which it was summed up and how many there were before,
 * so that a yes that is sent twice books once. A hash, since whoever has the id has the conversation.
 */
export function commitKey({ id, turn, proven }: Conversation, attempt = 0): string {
  return createHash('sha256').update(`${id}:${turn}:${proven.length}:${attempt}`).digest('base64url')
}
