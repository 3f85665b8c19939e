import { expect, test } from 'vitest'
import fc from 'fast-check'
import { FormulaRefusal } from './formula-refusal.ts'
import { tokenize } from './tokenize.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

const words = (formula: string) => tokenize(formula).map(({ kind, text }) => `${kind} ${text}`.trim())

test.each([
  [`'a'`, 'text a'],
  [`"it's"`, "text it's"],
  [`'it\\'s'`, "text it's"],
  [`"a\\"b"`, 'text a"b'],
  [`'a\\\\'`, 'text a\\'],
  [`'a\\nb\\tc'`, 'text a\nb\tc'],
  [`'José'`, 'text José'],
  ['.5', 'number .5'],
  ['1.5', 'number 1.5'],
  ['{Año (nº)}', 'field Año (nº)'],
  ['{A+B}', 'field A+B'],
  ['{a \\} b}', 'field a } b'],
  ['{a\\b}', 'field a\\b'],
  ['{ A }', 'field  A'],
  ['AforoMáximo', 'word AforoMáximo'],
  ['_x1', 'word _x1'],
])('%s is one token', (formula, token) => {
  expect(words(formula)).toEqual([token, 'end'])
})

test('knows where each token stands', () => {
  expect(tokenize(' {A}\n>= 4 ').map(({ at }) => at)).toEqual([1, 5, 8, 10])
})

test.each([
  ['{A', 'a field without its closing brace at position 0'],
  ["1='a", 'a text without its closing quote at position 2'],
  ["'a\\'", 'a text without its closing quote at position 0'],
  ['“a”', 'unexpected "“" at position 0'],
  ['2^3', 'unexpected "^" at position 1'],
  ['2 % 3', 'unexpected "%" at position 2'],
  ['A != !B', 'unexpected "!" at position 5'],
  ['{A}; 1', 'unexpected ";" at position 3'],
])('refuses %s', (formula, reason) => {
  expect(() => tokenize(formula)).toThrow(expect.objectContaining({ name: 'FormulaRefusal', reason }))
})

test.each(['{}', '1.', "'\\d'", '1e5', '1.2.3', '2a', '{A}\u00a0=1', '{a\\\\}'])(
  'leaves %j to Airtable',
  (formula) => {
    expect(() => tokenize(formula)).toThrow(UnsupportedFormula)
  },
)

test('any text is split, refused or left to Airtable', () => {
  const piece = fc.constantFrom("'", '"', '\\', '{', '}', '1', '.', ' ', 'a', '(', '=', '😀')
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  )

  fc.assert(
    fc.property(anything, (formula) => {
      try {
        expect(tokenize(formula).at(-1)?.kind).toBe('end')
      } catch (error) {
        expect(error instanceof FormulaRefusal || error instanceof UnsupportedFormula).toBe(true)
      }
    }),
  )
})
