import type { Fact } from '../facts.ts'
import { bookingMeant } from './booking-meant.ts'
import { saysAll } from './cancel-all.ts'
import { wantsChangeInstead } from './consent.ts'
import { continueTask } from './continue-task.ts'
import { type Conversation, newTask, saysOfTable, type Task } from './conversation.ts'
import { goOn, resume } from './go-on.ts'
import type { HeardMessage } from './heard.ts'
import { houseInfo } from './house-info.ts'
import { saysOnlyName, wantsOtherName, withOtherName } from './other-name.ts'
import { asksOfOwnBooking, tellBookings } from './own-bookings.ts'
import { claimWith } from './prove-booking.ts'
import { withRemarks } from './remarks.ts'
import type { Scene } from './scene.ts'
import { settleWrite } from './settle-write.ts'
import { after, type Step } from './step.ts'
import { withoutConsent } from './without-consent.ts'
import { mergeSlots } from './wanted.ts'

/** What is said in the place of something else. */
const INSTEAD =
  /(?<!\p{L})(?:instead|actually|rather|after all|en realidad|al final|mejor|en vez|en lugar)(?!\p{L})/iu
const ANOTHER = /(?<!\p{L})(?:otra|nueva|another|new|second)(?!\p{L})/iu

/** Answers one message: what it leads to, and what is told. Writes to the book only what continueTask allows. */
export async function takeTurn(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  return withRemarks(await turnOf(conversation, heard, scene), conversation, heard)
}

async function turnOf(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  const { task } = conversation
  if (task?.awaiting?.for === 'consent' && task.awaiting.isUnsettled) {
    // The yes was given before, and nobody knows whether it was written.
    const { step, isAnswered } = await settleWrite(conversation, task, task.awaiting, heard, scene)
    return isAnswered ? step : after(step, await answer(step.conversation, heard, scene))
  }
  return answer(conversation, heard, scene)
}

async function answer(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  const { page, house } = scene
  const { language, task } = conversation
  if (asksOfOwnBooking(heard.message)) return tellOwn(conversation, heard, scene)
  if (task?.kind === 'cancel' && wantsChangeInstead(heard.message)) return change(conversation, heard, scene)
  switch (heard.intent) {
    case 'human':
      return told(withoutConsent(conversation), { kind: 'handover', phone: page.phone })
    case 'thank':
      return task
        ? aside({ kind: 'thanks' }, conversation, heard, scene)
        : told(conversation, { kind: 'thanks' })
    case 'info': {
      const info = houseInfo({ topic: heard.slots.topic, language, house, page })
      return aside(info, conversation, heard, scene)
    }
    case 'greet':
      if (saysOfTable(heard.slots)) return beginOrContinue(conversation, heard, scene)
      return aside({ kind: 'greeting', house: house.name }, conversation, heard, scene)
    case 'other':
      if (task && (saysOfTable(heard.slots) || isAnswer(task, heard)))
        return continueTask(conversation, task, heard, scene)
      return aside({ kind: 'off-topic' }, conversation, heard, scene)
    case 'cancel':
      return cancel(conversation, heard, scene)
    case 'change':
      return change(conversation, heard, scene)
    case 'inform':
      // A code says that it is about a booking that is there.
      return !task && heard.slots.code !== undefined
        ? change(conversation, heard, scene)
        : beginOrContinue(conversation, heard, scene)
    default:
      return beginOrContinue(conversation, heard, scene)
  }
}

/** What is booked, to whoever made it here or proves that it is theirs. */
async function tellOwn(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  const { task, proven } = conversation
  const { code, name, phone } = heard.slots
  const isOfOther = code !== undefined && !proven.some((booking) => booking.code === code)
  if (isOfOther || (proven.length === 0 && !task)) {
    const claim = claimWith({}, { message: heard.message, slots: { code, name, phone } })
    return goOn(conversation, newTask('change', { claim, isOnlyRead: true }), scene)
  }
  const first = await tellBookings(conversation, scene)
  return task ? after(first, await resume(first.conversation, task, { ...heard, slots: {} }, scene)) : first
}

function told(conversation: Conversation, fact: Fact): Step {
  return { conversation, facts: [fact] }
}

/** Something beside what is under way: it is answered, and the question that was open is asked again. */
async function aside(
  fact: Fact,
  conversation: Conversation,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { task } = conversation
  if (!task) return told(conversation, fact)
  const first = told(conversation, fact)
  return after(first, await resume(conversation, task, heard, scene))
}

/** A choice is made in all kinds of words, and names are of any words. */
function isAnswer(
  { awaiting }: Task,
  { message, slots: { name, phone, email, code } }: HeardMessage,
): boolean {
  const isChoosing = ['offer', 'which', 'time', 'date', 'proof'].includes(awaiting?.for ?? '')
  const isPhone = awaiting?.for === 'slot' && awaiting.slot === 'phone'
  const isOfName = awaiting?.for === 'what-to-change' && saysOnlyName(message)
  return isChoosing || isPhone || isOfName || [name, phone, email, code].some((said) => said !== undefined)
}

async function cancel(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  const { task } = conversation
  const { slots } = heard
  if (task?.kind === 'cancel') return continueTask(conversation, task, heard, scene)
  const isAboutOther = slots.code !== undefined
  if (task && !isAboutOther) return told({ ...conversation, task: undefined, queue: [] }, { kind: 'dropped' })
  const target = await meant(conversation, heard, scene)
  const isForAll = saysAll(heard.message)
  const begun = newTask('cancel', { claim: claimWith({}, heard), target, isForAll })
  return goOn(conversation, begun, scene)
}

async function change(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  const { task } = conversation
  const { slots } = heard
  const isAboutOther = slots.code !== undefined && slots.code !== task?.target?.code
  if (task && task.kind !== 'cancel' && !isAboutOther) return continueTask(conversation, task, heard, scene)
  // "No, mejor cámbiala", in place of cancelling it.
  const target = task && !isAboutOther ? task.target : await meant(conversation, heard, scene)
  // The name that a booking is to have tells nothing of which one it is.
  const claimed = wantsOtherName(heard.message) ? { ...heard, slots: { ...slots, name: undefined } } : heard
  const begun = newTask('change', { claim: claimWith({}, claimed), wanted: mergeSlots({}, slots), target })
  return goOn(conversation, withOtherName(begun, heard), scene)
}

/** A code, a name and a phone say by themselves which one it is. */
async function meant(
  conversation: Conversation,
  { slots: { code, name, phone }, ruled }: HeardMessage,
  scene: Scene,
): Promise<Task['target']> {
  const isClaimed = [code, name, phone].some((said) => said !== undefined)
  return isClaimed ? undefined : bookingMeant(conversation, ruled.about, scene)
}

/** "¿Puede ser a las 22:00?" once a table is booked: it says too little for another one. So does "at 8:30 for 3 instead". */
function isAboutBooked({ proven }: Conversation, { message, slots }: HeardMessage): boolean {
  const { date, time, people } = slots
  const isPart =
    [date, time, people].filter((said) => said !== undefined).length === 1 ||
    (date === undefined && INSTEAD.test(message))
  return proven.length > 0 && isPart && !ANOTHER.test(message)
}

async function beginOrContinue(conversation: Conversation, heard: HeardMessage, scene: Scene): Promise<Step> {
  const { task, proven } = conversation
  const { intent, slots } = heard
  const isAnother = intent === 'inform' && !task && ANOTHER.test(heard.message) && saysOfTable(slots)
  const isBooking = intent === 'book' || intent === 'check' || intent === 'greet' || isAnother
  // With a change under way, "mejor el sábado para 3" is no booking of its own, whatever it looks like.
  const isOther =
    isBooking && task?.kind !== 'book' && (task?.kind === 'cancel' || ANOTHER.test(heard.message))
  if (task && !isOther) return continueTask(conversation, task, heard, scene)
  if (isBooking && !isAboutBooked(conversation, heard))
    return continueTask(conversation, newTask('book', { isCheck: intent === 'check' }), heard, scene)
  const says =
    saysOfTable(slots) ||
    [slots.highChairs, slots.pets, slots.accessible, slots.diet, slots.notes].some(
      (said) => said !== undefined,
    )
  if (!says) return told(conversation, { kind: intent === 'deny' ? 'thanks' : 'unclear' })
  // What is added once all is booked is about that booking.
  if (proven.length > 0)
    return goOn(conversation, newTask('change', { wanted: mergeSlots({}, slots) }), scene)
  return continueTask(conversation, newTask('book'), heard, scene)
}
