import { type Environment, ownEnvironment, versionOf } from '../environment.ts'
import type { Peer, TieredSetup } from '../peers/peer.ts'
import { ALL_PEERS } from '../peers/all-peers.ts'
import type { ScoreboardQuestion, Verdict } from './question.ts'
import { NotStarted } from './remote-cache.ts'
import { Stage } from './stage.ts'
import { timed } from './bounded-wait.ts'

export interface ScoreboardOptions {
  readonly rivals: readonly Rival[]
  readonly questions: readonly ScoreboardQuestion[]
  readonly onProgress: (line: string) => void
}

export interface Scoreboard {
  readonly environment: Environment
  readonly rivals: readonly { readonly name: string; readonly version: string; readonly setup: string }[]
  readonly questions: readonly Pick<ScoreboardQuestion, 'id' | 'title' | 'how'>[]
  readonly answers: readonly ScoreboardAnswer[]
}

export interface ScoreboardAnswer {
  readonly questionId: string
  readonly rival: string
  /** `—`: it does not offer what the question is about. */
  readonly result: Verdict['result'] | '—'
  readonly detail: string
  readonly ms?: number
}

/** A peer that can be set up with both tiers. */
export type Rival = Peer & { readonly tiered: TieredSetup }

export const RIVALS: readonly Rival[] = ALL_PEERS.filter((peer): peer is Rival => peer.tiered !== undefined)

/** A question that is not answered by then is answered with "it hangs". */
const DEADLINE_MS = 20_000

/** Asks every rival every question, one after the other, each time on a redis-server and in processes that nothing else uses. */
export async function runScoreboard(options: ScoreboardOptions): Promise<Scoreboard> {
  const answers: ScoreboardAnswer[] = []
  for (const question of options.questions) {
    options.onProgress(question.title)
    for (const rival of options.rivals) {
      const answer = await ask(question, rival)
      answers.push({ questionId: question.id, rival: rival.name, ...answer })
      options.onProgress(`  ${rival.name}: ${answer.result} ${answer.ms ?? ''} ${answer.detail}`)
    }
  }
  return {
    environment: await ownEnvironment(),
    rivals: options.rivals.map(({ name, packageName, tiered }) => ({
      name,
      version: versionOf(packageName),
      setup: tiered.description,
    })),
    questions: options.questions.map(({ id, title, how }) => ({ id, title, how })),
    answers,
  }
}

async function ask(
  question: ScoreboardQuestion,
  rival: Rival,
): Promise<Pick<ScoreboardAnswer, 'result' | 'detail' | 'ms'>> {
  if (question.needsTags && !rival.tiered.hasTags) return { result: '—', detail: 'it has no tags' }
  const stage = await Stage.open(rival, rival.tiered)
  try {
    const { outcome, value } = await timed(question.ask(stage), DEADLINE_MS)
    if (value instanceof NotStarted) throw value
    if (stage.crash !== undefined) return { result: 'no', detail: `crashed the process: ${stage.crash}` }
    if (outcome === 'waiting')
      return { result: 'no', detail: `hangs: no answer within ${DEADLINE_MS / 1_000} s` }
    if (outcome === 'failed') return { result: 'no', detail: String(value) }
    return value as Verdict
  } finally {
    await stage.close()
  }
}
