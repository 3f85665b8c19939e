import { phrases } from './phrases.ts'
import { numberOf } from './said-when.ts'
import type { Rule } from './spot.ts'

/** What shows that the number is an hour or a count by itself. */
const SAYS_ITSELF =
  "personas|persona|pax|people|of|guests|adultos|comensales|y|menos|pm|am|de|h|in|at|o'clock|thirty|fifteen|a|ish|o|or|minutos|ppl|ninos"

/** Numbers that put another one right: "make that eight", "perdón, cinco". */
export const AMENDMENTS: readonly Rule[] = [
  {
    ways: phrases(`
      make that|it {n} / perdon|perdona ,? {n} / digo ,? {n} / sorry ,? {n} / i mean|meant ,? {n} / mejor {n} / mejor dicho ,? {n}
      quiero|queria|quise decir {n} / bueno ,? {n} / well ,? {n} / actually ,? {n} / mas bien {n} / no , {n} / no , no , {n}
      no , perdon , {n} / no , espera , {n} / wait ,? {n} / rather {n} / better {n} / ponle {n} / que sean {n} / let's say {n}
      no , mejor {n} / no , sorry , {n} / o sea ,? {n}
    `).map((way) => `${way} !${SAYS_ITSELF}`),
    says: ({ n }) => ({ amend: numberOf(n) }),
  },
]
