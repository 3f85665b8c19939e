import type { House } from '@larder/assistant'
import type { RouterAnswer, RouterGold, RouterInput } from '../tracks/router-cases.ts'
import type { Grade, TrialCase } from '../trial.ts'
import { foundSlots } from './grade-slots.ts'
import { isWhenExact, whenOf } from './grade-when.ts'

export const ROUTER_PRIMARY =
  'the intent, and the day and time to the minute, or the question for them where they are open'

/** Judges by code what a router understood. No answer has understood nothing. */
export function gradeRouter(houses: ReadonlyMap<string, House>): (item: TrialCase, answer: unknown) => Grade {
  return (item, answer) => {
    const { now, houseId } = item.input as RouterInput
    const gold = item.gold as RouterGold
    const house = houses.get(houseId)
    if (house === undefined) throw new Error(`${item.id} is of a house that is not there: ${houseId}.`)
    if (answer === undefined) return unanswered(gold)
    return gradeUnderstanding(answer as RouterAnswer, gold, now, house)
  }
}

function unanswered(gold: RouterGold): Grade {
  return {
    isCorrect: false,
    checks: { intent: false, 'an answer of the right shape': false },
    label: { gold: gold.intent, said: 'no answer' },
    found: foundSlots({}, gold.slots),
  }
}

function gradeUnderstanding(said: RouterAnswer, gold: RouterGold, now: string, house: House): Grade {
  const when = whenOf(said, now, house)
  const isIntent = said.intent === gold.intent
  const { resolved } = gold
  const isExact = resolved === undefined || isWhenExact(when, resolved)
  return {
    isCorrect: isIntent && isExact,
    checks: {
      intent: isIntent,
      'an answer of the right shape': true,
      language: said.language === gold.lang,
      ...(resolved && { 'day and time exact': isExact }),
      ...clarifying(when.needs, gold),
    },
    label: { gold: gold.intent, said: said.intent },
    found: foundSlots(said.slots, gold.slots),
  }
}

/** Asks when it has to, and does not when it need not. */
function clarifying(needs: ReadonlySet<string>, { intent, resolved }: RouterGold): Record<string, boolean> {
  if (resolved === undefined || (intent !== 'book' && intent !== 'check')) return {}
  const due = resolved.needs ?? []
  const may = new Set<string>([
    ...due,
    ...(resolved.mayAsk ?? []),
    ...(resolved.isPast ? ['date', 'time'] : []),
  ])
  return {
    ...(due.length > 0 && { 'asks what it has to (recall)': due.every((slot) => needs.has(slot)) }),
    ...(needs.size > 0 && {
      'asks only what it has to (precision)': [...needs].every((slot) => may.has(slot)),
    }),
  }
}
