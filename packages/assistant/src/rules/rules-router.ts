import type { InfoTopic, Intent, Language, Slots, Understanding } from '../slots.ts'
import { bareNumberOf } from './bare-numbers.ts'
import { bareCode, contactOf, spokenPhone } from './contact.ts'
import { dietOf } from './diet.ts'
import type { Expecting } from './expecting.ts'
import type { Finding } from './finding.ts'
import { findingsOf } from './findings-of.ts'
import type { NameFound } from './guest-name.ts'
import { intentOf } from './intent-of.ts'
import { intentQuestion, type IntentQuestion } from './intent-question.ts'
import { languageOf } from './language-of.ts'
import { type NameGiven, nameGiven } from './name-given.ts'
import { newFindings, oldFindings } from './new-findings.ts'
import { occasionOf } from './occasions.ts'
import { ORDINAL_WORDS } from './ordinal-words.ts'
import { readMessage, type Reading } from './reading.ts'
import { settleDate } from './settle-date.ts'
import { settleParty } from './settle-party.ts'
import { settleTime } from './settle-time.ts'
import { tokenize } from './tokenize.ts'
import { wishesOf } from './wishes.ts'

/** What is known before a message is read. */
export interface RulesContext {
  /** The language of the conversation so far: counts where the message itself tells nothing. Default Spanish. */
  readonly language?: Language | undefined
  /** What the guest was asked for, so that "cuatro" answers it. */
  readonly expecting?: Expecting | undefined
}

/** Only the first so many characters of a message are read. */
export const MESSAGE_MAX_CHARACTERS = 4_000

/**
 * Understands what guests write in Spanish and English by rules alone: no model, no key, no clock, the same answer every time.
 * Takes time linear in the message and never throws.
 */
export class RulesRouter {
  understand(message: string, context: RulesContext = {}): Understanding {
    const text = message.slice(0, MESSAGE_MAX_CHARACTERS)
    const tokens = tokenize(text)
    const language = languageOf(tokens, text, context.language)
    const reading = readMessage(text, tokens, language)
    const given = nameGiven(reading, context.expecting)
    const slots = slotsOf(reading, given, context.expecting)
    const asked = intentQuestion(reading, slots, context.expecting)
    const intent = intentOf(asked)
    const about = aboutOf(intent, asked)
    return {
      intent,
      language,
      slots: slotsFor(intent, asked, given),
      ...(about && { about }),
      ...(given.isNoName && { isNoName: true, noName: given.noName }),
    }
  }
}

/** Where a phone is spoken of, digits that are said one by one are one. */
const PHONE = /tel[eé]fono|\btel\b|m[oó]vil|celular|phone|mobile/i

function slotsOf(
  reading: Reading,
  { found, name }: NameGiven,
  expecting: Expecting | undefined,
  isChange = false,
): Slots {
  const phone = expecting === 'phone' || PHONE.test(reading.message) ? spokenPhone(reading) : undefined
  const code = expecting === 'code' ? bareCode(reading) : undefined
  const notes = occasionOf(reading)
  const diet = dietOf(reading)
  return {
    ...whenAndWho(reading, expecting, found, isChange),
    ...wishesOf(reading),
    ...(diet.length > 0 && { diet }),
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(code !== undefined && { code }),
    ...contactOf(reading),
    ...(notes !== undefined && { notes }),
  }
}

function whenAndWho(
  reading: Reading,
  expecting: Expecting | undefined,
  name: NameFound | undefined,
  isChange: boolean,
): WhenAndWho {
  if (expecting !== 'date' && isOnlyPlace(reading)) return {}
  const taken = reading.items.map((_, at) => name !== undefined && at >= name.from && at < name.to)
  const all = findingsOf(reading, taken)
  const found = isChange ? newFindings(all, reading) : all
  const answer = bareNumberOf(reading, all, expecting)
  const findings =
    answer === undefined ? found : [...found.filter(({ from }) => from !== answer.from), answer]
  return whenAndWhoOf(findings, reading)
}

/** "El primero", "the second": one of several, unless a day was asked for. */
function isOnlyPlace({ items }: Reading): boolean {
  const words = items.filter(({ kind }) => kind !== 'symbol')
  const [article, place] = words
  return (
    words.length === 2 &&
    /^(?:el|the)$/.test(article?.text ?? '') &&
    Object.hasOwn(ORDINAL_WORDS, place?.text ?? '')
  )
}

type WhenAndWho = Pick<Slots, 'date' | 'time' | 'people' | 'peopleRange' | 'highChairs'>

function whenAndWhoOf(findings: readonly Finding[], reading: Reading): WhenAndWho {
  const [date, time] = [settleDate(findings, reading), settleTime(findings, reading)]
  return {
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time }),
    ...settleParty(findings),
  }
}

/** What a message with that intent says: a question about dogs brings none, and what was booked is not what is wanted. */
function slotsFor(
  intent: Intent,
  { slots, reading, expecting, topic }: IntentQuestion,
  given: NameGiven,
): Slots {
  const { name, phone, email, code } = slots
  if (intent === 'change') return slotsOf(reading, given, expecting, true)
  if (intent === 'info') return askedOf(slots, topic ?? 'other')
  if (['human', 'other', 'greet', 'thank'].includes(intent)) return pickDefined({ name, phone, email, code })
  return slots
}

/** "Cancela las dos" names none of them, and no hour. */
const BOTH = /(?<!(?:\b(?:a|de|sobre|hacia) )|\p{L})(?:l[ao]s dos|amb[ao]s|both)(?!\p{L})/iu

/** What tells which booking is to be cancelled or changed. */
function aboutOf(intent: Intent, { slots, reading }: IntentQuestion): Understanding['about'] {
  if (BOTH.test(reading.message)) return undefined
  const { date, time, people } =
    intent === 'change' ? whenAndWhoOf(oldFindings(findingsOf(reading), reading), reading) : slots
  const about = pickDefined({ date, time, people })
  const isAboutOne = (intent === 'change' || intent === 'cancel') && Object.keys(about).length > 0
  return isAboutOne ? about : undefined
}

/** A question for a ramp tells of a wheelchair; a question for vegan dishes does not make a vegan. */
function askedOf({ date, time, accessible }: Slots, topic: InfoTopic): Slots {
  return pickDefined({ date, time, accessible: topic === 'access' ? accessible : undefined, topic })
}

function pickDefined<T extends object>(slots: T): T {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined)) as T
}
