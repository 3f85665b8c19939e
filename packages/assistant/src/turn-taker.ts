import type { Clock } from '@larder/cache-core'
import { DateTime } from 'luxon'
import type { AgentContext } from './agents/ask-models.ts'
import type { HumanAgent } from './agents/human-agent.ts'
import type { LogicAgent } from './agents/logic-agent.ts'
import type { MessageRules, RouterAgent } from './agents/router-agent.ts'
import type { Served, ServedAs } from './agents/served-as.ts'
import { boundedBook } from './bounded-book.ts'
import type { Conversation } from './conversation/conversation.ts'
import { expectingOf } from './conversation/expecting.ts'
import { withoutConsent } from './conversation/without-consent.ts'
import type { Scene } from './conversation/scene.ts'
import type { Step } from './conversation/step.ts'
import { takeTurn } from './conversation/take-turn.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { Fact } from './facts.ts'
import type { House } from './house.ts'
import type { HousePage } from './house-page.ts'
import type { ReservationBook } from './ports/reservation-book.ts'
import { listen, type Listening } from './listening.ts'
import type { KnownPrivate } from './redaction.ts'
import type { ConversationState, Reply, ReplyEvent } from './reply.ts'

export interface TurnTakerOptions {
  readonly book: ReservationBook
  readonly page: HousePage
  readonly clock: Clock
  readonly store: ConversationStore
  readonly rules: MessageRules
  readonly router: RouterAgent
  readonly logic: LogicAgent
  readonly human: HumanAgent
  /** Told of what kept a message from being answered as it should be. */
  readonly onTrouble: (error: unknown) => void
}

/** Takes one message of a conversation from its words to the words of the reply. */
export class TurnTaker {
  readonly #options: TurnTakerOptions
  /** The last one that could be read, for when the book cannot be reached. */
  #house: House | undefined

  constructor(options: TurnTakerOptions) {
    this.#options = options
  }

  async take(
    before: Conversation,
    message: string,
    context: AgentContext,
    tell: (event: ReplyEvent) => void,
  ): Promise<Reply> {
    const { rules, router, human, page, store, clock } = this.#options
    const book = boundedBook(this.#options.book, clock, context)
    const house = await this.#readHouse(book, context)
    const listening = await listen(before, message, { rules, router, known: privateOf(before) }, context)
    const { routed, conversation } = listening
    const { language, register } = conversation
    tell({ type: 'understood', intent: routed.value.intent, language })
    const chosen: Served<unknown>[] = []
    const step = house
      ? await this.#step(listening, { house, book, chosen }, context)
      : trouble(conversation, page)
    const after: Conversation = { ...step.conversation, turn: before.turn + 1 }
    // Before anything else can fail: what was written to the book must not be forgotten.
    await store.write(after)
    const style = { language, register, today: todayIn(house, clock) }
    const said = await human.say({ facts: step.facts, style, known: privateOf(after, step) }, context)
    return {
      conversationId: after.id,
      text: said.value,
      language,
      facts: step.facts,
      state: stateOf(after),
      ...(step.booking === undefined ? {} : { booking: step.booking }),
      servedBy: servedBy(routed.servedAs, chosen[0]?.servedAs, said.servedAs),
      usd: sum([routed, ...chosen, said].map(({ usd }) => usd)),
    }
  }

  async #step(
    { conversation, heard }: Listening,
    { house, book, chosen }: Tools,
    context: AgentContext,
  ): Promise<Step> {
    const { logic, page, clock, store, onTrouble } = this.#options
    const now = clock.now()
    const chooseOffers: Scene['chooseOffers'] = async (dilemma) => {
      const served = await logic.choose(dilemma, context)
      chosen.push(served)
      return served.value
    }
    try {
      const { signal } = context
      const keep: Scene['keep'] = (sent) => store.write(sent)
      const scene: Scene = { book, house, page, now, signal, keep, chooseOffers, onTrouble }
      return await takeTurn(conversation, heard(house, now), scene)
    } catch (error) {
      context.signal.throwIfAborted()
      onTrouble(error)
      // Nothing was written: writing has its own way to tell of trouble.
      return trouble(conversation, page)
    }
  }

  async #readHouse(book: ReservationBook, { signal }: AgentContext): Promise<House | undefined> {
    try {
      this.#house = await book.house({ signal })
    } catch (error) {
      signal.throwIfAborted()
      this.#options.onTrouble(error)
    }
    return this.#house
  }
}

interface Tools {
  readonly house: House
  readonly book: ReservationBook
  /** Where the choices of the logic agent are noted. */
  readonly chosen: Served<unknown>[]
}

function trouble(conversation: Conversation, { phone }: HousePage): Step {
  return { conversation: withoutConsent(conversation), facts: [{ kind: 'trouble', phone }] }
}

function todayIn(house: House | undefined, clock: Clock): string {
  return DateTime.fromMillis(clock.now(), { zone: house?.timeZone ?? 'utc' }).toFormat('yyyy-MM-dd')
}

/** What no model may see of a conversation. */
function privateOf({ guest, task, proven }: Conversation, step?: Step): KnownPrivate {
  const all = (...texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined)
  const told = step?.facts.flatMap(privateOfFact) ?? []
  return {
    names: all(
      guest.name,
      task?.claim.name,
      ...proven.map(({ name }) => name),
      ...told.map(({ name }) => name),
    ),
    phones: all(guest.phone, task?.claim.phone, ...told.map(({ phone }) => phone)),
    emails: all(guest.email),
    codes: all(task?.claim.code, ...proven.map(({ code }) => code), ...told.map(({ code }) => code)),
    health: task?.wanted.diet,
  }
}

interface PrivateFact {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly code?: string | undefined
}

/** Who and which booking a fact is about. The phone of a summary is the guest's, every other one is the house's. */
function privateOfFact(fact: Fact): readonly PrivateFact[] {
  if (fact.kind === 'ask-which') return fact.bookings.map(({ code }) => ({ code }))
  if (fact.kind === 'summary') return [{ name: fact.name, phone: fact.phone, code: fact.code }]
  return [{ ...('name' in fact ? { name: fact.name } : {}), ...('code' in fact ? { code: fact.code } : {}) }]
}

/** What others may know of where a conversation stands. */
export function stateOf({ turn, task, proven }: Conversation): ConversationState {
  return {
    turn,
    task: task?.kind,
    expecting: expectingOf(task?.awaiting),
    codes: proven.map(({ code }) => code),
  }
}

function servedBy(router: ServedAs, logic: ServedAs | undefined, human: ServedAs): Reply['servedBy'] {
  return { router, ...(logic === undefined ? {} : { logic }), human }
}

function sum(costs: readonly (number | undefined)[]): number | undefined {
  return costs.reduce((all, usd) => (all === undefined || usd === undefined ? undefined : all + usd), 0)
}
