import type { Fact } from '../facts.ts'
import { commitBooking, refusalNow } from './commit-booking.ts'
import { agrees, letsGo, saysNo, saysOnlyYes, saysYes } from './consent.ts'
import { goOn } from './go-on.ts'
import { type Consent, type Conversation, newTask, saysOfTable, type Task } from './conversation.ts'
import type { HeardMessage } from './heard.ts'
import { houseInfo } from './house-info.ts'
import { refused } from './policy-check.ts'
import type { Scene } from './scene.ts'
import { after, type Step } from './step.ts'
import { summaryOf } from './summary-of.ts'
import { toldWritten } from './told-written.ts'
import { whatBecame } from './what-became.ts'

export interface Settled {
  readonly step: Step
  /** Otherwise the message is about something else, and is still to be answered. */
  readonly isAnswered: boolean
}

/**
 * Finds out what became of a write, by reading. Where that does not tell, it is sent again, under its key, only when the
 * guest says yes to it once more; whoever wants it no longer causes no write.
 */
export async function settleWrite(
  conversation: Conversation,
  task: Task,
  consent: Consent,
  heard: HeardMessage,
  scene: Scene,
): Promise<Settled> {
  const written = await whatBecame(task, consent, scene)
  if (written) {
    const isOver = ['affirm', 'thank', 'greet', 'other'].includes(heard.intent)
    if (!isUnwanted(task, heard))
      return { step: await toldWritten(conversation, task, written, scene), isAnswered: isOver }
    const told = await toldWritten({ ...conversation, queue: [] }, task, written, scene)
    if (task.kind !== 'book') return { step: told, isAnswered: true }
    // It is there, and not wanted: only a yes takes it out again.
    return { step: after(told, await goOn(told.conversation, newTask('cancel'), scene)), isAnswered: true }
  }
  return { step: await stillOpen(conversation, task, consent, heard, scene), isAnswered: true }
}

async function stillOpen(
  conversation: Conversation,
  task: Task,
  consent: Consent,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { house, page } = scene
  const unsettled = (isLetGo: boolean): Fact => ({
    kind: 'unsettled',
    action: task.kind,
    isLetGo,
    phone: page.phone,
  })
  if (isUnwanted(task, heard))
    return { conversation: { ...conversation, task: undefined, queue: [] }, facts: [unsettled(true)] }
  const refusal = await refusalNow(conversation, task, consent, scene)
  if (refusal || !consent.draft) {
    const over = refused(conversation, task, refusal ?? [], scene)
    return { ...over, facts: [unsettled(true), ...over.facts] }
  }
  if (consent.isAskedAgain === true && agreesAgain(task, heard))
    return commitBooking(conversation, task, consent, scene)
  const isHuman = heard.intent === 'human'
  const awaiting: Consent = { ...consent, isAskedAgain: !isHuman }
  const open: Conversation = { ...conversation, task: { ...task, awaiting } }
  if (isHuman) return { conversation: open, facts: [{ kind: 'handover', phone: page.phone }] }
  const { language } = conversation
  const asked =
    heard.intent === 'info' ? [houseInfo({ topic: heard.slots.topic, language, house, page })] : []
  return { conversation: open, facts: [...asked, unsettled(false), summaryOf(task, consent.draft)] }
}

/** "No, a las diez" still wants a table. */
function isUnwanted({ kind }: Task, { message, intent, slots }: HeardMessage): boolean {
  if (letsGo(message)) return kind !== 'cancel' || !saysYes(message, 'cancel')
  return (saysNo(message) || intent === 'deny') && !saysOfTable(slots)
}

function agreesAgain({ kind }: Task, { message, whole, intent, slots }: HeardMessage): boolean {
  const isContradicted =
    intent === 'deny' || intent === 'change' || (intent === 'cancel' && kind !== 'cancel')
  if (isContradicted) return false
  return saysOnlyYes(message) || (agrees(whole, kind === 'cancel' ? 'cancel' : 'book') && !saysOfTable(slots))
}
