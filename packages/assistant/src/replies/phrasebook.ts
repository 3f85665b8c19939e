import type { LocalDate } from '../house.ts'
import type { Fact } from '../facts.ts'
import type { Register } from './reply-templates.ts'

export interface Speech {
  readonly register: Register
  readonly today: LocalDate
}

/** How each kind of fact is said in one language. */
export type Phrasebook = {
  readonly [Kind in Fact['kind']]: (fact: Extract<Fact, { readonly kind: Kind }>, speech: Speech) => string
}
