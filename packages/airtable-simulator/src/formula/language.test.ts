import { describe, expect, test } from 'vitest'
import { base, clock, data, record, show, table } from './formula-fixture.ts'
import { compileFormula, FUNCTION_NAMES } from './compile-formula.ts'
import { RecordScope, toCell } from '../cells/formula-values.ts'
import { compileFilter } from '../records/compile-filter.ts'
import { FormulaError } from './formula-error.ts'
import { SeededRandom } from '@larder/cache-core/testing'
import { SimulatedBase } from '../base/simulated-base.ts'

describe('size', () => {
  const keeps = (formula: string) => record !== undefined && compileFilter(formula, base, table)(record)

  test('500 operands, 8,000 terms and 17,000 characters are nothing', () => {
    const ids = Array.from(
      { length: 500 },
      (_, index) => `RECORD_ID()='recMain${String(index).padStart(10, '0')}'`,
    )

    expect(keeps(`OR(${ids.join(', ')})`)).toBe(true)
    expect(keeps(`1${'+1'.repeat(8_500)}=8501`)).toBe(true)
    expect(keeps(`${'-'.repeat(17_000)}1=1`)).toBe(true)
  })

  test('nesting beyond what anybody writes is refused, and does not end the process', () => {
    expect(keeps(`${'('.repeat(250)}1${')'.repeat(250)}`)).toBe(true)
    expect(() => keeps(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`)).toThrow(FormulaError)
    expect(() => keeps(`${'NOT('.repeat(20_000)}1${')'.repeat(20_000)}`)).toThrow(FormulaError)
  })
})

test('knows every function of the language, and none that it lacks', () => {
  const documented =
    'AND OR NOT XOR IF SWITCH TRUE FALSE BLANK ERROR ISERROR CONCATENATE LEFT RIGHT MID LEN FIND SEARCH SUBSTITUTE REPLACE TRIM UPPER LOWER REPT T VALUE ENCODE_URL_COMPONENT REGEX_MATCH REGEX_EXTRACT REGEX_REPLACE ABS AVERAGE CEILING FLOOR COUNT COUNTA COUNTALL EVEN ODD EXP INT LOG MAX MIN MOD POWER ROUND ROUNDUP ROUNDDOWN SQRT SUM TODAY NOW DATEADD DATETIME_DIFF DATETIME_FORMAT DATETIME_PARSE DATESTR TIMESTR DAY MONTH YEAR HOUR MINUTE SECOND WEEKDAY WEEKNUM IS_SAME IS_BEFORE IS_AFTER SET_TIMEZONE SET_LOCALE WORKDAY WORKDAY_DIFF FROMNOW TONOW CREATED_TIME LAST_MODIFIED_TIME ARRAYJOIN ARRAYCOMPACT ARRAYFLATTEN ARRAYUNIQUE ARRAYSLICE RECORD_ID'

  expect(FUNCTION_NAMES).toEqual(documented.split(' ').toSorted())
})

test.each([
  'IFERROR(1)',
  'ISBLANK(1)',
  'CONCAT(1)',
  'toString()',
  'constructor()',
  'NOT()',
  'NOT(1,2)',
  '1 2',
  '1==1',
  '1<>2',
  '2^3',
  '{open',
  '"open',
  '1,2',
  'AND(1,)',
  '',
  ' ',
])('%j is refused', (formula) => {
  expect(() => show(formula)).toThrow(new FormulaError('Invalid formula. Please check your formula text.'))
})

test('the time of the last change is that of the fields asked for', async () => {
  const own = new SimulatedBase(data, clock, new SeededRandom(1))
  const main = own.table('Main')
  const [first] = main.records.values()
  if (!first) return
  await clock.advance(60_000)
  own.update(main, first, new Map([['fldN0000000000000', 6]]))
  const of = (formula: string) =>
    toCell(compileFormula(formula, (name) => main.findField(name))(new RecordScope(own, main, first)))

  expect(of('LAST_MODIFIED_TIME()')).toBe('2026-01-10T23:31:00.000Z')
  expect(of('LAST_MODIFIED_TIME({N})')).toBe('2026-01-10T23:31:00.000Z')
  expect(of('LAST_MODIFIED_TIME({Nombre})')).toBeUndefined()
})

test('only a rollup has values', () => {
  expect(() => show('SUM(values)')).toThrow(new FormulaError('Unknown field names: values'))
})
