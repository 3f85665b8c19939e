import { type FunctionTable, MANY, numeric, strict } from './formula-function.ts'
import { flatten, type Value } from './value.ts'

export const numericFunctions: FunctionTable = {
  ABS: numeric((a) => Math.abs(a)),
  EXP: numeric((a) => Math.exp(a)),
  INT: numeric((a) => Math.floor(a)),
  SQRT: numeric((a) => Math.sqrt(a)),
  EVEN: numeric((a) => awayFromZero(a / 2) * 2),
  ODD: numeric((a) => (a === 0 ? 1 : Math.sign(a) * (awayFromZero((Math.abs(a) + 1) / 2) * 2 - 1))),
  // The quotient of logarithms misses whole powers of ten by a hair.
  LOG: numeric((a, base) => (base === 10 ? Math.log10(a) : Math.log(a) / Math.log(base)), 10),
  POWER: numeric((a, b) => a ** b),
  MOD: numeric((a, b) => a - b * Math.floor(a / b)),
  CEILING: numeric((a, step) => multiple(a, step, Math.ceil), 1),
  FLOOR: numeric((a, step) => multiple(a, step, Math.floor), 1),
  ROUND: numeric((a, digits) => rounded(a, digits, Math.round), 0),
  ROUNDUP: numeric((a, digits) => rounded(a, digits, awayFromZero), 0),
  ROUNDDOWN: numeric((a, digits) => rounded(a, digits, Math.trunc), 0),
  SUM: strict(1, MANY, (values) => numbersIn(values).reduce((sum, number) => sum + number, 0)),
  AVERAGE: strict(1, MANY, (values) => {
    const numbers = numbersIn(values)
    return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  }),
  MAX: strict(1, MANY, (values) => extreme(values, (a, b) => (b > a ? b : a))),
  MIN: strict(1, MANY, (values) => extreme(values, (a, b) => (b < a ? b : a))),
  COUNT: strict(1, MANY, (values) => numbersIn(values).length),
  COUNTA: strict(1, MANY, (values) => flatten(values).filter(isFilled).length),
  COUNTALL: strict(1, MANY, (values) => flatten(values).length),
}

function awayFromZero(value: number): number {
  return value < 0 ? Math.floor(value) : Math.ceil(value)
}

function multiple(value: number, step: number, round: (value: number) => number): number {
  return step === 0 ? 0 : round(Number((value / step).toPrecision(15))) * step
}

/** By moving the decimal point in the text: 1.005 is not a little less than itself. */
function rounded(value: number, digits: number, round: (value: number) => number): number {
  if (!Number.isFinite(value)) return value
  const places = Math.max(-15, Math.min(15, Math.trunc(digits)))
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const moved = round(Number(`${mantissa}e${Number(exponent) + places}`))
  const [whole = '0', more = '0'] = String(moved).split('e')
  return Number(`${whole}e${Number(more) - places}`)
}

function numbersIn(values: readonly Value[]): readonly number[] {
  return flatten(values).filter((value) => typeof value === 'number')
}

function extreme(values: readonly Value[], better: (a: number, b: number) => number): number {
  const [first = 0, ...rest] = numbersIn(values)
  return rest.reduce(better, first)
}

function isFilled(value: Value): boolean {
  return value !== undefined && value !== ''
}
