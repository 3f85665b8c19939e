import type { AgentName, ChatRequest } from '@larder/assistant'
import type { Random } from '@larder/cache-core'
import type { TrialCase } from '../trial.ts'

/** What an oracle says in a model's place, as text. */
export interface OracleScript {
  /** `asked` is the last message, as it arrived. */
  readonly right: (item: TrialCase, asked: string) => string
  /** One of the wrong answers there are. */
  readonly wrong: (item: TrialCase, asked: string, random: Random) => string
  /** Whether each question of a case is right or wrong for itself: a dialogue is not so as a whole. Default false. */
  readonly isByQuestion?: boolean | undefined
  /** How often an oracle is right here that is right in 90 % elsewhere; others in proportion. Default 0.9. */
  readonly accuracy?: ((item: TrialCase) => number) | undefined
}

/** By agent: one case may ask several. */
export type OracleScripts = Readonly<Partial<Record<AgentName, OracleScript>>>

export interface ExpectedQuestion {
  readonly item: TrialCase
  readonly repeat: number
  readonly scripts: OracleScripts
}

export interface AnnouncedQuestion extends Omit<ExpectedQuestion, 'scripts'> {
  readonly script: OracleScript
}

/**
 * Where an oracle behind a server learns which case a request belongs to: prompts carry no ids, and must not, or models
 * would get what guests do not send. First come, first served among equal questions to one model.
 */
export class OracleDesk {
  readonly #waiting = new Map<string, AnnouncedQuestion[]>()

  /** Before the request is made. */
  expect(model: string, { messages, agent }: ChatRequest, { scripts, ...question }: ExpectedQuestion): void {
    const script = scripts[agent]
    if (script === undefined) throw new Error(`There is no oracle for ${agent}.`)
    const key = keyOf(model, messages.at(-1)?.content ?? '')
    const waiting = this.#waiting.get(key)
    const announced = { ...question, script }
    if (waiting) waiting.push(announced)
    else this.#waiting.set(key, [announced])
  }

  /** By whoever answers, with the last message as it arrived; `undefined` for a question that nobody announced. */
  take(model: string, content: string): AnnouncedQuestion | undefined {
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
