import type { Clock } from '@larder/cache-core'
import { z } from 'zod'
import type { AvailabilityReason, Seating } from '../availability-result.ts'
import type { LocalDate, LocalTime } from '../house.ts'
import type { ChatModel } from '../ports/chat-model.ts'
import type { Zone } from '../slots.ts'
import { type AgentContext, askModels } from './ask-models.ts'
import { responseSchema } from './response-schema.ts'
import { byRules, type Served } from './served-as.ts'

/** How many are offered in one reply. */
const MOST_OFFERS = 3

/** What cannot be had, and what can: no names, no phones, no words of the guest. */
export interface Dilemma {
  readonly asked: {
    readonly date: LocalDate
    readonly time: LocalTime
    readonly people: number
    readonly zone?: Zone | undefined
  }
  readonly reasons: readonly AvailabilityReason[]
  /** All of them are free. Nearest first. */
  readonly candidates: readonly Seating[]
}

export interface LogicAgentOptions {
  readonly models: readonly ChatModel[]
  readonly clock: Clock
  readonly tenant: string
  /** For all models together, in ms. Default 6,000. */
  readonly deadlineMs?: number | undefined
}

const PROMPT = `A restaurant cannot give a guest the table that was asked for. You choose what to offer in its place.
You get JSON: what was asked, why it cannot be had, and free candidates with an id. Answer with JSON: {"offer":["c1","c3"]},
one to three ids, the best first. Prefer the same day and the same zone at a time within an hour, then another zone at the
same time, then another day. Offer different kinds of choices rather than three neighbouring times.`

/** Changes with every change of the text above. */
const PROMPT_VERSION = 'logic-1'

const SCHEMA = responseSchema('offer', z.object({ offer: z.array(z.string().max(8)).max(10) }))

/** Chooses what to offer when something cannot be had. What is free is computed by code; a model can only order it. */
export class LogicAgent {
  readonly #options: LogicAgentOptions

  constructor(options: LogicAgentOptions) {
    this.#options = options
  }

  async choose(dilemma: Dilemma, context: AgentContext): Promise<Served<readonly Seating[]>> {
    const { models, clock, tenant, deadlineMs = 6_000 } = this.#options
    const { asked, reasons, candidates } = dilemma
    const byRule = candidates.slice(0, MOST_OFFERS)
    if (models.length === 0) return byRules(byRule, 'no-model')
    if (candidates.length < 2) return byRules(byRule, 'not-needed')
    const listed = candidates.map(({ date, time, zone }, index) => ({
      id: `c${index + 1}`,
      date,
      time,
      zone,
    }))
    const answer = await askModels(
      {
        agent: 'logic',
        system: PROMPT,
        messages: [{ role: 'user', content: JSON.stringify({ asked, reasons, candidates: listed }) }],
        schema: SCHEMA,
        effort: 'low',
        maxTokens: 1_000,
        tenant,
        promptVersion: PROMPT_VERSION,
      },
      { models, clock, deadlineMs },
      context,
    )
    if (!answer) return byRules(byRule, 'failed')
    const chosen = [...new Set(answer.value.offer)]
      .map((id) => candidates[listed.findIndex((candidate) => candidate.id === id)])
      .filter((seating) => seating !== undefined)
      .slice(0, MOST_OFFERS)
    if (chosen.length === 0) return byRules(byRule, 'not-in-the-facts', answer.usd)
    return { value: chosen, servedAs: answer.servedAs, usd: answer.usd }
  }
}
