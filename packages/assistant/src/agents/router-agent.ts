import type { Clock } from '@larder/cache-core'
import type { ChatModel } from '../ports/chat-model.ts'
import type { Expecting } from '../rules/expecting.ts'
import { type KnownPrivate, Redaction } from '../redaction.ts'
import type { Language, Understanding } from '../slots.ts'
import { type AgentContext, askModels } from './ask-models.ts'
import { ROUTER_PROMPT, ROUTER_PROMPT_VERSION } from './router-prompt.ts'
import { ROUTER_SCHEMA } from './router-schema.ts'
import { byRules, type Served } from './served-as.ts'
import { slotsOfAnswer } from './slots-of-answer.ts'

/** Understands a message by rules alone. Never throws. */
export interface MessageRules {
  understand(
    message: string,
    context?: { readonly language?: Language | undefined; readonly expecting?: Expecting | undefined },
  ): Understanding
}

export interface Heard {
  readonly message: string
  /** Of the conversation so far. */
  readonly language?: Language | undefined
  readonly expecting?: Expecting | undefined
  /** What the conversation knows to be private. */
  readonly known: KnownPrivate
  /** What the rules make of it. */
  readonly ruled: Understanding
}

export interface RouterAgentOptions {
  readonly models: readonly ChatModel[]
  readonly clock: Clock
  readonly tenant: string
  /** For all models together, in ms. Default 4,000. */
  readonly deadlineMs?: number | undefined
}

/** Makes intent and symbolic slots of a message. Models see it without names, phones, addresses, codes and health. */
export class RouterAgent {
  readonly #options: RouterAgentOptions

  constructor(options: RouterAgentOptions) {
    this.#options = options
  }

  /** By the first model that answers, else by the rules. */
  async understand(heard: Heard, context: AgentContext): Promise<Served<Understanding>> {
    const { models, clock, tenant, deadlineMs = 4_000 } = this.#options
    const { message, ruled, expecting } = heard
    if (models.length === 0) return byRules(ruled, 'no-model')
    if (isAnsweredPrivately(heard)) return byRules(ruled, 'not-needed')
    const redaction = new Redaction()
    const hidden = redaction.hide(message, privateParts(heard))
    const asked = await askModels(
      {
        agent: 'router',
        system: ROUTER_PROMPT,
        messages: [
          {
            role: 'user',
            content: `Asked before: ${expecting ?? 'nothing'}. Message: ${JSON.stringify(hidden)}`,
          },
        ],
        schema: ROUTER_SCHEMA,
        effort: 'none',
        maxTokens: 400,
        temperature: 0,
        tenant,
        promptVersion: ROUTER_PROMPT_VERSION,
      },
      { models, clock, deadlineMs },
      context,
    )
    if (!asked) return byRules(ruled, 'failed')
    const { value: answer, servedAs, usd } = asked
    const slots = slotsOfAnswer({ answer, message, redaction, ruled: ruled.slots })
    return { value: { intent: answer.intent, language: answer.language, slots }, servedAs, usd }
  }
}

/** A name or a phone that was asked for, and nothing else: there is nothing in it that a model may see. */
function isAnsweredPrivately({ expecting, ruled }: Heard): boolean {
  if (expecting !== 'name' && expecting !== 'phone' && expecting !== 'code') return false
  const { slots } = ruled
  return (
    ruled.intent === 'inform' &&
    Object.keys(slots).every(
      (slot) => slot === 'name' || slot === 'phone' || slot === 'email' || slot === 'code',
    ) &&
    Object.keys(slots).length > 0
  )
}

function privateParts({ known, ruled: { slots } }: Heard): KnownPrivate {
  return {
    names: [...(known.names ?? []), ...(slots.name === undefined ? [] : [slots.name])],
    phones: [...(known.phones ?? []), ...(slots.phone === undefined ? [] : [slots.phone])],
    emails: [...(known.emails ?? []), ...(slots.email === undefined ? [] : [slots.email])],
    codes: [...(known.codes ?? []), ...(slots.code === undefined ? [] : [slots.code])],
    health: [...(known.health ?? []), ...(slots.diet ?? [])],
  }
}
