import type { Conversation } from './conversation.ts'

/**
 * A conversation in which something else was said after the summary: a yes would be to that, so it is summed up again first.
 * A yes that was given, and whose booking is in doubt, stays with its key, and needs another one to be sent again.
 */
export function withoutConsent(conversation: Conversation): Conversation {
  const { task } = conversation
  if (task?.awaiting?.for !== 'consent') return conversation
  if (task.awaiting.isUnsettled)
    return { ...conversation, task: { ...task, awaiting: { ...task.awaiting, isAskedAgain: false } } }
  return { ...conversation, task: { ...task, awaiting: undefined } }
}
