import type { AgentContext } from './agents/ask-models.ts'
import type { MessageRules, RouterAgent } from './agents/router-agent.ts'
import { byRules, type Served } from './agents/served-as.ts'
import type { Conversation } from './conversation/conversation.ts'
import { crossCheck } from './conversation/cross-check.ts'
import { expectingOf } from './conversation/expecting.ts'
import type { HeardMessage } from './conversation/heard.ts'
import { languageOf, registerOf } from './conversation/manners.ts'
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
  // Who the guest is may stand anywhere in a message that asks for two tables.
  const contact = others.length > 0 ? contactIn(rules.understand(message, { language }).slots) : {}
  const ruled = { ...alone, slots: { ...contact, ...alone.slots } }
  const orders = ordersIn(message, rules.understand(message, { language, expecting }).noName)
  // What gives orders reaches no model.
  const routed = orders.isOrder
    ? byRules(ruled, 'not-needed')
    : await router.understand({ message: first, language, expecting, known, ruled }, context)
  const { slots: understood } = routed.value
  const intent = isAboutBooking(ruled) ? ruled.intent : intentOf(routed.value.intent, ruled.intent)
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
      const slots = ruled.isNoName ? { ...said, name: undefined } : said
      const further = others.map((part) => furtherSlots(part, slots, rules))
      return { message: first, whole: message, intent, slots, doubt, ruled, further, asksSeveral, orders }
    },
  }
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

function contactIn({ name, phone, email }: Slots): Slots {
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  }
}
