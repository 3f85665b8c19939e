import type { Clock, Random } from '@larder/cache-core'
import { z } from 'zod'
import { factGuard } from '../fact-guard.ts'
import type { Fact } from '../facts.ts'
import type { ChatModel } from '../ports/chat-model.ts'
import { type KnownPrivate, Redaction } from '../redaction.ts'
import { replyFromTemplate, type ReplyStyle } from '../replies/reply-templates.ts'
import { type AgentContext, askModels } from './ask-models.ts'
import { responseSchema } from './response-schema.ts'
import { byRules, type Served } from './served-as.ts'

/** Against monotony: as many ways to say one thing are kept. */
const VARIANTS = 4

export interface HumanAgentOptions {
  readonly models: readonly ChatModel[]
  readonly clock: Clock
  readonly random: Random
  readonly tenant: string
  /** For all models together, in ms. Default 5,000. */
  readonly deadlineMs?: number | undefined
}

export interface ToSay {
  readonly facts: readonly Fact[]
  readonly style: ReplyStyle
  /** What no model may see. */
  readonly known: KnownPrivate
}

const PROMPT = `You write for a restaurant's assistant. You get JSON: a draft of a reply to a guest, and how to write it.
Reword the draft so that it sounds warm and natural. Answer with JSON: {"reply":"…"}.
Keep every date, time, number, code, name and placeholder (such as [NAME_1]) of the draft, and add none. Say that something is
booked, changed or cancelled only if the draft says so. Promise nothing, offer no gifts or discounts, mention no prices.
Ask what the draft asks, and nothing else. At most as long as the draft plus one short sentence. No emojis, no markup.
"register": tu means that a Spanish guest is addressed as tú, usted as usted.`

/** Changes with every change of the text above. */
const PROMPT_VERSION = 'human-1'

const SCHEMA = responseSchema('reply', z.object({ reply: z.string().max(2_000) }))

/** Puts facts into words. A model sees neither the guest's words nor who the guest is; what it adds to the facts is not sent. */
export class HumanAgent {
  readonly #options: HumanAgentOptions

  constructor(options: HumanAgentOptions) {
    this.#options = options
  }

  /** By the first model whose words pass the fact guard, else by the template. */
  async say({ facts, style, known }: ToSay, context: AgentContext): Promise<Served<string>> {
    const { models, clock, random, tenant, deadlineMs = 5_000 } = this.#options
    const template = replyFromTemplate(facts, style)
    if (models.length === 0) return byRules(template, 'no-model')
    const redaction = new Redaction()
    const draft = redaction.hideKnown(template, known)
    const answer = await askModels(
      {
        agent: 'human',
        system: PROMPT,
        messages: [
          {
            role: 'user',
            content: JSON.stringify({ language: style.language, register: style.register, draft }),
          },
        ],
        schema: SCHEMA,
        effort: 'none',
        maxTokens: 500,
        tenant,
        promptVersion: PROMPT_VERSION,
        variant: Math.floor(random.next() * VARIANTS),
      },
      { models, clock, deadlineMs },
      context,
    )
    if (!answer) return byRules(template, 'failed')
    const reply = redaction.restore(answer.value.reply).trim()
    if (factGuard({ reply, template, facts, today: style.today }).length > 0)
      return byRules(template, 'not-in-the-facts', answer.usd)
    return { value: reply, servedAs: answer.servedAs, usd: answer.usd }
  }
}
