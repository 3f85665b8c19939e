import type { ChatRequest } from '@larder/assistant'
import type { Random } from '@larder/cache-core'
import type { TrialCase } from '../trial.ts'

/** What an oracle says to a case; what a model would have to say, as text. */
export interface OracleScript {
  readonly right: (item: TrialCase) => string
  /** One of the wrong answers there are. */
  readonly wrong: (item: TrialCase, random: Random) => string
  /** How often it is right, where that is not the oracle's own matter: by the size of the book. */
  readonly accuracy?: ((item: TrialCase) => number) | undefined
}

export interface ExpectedQuestion {
  readonly item: TrialCase
  readonly repeat: number
  readonly script: OracleScript
}

/**
 * Where an oracle behind a server learns which case a request belongs to: prompts carry no ids, and must not, or models
 * would get what guests do not send. First come, first served among equal questions to one model.
 */
export class OracleDesk {
  readonly #waiting = new Map<string, ExpectedQuestion[]>()

  /** Before the request is made. */
  expect(model: string, { messages }: ChatRequest, question: ExpectedQuestion): void {
    const key = keyOf(model, messages.at(-1)?.content ?? '')
    const waiting = this.#waiting.get(key)
    if (waiting) waiting.push(question)
    else this.#waiting.set(key, [question])
  }

  /** By whoever answers, with the last message as it arrived; `undefined` for a question that nobody announced. */
  take(model: string, content: string): ExpectedQuestion | undefined {
    const key = keyOf(model, content)
    const waiting = this.#waiting.get(key)
    const question = waiting?.shift()
    if (waiting?.length === 0) this.#waiting.delete(key)
    return question
  }
}

function keyOf(model: string, content: string): string {
  return JSON.stringify([model, content])
}
