import { saysNoBeside } from './consent.ts'
import { type Awaiting, type Conversation, saysOfTable, type Task } from './conversation.ts'
import { ask, goOn } from './go-on.ts'
import type { HeardMessage } from './heard.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

type AskedForSlot = Extract<Awaiting, { readonly for: 'slot' }>

/** Whether a phone was asked for. */
export function isPhone(awaiting: Awaiting | undefined): awaiting is AskedForSlot {
  return awaiting?.for === 'slot' && awaiting.slot === 'phone'
}

/** Digits that are no phone are asked for once more; whatever else is said, that it goes on without one is told. */
export async function onNoPhone(
  conversation: Conversation,
  task: Task,
  { isAgain }: AskedForSlot,
  { message, slots }: HeardMessage,
  scene: Scene,
): Promise<Step> {
  if (/\d\D*\d/.test(message) && !isAgain)
    return ask(
      conversation,
      task,
      { kind: 'ask', slot: 'phone', why: 'no-phone' },
      { for: 'slot', slot: 'phone', isAgain: true },
    )
  const step = await goOn(conversation, { ...task, awaiting: undefined }, scene)
  const isAboutTable = saysOfTable(slots) || saysNoBeside(message)
  return isAboutTable ? step : { ...step, facts: [{ kind: 'without-phone' }, ...step.facts] }
}
