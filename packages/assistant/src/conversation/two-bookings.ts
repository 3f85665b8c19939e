import type { MessageRules } from '../agents/router-agent.ts'
import type { Slots } from '../slots.ts'
import { saysOfTable } from './conversation.ts'

const ANOTHER =
  /[\s,.;]*(?:(?:y|e|and|plus|además|ademas|también|tambien)\s+)*(?=(?:otra|otra mesa|otra reserva|una segunda|another|a second|a further)(?:\s+(?:mesa|reserva|table|booking|one))?\s+(?:para|el|la|for|on|at)\b)/iu

/**
 * A message that asks for two tables, in its parts; the first is the one to begin with. Only where each part says something
 * of a table by the rules: "is there another one?" is one question.
 */
export function partsOfMessage(message: string, rules: MessageRules): readonly string[] {
  const parts = message.split(ANOTHER).filter((part) => part.trim() !== '')
  if (parts.length < 2) return [message]
  const isEach = parts.every((part) => saysOfTable(rules.understand(part).slots))
  return isEach ? parts : [message]
}

/** What a further booking has of its own, and day and time of the first one where it has none. */
export function furtherSlots(part: string, first: Slots, rules: MessageRules): Slots {
  const { slots } = rules.understand(part)
  return { date: first.date, time: first.time, ...slots }
}
