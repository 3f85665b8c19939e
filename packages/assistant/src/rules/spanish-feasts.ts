import { phrases } from './phrases.ts'
import { onDate, onFeast } from './said-when.ts'
import type { Rule } from './spot.ts'

/** Days that go by a name, in Spanish. */
export const SPANISH_FEASTS: readonly Rule[] = [
  {
    ways: phrases(`
      nochebuena / noche buena / la noche buena / vispera de navidad / la? noche del? 24 de diciembre / la noche de nochebuena
    `),
    says: () => onFeast('christmas-eve'),
  },
  {
    ways: ['navidad', 'dia de navidad', 'el? dia de navidad'],
    says: () => onFeast('christmas'),
  },
  {
    ways: ['la inmaculada', 'dia de la inmaculada'],
    says: () => onDate({ kind: 'date', day: 8, month: 12 }),
  },
  {
    ways: ['dia de la constitucion', 'el dia de la constitucion'],
    says: () => onDate({ kind: 'date', day: 6, month: 12 }),
  },
  {
    ways: ['todos los santos', 'dia de todos los santos'],
    says: () => onDate({ kind: 'date', day: 1, month: 11 }),
  },
  {
    ways: ['el pilar', 'dia del pilar', 'dia de la hispanidad'],
    says: () => onDate({ kind: 'date', day: 12, month: 10 }),
  },
  { ways: ['halloween'], says: () => onDate({ kind: 'date', day: 31, month: 10 }) },
]
