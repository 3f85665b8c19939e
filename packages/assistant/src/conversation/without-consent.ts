import type { Conversation } from './conversation.ts'

/**
 * A conversation in which something else was said after the summary: a yes would be to that, so it is summed up again first.
 * A yes that was given, and whose booking is in doubt, stays.
 */
export function withoutConsent(conversation: Conversation): Conversation {
  const { task } = conversation
  if (task?.awaiting?.for !== 'consent' || task.awaiting.isUnsettled) return conversation
  return { ...conversation, task: { ...task, awaiting: undefined } }
}
