import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFormula, FUNCTION_NAMES } from './compile-formula.ts'
import { FormulaError } from './formula-error.ts'
import type { FormulaScope } from './formula-function.ts'
import { FormulaDate, isTrue, type Value } from './value.ts'
import { toCell } from '../cells/formula-values.ts'

const fields = ['Texto', 'Numero', 'Vacio', 'Fecha', 'Lista', 'Marca'].map((name) => ({
  id: `fld${name.padEnd(14, '0')}`,
  name,
  type: 'singleLineText',
}))

/** A record whose cells are any values. */
const scopes: fc.Arbitrary<FormulaScope> = fc
  .record({
    Texto: fc.oneof(fc.string(), fc.constantFrom('2026-01-10', '$1,5', '(', '\\', 'MM', 'Europe/Madrid')),
    Numero: fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()),
    Fecha: fc.date({ noInvalidDate: true }).map((date) => new FormulaDate(date.getTime())),
    Lista: fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 }),
    Marca: fc.boolean(),
  })
  .map((cells) => ({
    recordId: 'rec00000000000001',
    createdTime: '2026-01-01T00:00:00.000Z',
    now: Date.UTC(2026, 0, 10),
    field: ({ name }) => (cells as Readonly<Record<string, Value>>)[name],
    modifiedTime: () => undefined,
    values: [],
  }))

const literals = fc.constantFrom(
  '0',
  '-1',
  '1.5',
  '1e308',
  '9007199254740993',
  "''",
  "'a'",
  "'x'",
  "'y'",
  "'days'",
  "'2026-03-29T01:30:00Z'",
  "'YYYY-MM-DD [x] SSSS wo Z'",
  "'99999999999999999999'",
  "'es'",
  "'(a+'",
  '{Texto}',
  '{Numero}',
  '{Vacio}',
  '{Fecha}',
  '{Lista}',
  '{Marca}',
  'BLANK()',
  'ERROR()',
  'NOW()',
)

/** Formulas of the right form, and calls with any operands. */
const formulas: fc.Arbitrary<string> = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literals,
    fc
      .tuple(
        tie('formula'),
        fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '&', '+', '-', '*', '/'),
        tie('formula'),
      )
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(fc.constantFrom(...FUNCTION_NAMES), fc.array(tie('formula'), { maxLength: 4 }))
      .map(([name, operands]) => `${name}(${operands.join(', ')})`),
    tie('formula').map((operand) => `-${operand}`),
  ),
})).formula

const find = (name: string) => fields.find((field) => field.name === name)

function compile(text: string) {
  try {
    return compileFormula(text, find)
  } catch (error) {
    // Anything else is a mistake of ours.
    expect(error).toBeInstanceOf(FormulaError)
    return undefined
  }
}

test('whatever a formula says and a record holds, there is a value that can be shown', () => {
  let evaluated = 0
  fc.assert(
    fc.property(formulas, scopes, (text, scope) => {
      const compiled = compile(text)
      if (!compiled) return
      evaluated++
      const value = compiled(scope)
      expect(typeof isTrue(value)).toBe('boolean')
      JSON.stringify(toCell(value))
      toCell(compile(`(${text})&''`)?.(scope))
    }),
    { numRuns: 20_000, seed: 20_260_110 },
  )
  expect(evaluated).toBeGreaterThan(5_000)
})

test('whatever stands there, it is read or refused', () => {
  const soup = fc.array(
    fc.oneof(literals, fc.constantFrom('(', ')', ',', '{', '}', '\\', '"', "'", 'AND', '&', ' ', '\n')),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        soup.map((parts) => parts.join('')),
      ),
      (text) => void compile(text),
    ),
    { numRuns: 5_000, seed: 20_260_110 },
  )
})
