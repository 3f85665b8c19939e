import { plainWord } from '../redaction/given-names.ts'
import { contactOf } from './contact.ts'
import type { Conversation, Task } from './conversation.ts'
import { resume } from './go-on.ts'
import type { HeardMessage } from './heard.ts'
import type { Scene } from './scene.ts'
import { after, type Step } from './step.ts'
import { mergeSlots, settleWhen } from './wanted.ts'

const ANOTHER =
  /^\W*(?:(?:y|e|and|plus|also|ademas|tambien|ahora|luego|then|now|vale|ok|quiero|necesito|querria|ponme|apuntame|i need|i want|can i have|we need)\W+)*(?:otra|una segunda|another|a second|one more|una mas|lo mismo|la misma|same again|the same(?: again)?)(?: (?:mesa|reserva|table|booking|reservation|one))? (?:(?:mas|igual|para|a nombre|for|under|on|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo))(?!\p{L}))|^\W*(?:y|and)\W+(?:otra|another)(?: (?:mesa|table|one))?\W*$/u

/** In the midst of one booking, "y otra para 2 el sábado": a second one, and no correction of the first. */
export function asksForAnother({ task }: Conversation, { whole }: HeardMessage): boolean {
  return task?.kind === 'book' && !whole.includes('?') && ANOTHER.test(plainWord(whole).trim())
}

/** Puts it behind the one that is under way, which is gone on with. */
export async function queueAnother(
  conversation: Conversation,
  task: Task,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { date, time, saidDate, saidTime, people } = task.wanted
  const { wanted } = settleWhen(mergeSlots({ date, time, saidDate, saidTime, people }, heard.slots), scene)
  const { name } = contactOf(heard.slots)
  const another = name === undefined ? wanted : { ...wanted, newName: name }
  const queued: Conversation = { ...conversation, queue: [...conversation.queue, another] }
  const told: Step = { conversation: queued, facts: [{ kind: 'one-by-one', action: 'book' }] }
  return after(told, await resume(queued, task, { ...heard, slots: {} }, scene))
}

/** Which of those that are queued is of the day that a message names, where the one under way is of another. */
function queuedOf({ task, queue }: Conversation, { slots }: HeardMessage, scene: Scene): number {
  if (slots.date === undefined || queue.length === 0) return -1
  const { date } = settleWhen({ saidDate: slots.date }, scene).wanted
  if (date === undefined || date === task?.wanted.date) return -1
  return queue.findIndex((wanted) => wanted.date === date)
}

/** "El miércoles a las 22" is about the second one, where that is the one on Wednesday; `undefined` where it is about none. */
export async function amendQueued(
  conversation: Conversation,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step | undefined> {
  const { task, queue } = conversation
  const at = queuedOf(conversation, heard, scene)
  const queued = queue[at]
  if (!task || !queued) return undefined
  const { name: _, phone: __, ...said } = heard.slots
  const amended = settleWhen(mergeSlots(queued, said), scene).wanted
  return resume({ ...conversation, queue: queue.with(at, amended) }, task, { ...heard, slots: {} }, scene)
}
