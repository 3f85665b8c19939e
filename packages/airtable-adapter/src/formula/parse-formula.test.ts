import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { FormulaNode } from './formula-node.ts'
import { FormulaRefusal } from './formula-refusal.ts'
import { MAX_NESTING, parseFormula } from './parse-formula.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

/** The tree with all its parentheses. */
function shape(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return String(node.value)
    case 'text':
      return `'${node.value}'`
    case 'field':
      return `{${node.name}}`
    case 'call':
      return `${node.name}(${node.args.map(shape).join(', ')})`
    case 'negation':
      return `${'-'.repeat(node.times)}${shape(node.operand)}`
    case 'chain':
      return `(${shape(node.first)}${node.links.map((link) => ` ${link.operator} ${shape(link.operand)}`).join('')})`
  }
}
const parsed = (formula: string) => shape(parseFormula(formula))

test.each([
  ['1-2-3', '(1 - 2 - 3)'],
  ['1+2*3', '(1 + (2 * 3))'],
  ['(1+2)*3', '((1 + 2) * 3)'],
  ['1+2&3+4', '((1 + 2) & (3 + 4))'],
  ["a&b='c'", "(({a} & {b}) = 'c')"],
  ['1<2=3', '(1 < 2 = 3)'],
  ['-{N}>-5', '(-{N} > -5)'],
  ['2*--3', '(2 * --3)'],
  ['-(1+2)', '-(1 + 2)'],
  [' and ( TRUE( ) ,\n Or(a) )\n ', 'AND(TRUE(), OR({a}))'],
  ['.5', '0.5'],
])('%s is %s', (formula, tree) => {
  expect(parsed(formula)).toBe(tree)
})

test.each([
  ["FIND('a',{B}) AND {C}='d'", 'unexpected "AND" at position 14'],
  ['1<>2', 'unexpected ">" at position 2'],
  ['1==2', 'unexpected "=" at position 2'],
  ['1 2', 'unexpected "2" at position 2'],
  ['(1', 'the formula ends too early at position 2'],
  ['1)', 'unexpected ")" at position 1'],
  ['AND(1', 'the formula ends too early at position 5'],
  ['1=', 'the formula ends too early at position 2'],
  ['=1', 'unexpected "=" at position 0'],
  ['{A}(1)', 'unexpected "(" at position 3'],
])('refuses %s', (formula, reason) => {
  expect(() => parseFormula(formula)).toThrow(
    expect.objectContaining({
      reason,
      message:
        'The formula for filtering records is invalid: Invalid formula. Please check your formula text.',
    }),
  )
})

test.each(['', ' \n', 'AND(1,)', 'AND(,1)', '+1'])('leaves %j to Airtable', (formula) => {
  expect(() => parseFormula(formula)).toThrow(UnsupportedFormula)
})

describe('long formulas', () => {
  test('lists of arguments and chains of operators are not nesting', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `RECORD_ID()='rec${index}'`)

    expect(parseFormula(`OR(${ids.join(', ')})`)).toMatchObject({ args: { length: 500 } })
    expect(parseFormula(Array(5_000).fill('a').join('&'))).toMatchObject({ links: { length: 4_999 } })
    expect(parseFormula(`${'-'.repeat(50_000)}1`)).toMatchObject({ times: 50_000 })
  })

  test('nesting has a bound', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`

    expect(parsed(nested(MAX_NESTING))).toBe('1')
    expect(() => parseFormula(nested(MAX_NESTING + 1))).toThrow('nested deeper than 200 at position 200')
    expect(() => parseFormula(nested(1_000_000))).toThrow('nested deeper than 200')
    expect(() => parseFormula('NOT('.repeat(1_000_000))).toThrow('nested deeper than 200')
  })

  test.each(['a&', "'", '{', 'AND(1,', '(', '1+', "'\\", '{a}=', ' ', 'x'])('200,000 times %j', (piece) => {
    const formula = piece.repeat(200_000)

    const start = performance.now()
    try {
      parseFormula(formula)
    } catch {}

    // Far above what it takes (20 ms), far below what it would if time grew with the square.
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

test('any text is parsed, refused or left to Airtable', () => {
  const pieces = "AND( x {A} 't' 1 . ( ) , = != < & + - * / TRUE() \\ { } ' \" %".split(' ')
  const piece = fc.constantFrom(...pieces, ' ', '\n')
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  )

  fc.assert(
    fc.property(anything, (formula) => {
      try {
        parseFormula(formula)
      } catch (error) {
        expect(error instanceof FormulaRefusal || error instanceof UnsupportedFormula).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})
