import type { LocalDate } from '../house.ts'
import type { Fact } from '../facts.ts'
import type { Language } from '../slots.ts'
import { ENGLISH } from './english.ts'
import type { Phrasebook } from './phrasebook.ts'
import { SPANISH } from './spanish.ts'

/** How a guest is addressed in Spanish. */
export type Register = 'tu' | 'usted'

export interface ReplyStyle {
  readonly language: Language
  readonly register: Register
  readonly today: LocalDate
}

const PHRASEBOOKS: Readonly<Record<Language, Phrasebook>> = { es: SPANISH, en: ENGLISH }

/** The facts in words, always the same ones: what is sent when no model words them, or words them wrongly. */
export function replyFromTemplate(facts: readonly Fact[], { language, ...speech }: ReplyStyle): string {
  const phrases = PHRASEBOOKS[language] as Readonly<
    Record<Fact['kind'], (fact: Fact, speech: Omit<ReplyStyle, 'language'>) => string>
  >
  return facts.map((fact) => phrases[fact.kind](fact, speech)).join(' ')
}
