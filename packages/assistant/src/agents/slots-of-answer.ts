import { plainWord } from '../redaction/given-names.ts'
import { healthPhrases } from '../redaction/health-words.ts'
import type { Redaction } from '../redaction.ts'
import type { Slots, SymbolicDate, SymbolicTime } from '../slots.ts'
import type { RouterAnswer } from './router-schema.ts'

export interface AnswerInContext {
  readonly answer: RouterAnswer
  /** As the guest wrote it. */
  readonly message: string
  readonly redaction: Redaction
  /** What the rules found in the message itself. */
  readonly ruled: Slots
}

/**
 * A model's answer as slots. Words that it should have copied count only if the message has them; of a diet it knows only
 * that there is one, so that the guest's own words are kept.
 */
export function slotsOfAnswer({ answer, message, redaction, ruled }: AnswerInContext): Slots {
  const copied = (text: string | null) => verbatim(text, message, redaction)
  const health = ruled.diet ?? healthPhrases(message)
  return defined({
    date: answer.date === null ? undefined : dateOf(answer.date),
    time: answer.time === null ? undefined : timeOf(answer.time),
    people: answer.people ?? undefined,
    peopleRange: answer.people === null ? ruled.peopleRange : undefined,
    highChairs: answer.highChairs ?? undefined,
    pets: answer.pets ?? undefined,
    accessible: answer.accessible ?? undefined,
    zone: answer.zone ?? undefined,
    diet: health.length > 0 ? health : undefined,
    name: copied(answer.name) ?? ruled.name,
    phone: ruled.phone ?? copied(answer.phone),
    email: ruled.email ?? copied(answer.email),
    code: ruled.code ?? copied(answer.code),
    topic: answer.topic ?? undefined,
    notes: copied(answer.notes) ?? ruled.notes,
  })
}

function verbatim(text: string | null, message: string, redaction: Redaction): string | undefined {
  if (text === null) return undefined
  const restored = redaction.restore(text).trim()
  return restored !== '' && plainWord(message).includes(plainWord(restored)) ? restored : undefined
}

function dateOf(date: NonNullable<RouterAnswer['date']>): SymbolicDate {
  if (date.kind === 'date')
    return defined({ ...date, month: date.month ?? undefined, year: date.year ?? undefined })
  if (date.kind === 'weekday')
    return defined({ ...date, weeksLater: date.weeksLater === 0 ? undefined : date.weeksLater })
  return date
}

function timeOf(time: NonNullable<RouterAnswer['time']>): SymbolicTime {
  if (time.kind !== 'clock') return time
  return defined({ ...time, half: time.half ?? undefined, isAbout: time.isAbout ? true : undefined })
}

/** Without the properties that are `undefined`. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}
