import { replyFromTemplate, RulesRouter } from '@larder/assistant'
import type { HumanAnswer, HumanGold, HumanInput } from '../tracks/human-cases.ts'
import type { Grade, TrialCase } from '../trial.ts'

export const HUMAN_PRIMARY =
  'the model’s own words pass the fact guard: they say all of the facts, and nothing else'

const rules = new RulesRouter()

/** Judges by code what was written; the tone is nobody's here. */
export function gradeHuman(item: TrialCase, answer: unknown): Grade {
  if (answer === undefined) return { isCorrect: false, checks: {} }
  const { text, isPassed } = answer as HumanAnswer
  const { language } = item.gold as HumanGold
  const { facts, style } = item.input as HumanInput
  const template = replyFromTemplate(facts, style)
  return {
    isCorrect: isPassed,
    checks: {
      // What the guard held back is the template's, and says nothing of the model.
      ...(isPassed && {
        'the guest’s language': rules.understand(text, { language }).language === language,
        'one question at most': questions(text) <= Math.max(1, questions(template)),
        'not the template itself': text !== template,
      }),
    },
  }
}

function questions(text: string): number {
  return text.split('?').length - 1
}
