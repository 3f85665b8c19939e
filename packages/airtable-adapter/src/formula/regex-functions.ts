import { RE2JS } from 're2js'
import { type FunctionGroup, plain, plainText } from './formula-function.ts'
import { DOUBT, ERROR, type FormulaValue } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'

/** Patterns mostly stand in the formula and are the same for all records. */
const MAX_COMPILED = 100
const compiled = new Map<string, RE2JS>()

export const regexFunctions: FunctionGroup = {
  REGEX_MATCH: plain(2, 2, matches, checkPattern),
  REGEX_EXTRACT: plain(2, 2, extract, checkPattern),
  REGEX_REPLACE: plain(3, 3, replaceAll, checkPattern),
}

/** Anywhere in the text. What no pattern finds in a blank is false or an error. */
function matches(value: FormulaValue, pattern: FormulaValue): FormulaValue {
  const found = patternOf(pattern).matcher(plainText(value)).find()
  if (value !== null) return found
  if (found) throw new InexactValue('what a pattern matches in a blank')
  return DOUBT
}

function extract(value: FormulaValue, pattern: FormulaValue): FormulaValue {
  const matcher = patternOf(pattern).matcher(plainText(value))
  if (!matcher.find()) return ERROR
  const whole = matcher.group()
  if (value === null || (matcher.groupCount() > 0 && matcher.group(1) !== whole))
    throw new InexactValue('which part REGEX_EXTRACT takes')
  return whole ?? ''
}

function replaceAll(value: FormulaValue, pattern: FormulaValue, fresh: FormulaValue): FormulaValue {
  const [text, replacement] = [plainText(value), plainText(fresh)]
  if (/[$\\]/.test(replacement)) throw new InexactValue('how a replacement names groups')
  const regex = patternOf(pattern)
  if (value === null || regex.matcher('').find()) throw new InexactValue('how nothing is replaced')
  return regex.matcher(text).replaceAll(replacement)
}

function checkPattern([, pattern]: readonly (FormulaValue | undefined)[]): void {
  if (pattern !== undefined && pattern !== ERROR) patternOf(pattern)
}

/** RE2's dialect: what it refuses, Airtable refuses, in the formula or in every record. */
function patternOf(value: FormulaValue): RE2JS {
  if (typeof value !== 'string') throw new InexactValue('what a pattern is that is no text')
  const known = compiled.get(value)
  if (known) return known
  if (compiled.size >= MAX_COMPILED) compiled.clear()
  let pattern: RE2JS
  try {
    pattern = RE2JS.compile(value)
  } catch {
    throw new InexactValue('what becomes of a pattern that cannot be read')
  }
  compiled.set(value, pattern)
  return pattern
}
