import { INTENTS, RulesRouter } from '@larder/assistant'
import { HUMAN_SCRIPT } from './human-oracle.ts'
import type { OracleScript, OracleScripts } from './oracle-desk.ts'
import { routerAnswerOf } from './router-oracle.ts'

const rules = new RulesRouter()

/** A turn within a dialogue has no gold of its own: what the rules make of it stands for right. */
const TURN_SCRIPT: OracleScript = {
  isByQuestion: true,
  accuracy: () => 0.97,
  right: (_item, asked) => JSON.stringify(routerAnswerOf(rules.understand(messageOf(asked)))),
  wrong: (_item, asked, random) => {
    const intent = INTENTS[Math.floor(random.next() * INTENTS.length)] ?? 'other'
    return JSON.stringify(routerAnswerOf({ ...rules.understand(messageOf(asked)), intent }))
  },
}

/** Offers the first of what is free, or the last. */
const CHOICE_SCRIPT: OracleScript = {
  isByQuestion: true,
  right: (_item, asked) => JSON.stringify({ offer: candidatesOf(asked).slice(0, 3) }),
  wrong: (_item, asked) => JSON.stringify({ offer: candidatesOf(asked).slice(-1) }),
}

/** All three agents. */
export const DIALOGUE_SCRIPTS: OracleScripts = {
  router: TURN_SCRIPT,
  logic: CHOICE_SCRIPT,
  human: { ...HUMAN_SCRIPT, isByQuestion: true },
}

/** Of RouterAgent's question: `… Message: "…"`. */
function messageOf(asked: string): string {
  return JSON.parse(asked.slice(asked.indexOf('Message: ') + 'Message: '.length)) as string
}

function candidatesOf(asked: string): readonly string[] {
  const { candidates } = JSON.parse(asked) as { readonly candidates: readonly { readonly id: string }[] }
  return candidates.map(({ id }) => id)
}
