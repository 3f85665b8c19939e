import { bookingMeant } from './booking-meant.ts'
import { saysAll } from './cancel-all.ts'
import { chooseOffer } from './choose-offer.ts'
import { contactOf } from './contact.ts'
import { commitBooking } from './commit-booking.ts'
import {
  agrees,
  asksToWait,
  leavesAsItIs,
  letsGo,
  saysNo,
  saysNoBeside,
  saysOnlyYes,
  saysYes,
  wantsChangeInstead,
} from './consent.ts'
import { type Awaiting, type Consent, type Conversation, saysOfTable, type Task } from './conversation.ts'
import { ask, goOn } from './go-on.ts'
import type { HeardMessage } from './heard.ts'
import { partToChange, saysOnlyName, withOtherName } from './other-name.ts'
import { claimsPrice } from './price-claims.ts'
import { claimWith } from './prove-booking.ts'
import { isPhone, onNoPhone } from './no-phone.ts'
import { withoutRelative } from './relative-wish.ts'
import type { Scene } from './scene.ts'
import type { Slots } from '../slots.ts'
import type { Step } from './step.ts'
import { takeChoice } from './take-choice.ts'
import { isSameWanted, mergeSlots, settleWhen } from './wanted.ts'

/** Takes a message as an answer to what is under way. Only here a yes is turned into an entry of the book. */
export async function continueTask(
  conversation: Conversation,
  task: Task,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { message, slots, doubt } = heard
  const { awaiting } = task
  const isNew = awaiting === undefined
  const acquainted = withContact(conversation, task, heard)
  if (doubt) return askAgain(acquainted, { ...task, wanted: mergeSlots(task.wanted, slots) }, doubt)
  if (task.kind !== 'book' && !task.target) {
    const isNone = awaiting?.for === 'which' && (saysNo(message) || letsGo(message))
    if (isNone) return onNo(acquainted, task, awaiting, scene)
    if (awaiting?.for === 'which' && task.kind === 'cancel' && saysAll(message))
      return goOn(acquainted, { ...task, isForAll: true, awaiting: undefined }, scene)
    return goOn(acquainted, proofOf(task, heard, scene), scene)
  }
  // What a router reads into "ahora sí" is not wanted.
  if (awaiting?.for === 'consent' && saysOnlyYes(message))
    return onConsent(conversation, task, awaiting, heard, scene)
  // "No, la del domingo": a cancellation has no day of its own.
  const other = task.kind === 'cancel' ? await bookingMeant(conversation, slots, scene) : undefined
  if (other && other.code !== task.target?.code)
    return goOn(conversation, { ...task, target: other, awaiting: undefined }, scene)
  const renamed = withOtherName(task, heard)
  const chosen = takeChoice(renamed, heard, scene)
  const merged = { ...(chosen ?? mergeSlots(renamed.wanted, slots)), ...heard.relative }
  const { wanted } = settleWhen(task.kind === 'book' ? withoutRelative(merged) : merged, scene)
  // "Sí, el viernes" to a summary of that Friday changes nothing.
  const isChanged = !isSameWanted(wanted, task.wanted)
  const going: Task = { ...renamed, wanted, isCheck: task.isCheck && heard.intent !== 'book' }
  if (awaiting?.for === 'what-to-change' && task.kind === 'book' && saysOnlyName(message))
    return goOn(withoutName(acquainted), { ...going, awaiting: undefined }, scene)
  const part = awaiting?.for === 'what-to-change' ? partToChange(message) : undefined
  if (part) return ask(acquainted, going, { kind: 'ask', slot: part }, { for: 'slot', slot: part })
  if (isChanged) return moveOn(acquainted, going, heard, scene, isNew)
  // A yes to another name than the one that was summed up is none yet.
  if (awaiting?.for === 'consent' && isOtherGuest(acquainted, conversation))
    return goOn(acquainted, { ...going, awaiting: undefined }, scene)
  if (awaiting?.for === 'consent') return onConsent(acquainted, going, awaiting, heard, scene)
  if ((saysNo(message) && !asksToWait(message)) || letsGo(message))
    return onNo(acquainted, going, awaiting, scene, message)
  if (
    awaiting?.for === 'go-ahead' &&
    (saysYes(message) || heard.intent === 'book') &&
    !isOfOtherAct(going, heard)
  )
    return goOn(acquainted, { ...going, isCheck: false, awaiting: undefined }, scene)
  if (isPhone(awaiting) && acquainted.guest.phone === undefined && acquainted === conversation)
    return onNoPhone(acquainted, going, awaiting, heard, scene)
  const next = await goOn(acquainted, { ...going, awaiting: undefined }, scene)
  // What was known already was understood.
  const isRepeated =
    !isNew &&
    isSameAwaiting(next.conversation.task?.awaiting, awaiting) &&
    acquainted === conversation &&
    !saysOfTable(slots) &&
    !saysNoBeside(message)
  return isRepeated ? { ...next, facts: [{ kind: 'unclear' }, ...next.facts] } : next
}

/** A booking that was asked for with all details at once is written; everything else is summed up first. */
async function moveOn(
  conversation: Conversation,
  task: Task,
  heard: HeardMessage,
  scene: Scene,
  isNew: boolean,
): Promise<Step> {
  const queue = isNew
    ? heard.further.map((slots) => settleWhen(mergeSlots({}, slots), scene).wanted)
    : conversation.queue
  const queued = { ...conversation, queue }
  const step = await goOn(queued, { ...task, awaiting: undefined }, scene)
  const next = step.conversation.task
  if (isNew && next?.awaiting?.for === 'consent' && isComplete(heard, task))
    return commitBooking(step.conversation, next, next.awaiting, scene)
  return step
}

function withoutName(conversation: Conversation): Conversation {
  return { ...conversation, guest: { ...conversation.guest, name: undefined } }
}

/** Whoever writes more than this has more to say than day, hour, people, name and phone. */
const LONGEST_AT_ONCE = 200

/** By the words alone: whatever a model says of a message, the guest has said all of it. */
function isComplete({ message, whole, orders, intent, ruled }: HeardMessage, { kind }: Task): boolean {
  const { date, time, people, name, phone } = ruled.slots
  // What else is to be agreed to has to be answered first.
  if (claimsPrice(message) || whole.length > LONGEST_AT_ONCE || orders.hints.length > 0) return false
  const isAll = [date, time, people, name, phone].every((said) => said !== undefined)
  return kind === 'book' && intent === 'book' && ruled.intent === 'book' && isAll
}

async function onConsent(
  conversation: Conversation,
  task: Task,
  consent: Consent,
  heard: HeardMessage,
  scene: Scene,
): Promise<Step> {
  const { message, intent } = heard
  const isContradicted =
    intent === 'deny' ||
    intent === 'change' ||
    (intent === 'cancel' && task.kind !== 'cancel') ||
    isOfOtherAct(task, heard)
  const isYes = agrees(heard.whole, task.kind === 'cancel' ? 'cancel' : 'book')
  if (isYes && !isContradicted) return commitBooking(conversation, task, consent, scene)
  if (saysNo(message) || letsGo(message)) return onNo(conversation, task, consent, scene, message)
  const step = await goOn(conversation, task, scene)
  return saysNoBeside(message) ? step : { ...step, facts: [{ kind: 'unclear' }, ...step.facts] }
}

/**
 * "Sí, cámbiala", to a table that is to be booked: whoever says so has another booking in mind, which may be anybody's, and has
 * not agreed to a new one.
 */
function isOfOtherAct({ kind }: Task, { whole }: HeardMessage): boolean {
  return kind === 'book' && wantsChangeInstead(whole)
}

/** A no to the phone is one to the phone; to a summary it asks what is wrong with it, once; else what was begun is dropped. */
async function onNo(
  conversation: Conversation,
  task: Task,
  awaiting: Awaiting | undefined,
  scene: Scene,
  message?: string,
): Promise<Step> {
  if (awaiting?.for === 'slot' && awaiting.slot === 'phone') return goOn(conversation, task, scene)
  const isToStay = task.kind === 'change' && message !== undefined && leavesAsItIs(message)
  if (((awaiting?.for === 'consent' && task.kind !== 'cancel') || awaiting?.for === 'offer') && !isToStay)
    return ask(conversation, task, { kind: 'ask-what-to-change' }, { for: 'what-to-change' })
  return { conversation: { ...conversation, task: undefined, queue: [] }, facts: [{ kind: 'dropped' }] }
}

function askAgain(conversation: Conversation, task: Task, doubt: NonNullable<HeardMessage['doubt']>): Step {
  const awaiting: Awaiting =
    doubt.slot === 'people'
      ? { for: 'people' }
      : doubt.slot === 'time'
        ? { for: 'time', times: doubt.values }
        : { for: 'date', dates: doubt.values }
  return ask(conversation, task, { kind: 'ask-again', doubt }, awaiting)
}

/** Name, phone and address are the guest's, unless they are to prove a booking. */
function withContact(conversation: Conversation, task: Task, { slots }: HeardMessage): Conversation {
  const contact = contactOf(slots)
  if (task.kind !== 'book' || Object.keys(contact).length === 0) return conversation
  return { ...conversation, guest: { ...conversation.guest, ...contact } }
}

function isOtherGuest({ guest: one }: Conversation, { guest: other }: Conversation): boolean {
  return one.name !== other.name || one.phone !== other.phone || one.email !== other.email
}

function proofOf(task: Task, heard: HeardMessage, scene: Scene): Task {
  const { awaiting } = task
  const { slots, message } = heard
  const { date } = settleWhen({ saidDate: slots.date }, scene).wanted
  const which =
    awaiting?.for === 'which' ? chooseOffer(awaiting.bookings, { message, slots, date }) : undefined
  const wanted = task.kind === 'change' ? mergeSlots(task.wanted, newOf(heard, awaiting)) : task.wanted
  const target = which === undefined ? undefined : { code: which.code, name: which.name }
  return { ...task, wanted, target, claim: claimWith(task.claim, heard), awaiting: undefined }
}

/** What a booking is to become may be said while it is still to be proved. A day alone tells which one it is. */
function newOf({ slots, intent }: HeardMessage, awaiting: Awaiting | undefined): Slots {
  if (awaiting?.for === 'which') return {}
  if (awaiting === undefined || intent === 'change') return slots
  const { date: _, ...others } = slots
  return others
}

function isSameAwaiting(one: Awaiting | undefined, other: Awaiting | undefined): boolean {
  return JSON.stringify({ ...one, key: '' }) === JSON.stringify({ ...other, key: '' })
}
