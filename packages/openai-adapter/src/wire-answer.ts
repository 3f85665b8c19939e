import { z } from 'zod'
import type { Answer } from './accept-answer.ts'
import type { ChatUsage } from '@larder/assistant'
import { chatModelError } from './openai-errors.ts'
import { usageFrom } from './usage.ts'

const wholeAnswer = z.object({
  model: z.string().optional(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.unknown().optional(),
})

const chunk = z.object({
  model: z.string().nullish(),
  /** Empty in the last one, which brings the usage. */
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z
        .object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          reasoning_content: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
  usage: z.unknown().optional(),
})

/** Of a stream, in characters: no answer that we ask for comes near it, and a server that never ends is cut off. */
const MAX_TEXT = 1_000_000

interface Origin {
  readonly provider: string
  readonly requestId: string | undefined
}

/** An answer in one piece. Throws ChatModelError INVALID_OUTPUT for anything else, such as the HTML of a proxy. */
export function answerFrom(body: unknown, { provider, requestId }: Origin): Answer {
  const { data, success } = wholeAnswer.safeParse(body)
  const choice = data?.choices[0]
  if (!success || !choice)
    throw chatModelError('INVALID_OUTPUT', { provider, requestId }, 'it was no completion')
  return {
    text: choice.message.content ?? '',
    finish: choice.finish_reason ?? undefined,
    isRefusal: Boolean(choice.message.refusal),
    model: data.model,
    usage: usageFrom(data.usage),
    requestId,
  }
}

/** Puts an answer together from the chunks of a stream. */
export class AnswerParts {
  readonly #provider: string
  #text = ''
  #finish: string | undefined
  #isRefusal = false
  #model: string | undefined
  #usage: ChatUsage | undefined
  #requestId: string | undefined
  #hasBegun = false

  constructor(provider: string) {
    this.#provider = provider
  }

  /** Whether it has said anything: a word, a thought or a refusal. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  get answer(): Answer {
    return {
      text: this.#text,
      finish: this.#finish,
      isRefusal: this.#isRefusal,
      model: this.#model,
      usage: this.#usage,
      requestId: this.#requestId,
    }
  }

  /** Throws INVALID_OUTPUT, and closes the connection, unless the answer is a stream: the SDK reads any text as an empty one. */
  begin(response: Response, requestId: string | undefined, close: (reason: Error) => void): void {
    this.#requestId = requestId
    const type = response.headers.get('content-type') ?? ''
    if (!/html|json/i.test(type)) return
    const error = this.#invalid('it was no stream')
    close(error)
    throw error
  }

  /** The text that the chunk adds. */
  add(raw: unknown): string {
    const { data, success } = chunk.safeParse(raw)
    if (!success) throw this.#invalid('a piece of it had another form')
    this.#model ??= data.model ?? undefined
    this.#usage = usageFrom(data.usage) ?? this.#usage
    const [choice] = data.choices
    const { content, refusal, reasoning_content: thought } = choice?.delta ?? {}
    this.#finish ??= choice?.finish_reason ?? undefined
    this.#isRefusal ||= Boolean(refusal)
    this.#hasBegun ||= Boolean(content || refusal || thought)
    this.#text += content ?? ''
    if (this.#text.length > MAX_TEXT) throw this.#invalid(`it had more than ${MAX_TEXT} characters`)
    return content ?? ''
  }

  #invalid(detail: string): Error {
    return chatModelError('INVALID_OUTPUT', { provider: this.#provider, requestId: this.#requestId }, detail)
  }
}
