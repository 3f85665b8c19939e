import { INTENTS, type SymbolicDate, type SymbolicTime, type Understanding } from '@larder/assistant'
import type { Random } from '@larder/cache-core'
import type { OracleScript } from './oracle-desk.ts'
import type { RouterGold } from '../tracks/router-cases.ts'

/** RouterAgent's model as an oracle. */
export const ROUTER_SCRIPT: OracleScript = {
  right: ({ gold }) => JSON.stringify(routerAnswerOf(understood(gold as RouterGold))),
  wrong: ({ gold }, _asked, random) => JSON.stringify(wrongRouterAnswer(gold as RouterGold, random)),
}

/** An understanding in the words of the schema that RouterAgent's models answer in. */
export function routerAnswerOf({
  intent,
  language,
  slots,
}: Understanding): Readonly<Record<string, unknown>> {
  const { people, highChairs, pets, accessible, zone, name, phone, email, code, topic, notes, diet } = slots
  return {
    intent,
    language,
    date: slots.date === undefined ? null : answeredDate(slots.date),
    time: slots.time === undefined ? null : answeredTime(slots.time),
    people: people ?? null,
    highChairs: highChairs ?? null,
    pets: pets ?? null,
    accessible: accessible ?? null,
    zone: zone ?? null,
    name: name ?? null,
    phone: phone ?? null,
    email: email ?? null,
    code: code ?? null,
    hasDiet: diet === undefined ? null : true,
    topic: topic ?? null,
    notes: notes ?? null,
  }
}

/** Another intent than was meant. */
function wrongRouterAnswer(gold: RouterGold, random: Random): Readonly<Record<string, unknown>> {
  const others = INTENTS.filter((intent) => intent !== gold.intent)
  return {
    ...routerAnswerOf(understood(gold)),
    intent: others[Math.floor(random.next() * others.length)] ?? 'other',
  }
}

function understood({ intent, lang, slots }: RouterGold): Understanding {
  return { intent, language: lang, slots }
}

function answeredDate(date: SymbolicDate): object {
  if (date.kind === 'weekday') {
    const { weekday, which, weeksLater } = date
    return { kind: 'weekday', weekday, which, weeksLater: weeksLater ?? 0 }
  }
  if (date.kind === 'date')
    return { kind: 'date', day: date.day, month: date.month ?? null, year: date.year ?? null }
  return date
}

function answeredTime(time: SymbolicTime): object {
  if (time.kind !== 'clock') return time
  const { kind, hour, minute, half, isAbout } = time
  return { kind, hour, minute, half: half ?? null, isAbout: isAbout ?? false }
}
