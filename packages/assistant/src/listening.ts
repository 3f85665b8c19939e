import type { AgentContext } from './agents/ask-models.ts'
import type { MessageRules, RouterAgent } from './agents/router-agent.ts'
import { byRules, type Served } from './agents/served-as.ts'
import type { Conversation } from './conversation/conversation.ts'
import { crossCheck } from './conversation/cross-check.ts'
import { expectingOf } from './conversation/expecting.ts'
import type { HeardMessage } from './conversation/heard.ts'
import { languageOf, registerOf } from './conversation/manners.ts'
import { type RelativeWish, relativeWishIn } from './conversation/relative-wish.ts'
import { asksForSeveral, furtherSlots, partsOfMessage } from './conversation/two-bookings.ts'
import type { House } from './house.ts'
import { ordersIn } from './orders/orders-in.ts'
import type { KnownPrivate } from './redaction.ts'
import type { Intent, Slots, Understanding } from './slots.ts'

export interface Listening {
  readonly routed: Served<Understanding>
  /** In the guest's language and register from now on. */
  readonly conversation: Conversation
  /** Held against the words; days mean what they do in that house at that time. */
  readonly heard: (house: House, now: number) => HeardMessage
}

export interface ListeningOptions {
  readonly rules: MessageRules
  readonly router: RouterAgent
  /** What no model may see of the conversation. */
  readonly known: KnownPrivate
}

/** What a message means in its conversation: by the router, and by the rules alone. */
export async function listen(
  before: Conversation,
  message: string,
  { rules, router, known }: ListeningOptions,
  context: AgentContext,
): Promise<Listening> {
  const language = before.turn === 0 ? undefined : before.language
  const expecting = expectingOf(before.task?.awaiting)
  const parts = partsOfMessage(message, rules)
  const [first = message, ...others] = parts
  const asksSeveral = others.length > 0 || asksForSeveral(message)
  const alone = rules.understand(first, { language, expecting })
  // Who the guest is, and how many come, may stand anywhere in a message that asks for two tables.
  const shared = others.length > 0 ? sharedIn(rules.understand(message, { language }).slots) : {}
  const ruled = { ...alone, slots: { ...shared, ...alone.slots } }
  const orders = ordersIn(message, rules.understand(message, { language, expecting }).noName)
  // What gives orders reaches no model.
  const routed = orders.isOrder
    ? byRules(ruled, 'not-needed')
    : await router.understand({ message: first, language, expecting, known, ruled }, context)
  const relative = isOfSomething(before, ruled) ? relativeWishIn(first) : {}
  const isRelative = Object.keys(relative).length > 0
  const { slots: understood } = routed.value
  const intent = isRelative
    ? 'change'
    : isAboutBooking(ruled)
      ? ruled.intent
      : intentOf(routed.value.intent, ruled.intent)
  return {
    routed,
    conversation: {
      ...before,
      language: languageOf(message, language, routed.value.language),
      register: registerOf(message, before.register),
    },
    heard: (house, now) => {
      const { slots: said, doubt } = crossCheck(understood, ruled.slots, { message: first, house, now })
      // Whatever a model makes of it.
      const named = ruled.isNoName ? { ...said, name: undefined } : said
      const slots = isRelative ? withoutWhatIsRelative(named, relative) : named
      const further = others.map((part) => furtherSlots(part, slots, rules))
      return {
        message: first,
        whole: message,
        intent,
        slots,
        relative,
        doubt: isRelative ? undefined : doubt,
        ruled,
        further,
        asksSeveral,
        orders,
      }
    },
  }
}

/** Whether there is anything that a message can be relative to. */
function isOfSomething({ task, proven }: Conversation, { intent, slots }: Understanding): boolean {
  return task !== undefined || proven.length > 0 || intent === 'change' || slots.code !== undefined
}

/** Whoever names a code speaks of that booking, whatever a model makes of it. */
function isAboutBooking({ intent, slots }: Understanding): boolean {
  return slots.code !== undefined && (intent === 'cancel' || intent === 'change')
}

const NO_CANCELLATION: ReadonlySet<Intent> = new Set([
  'book',
  'check',
  'change',
  'info',
  'greet',
  'thank',
  'affirm',
])

/** What takes something away needs more than a model's word: where the rules read something else, it is that. */
function intentOf(understood: Intent, ruled: Intent): Intent {
  return understood === 'cancel' && NO_CANCELLATION.has(ruled) ? ruled : understood
}

/** "Una hora más tarde" names no hour, "dos más" no number of people. */
function withoutWhatIsRelative(slots: Slots, { byMinutes, byPeople }: RelativeWish): Slots {
  return {
    ...slots,
    ...(byMinutes === undefined ? {} : { time: undefined }),
    ...(byPeople === undefined ? {} : { people: undefined, peopleRange: undefined }),
  }
}

function sharedIn({ name, phone, email, people }: Slots): Slots {
  return {
    ...(people === undefined ? {} : { people }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  }
}
