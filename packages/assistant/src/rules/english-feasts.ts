import { onDate, onFeast } from './said-when.ts'
import type { Rule } from './spot.ts'

/** Days that go by a name, in English. */
export const ENGLISH_FEASTS: readonly Rule[] = [
  {
    ways: ['christmas|xmas eve', 'night before christmas|xmas', 'the night before christmas'],
    says: () => onFeast('christmas-eve'),
  },
  {
    ways: ['christmas|xmas', 'christmas|xmas day'],
    says: () => onFeast('christmas'),
  },
  {
    ways: ["new year's|years|year day", 'new year', "new year's", 'new years'],
    says: () => onFeast('new-year'),
  },
  { ways: ['boxing day', "st stephen's day"], says: () => onDate({ kind: 'date', day: 26, month: 12 }) },
  {
    ways: ["st patrick's day", 'paddys day', "st paddy's day", "paddy's day"],
    says: () => onDate({ kind: 'date', day: 17, month: 3 }),
  },
]
