import { badText } from './formula-refusal.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

export interface Token {
  readonly kind: 'number' | 'text' | 'field' | 'word' | 'sign' | 'end'
  /** Without quotes, braces and escapes. */
  readonly text: string
  /** Position in the formula, in UTF-16 units. */
  readonly at: number
}

const SPACE = /[ \t\r\n]*/y
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)/y
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const SIGN = /!=|<=|>=|[=<>&+\-*/(),]/y
/** White space and signs that Airtable may or may not read as their plain brothers. */
const UNUSUAL = /[\s\u200B\u2060\uFEFF]/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', "'": "'", '"': '"', '\\': '\\' }

/**
 * Splits a formula into its words, in one pass.
 *
 * @throws FormulaRefusal at what no formula holds, UnsupportedFormula at what may or may not be good.
 */
export function tokenize(formula: string): readonly Token[] {
  const tokens: Token[] = []
  let at = endOf(SPACE, formula, 0)
  while (at < formula.length) {
    const { token, end } = tokenAt(formula, at)
    tokens.push(token)
    at = endOf(SPACE, formula, end)
  }
  tokens.push({ kind: 'end', text: '', at })
  return tokens
}

interface Step {
  readonly token: Token
  readonly end: number
}

function tokenAt(formula: string, at: number): Step {
  const first = formula.charAt(at)
  if (first === '{') return fieldAt(formula, at)
  if (first === '"' || first === "'") return textAt(formula, at, first)
  const number = endOf(NUMBER, formula, at)
  if (number > at) return numberAt(formula, at, number)
  for (const [kind, pattern] of [
    ['word', WORD],
    ['sign', SIGN],
  ] as const) {
    const end = endOf(pattern, formula, at)
    if (end > at) return { token: { kind, text: formula.slice(at, end), at }, end }
  }
  if (endOf(UNUSUAL, formula, at) > at)
    throw new UnsupportedFormula(`an unusual white space character stands at position ${at}`)
  throw badText(`unexpected ${JSON.stringify(first)}`, at)
}

function numberAt(formula: string, at: number, end: number): Step {
  const text = formula.slice(at, end)
  // 1., 1e5, 1.2.3: nobody tells what Airtable makes of them.
  if (text.endsWith('.') || /[\p{L}_.\d]/u.test(formula.charAt(end)))
    throw new UnsupportedFormula(`an unusual number stands at position ${at}`)
  return { token: { kind: 'number', text, at }, end }
}

function textAt(formula: string, at: number, quote: string): Step {
  let text = ''
  let from = at + 1
  for (let index = from; index < formula.length; index++) {
    const char = formula.charAt(index)
    if (char === quote)
      return { token: { kind: 'text', text: text + formula.slice(from, index), at }, end: index + 1 }
    if (char !== '\\') continue
    const escaped = formula.charAt(index + 1)
    if (escaped !== '' && !Object.hasOwn(ESCAPES, escaped))
      throw new UnsupportedFormula(`an unusual escape stands at position ${index}`)
    text += formula.slice(from, index) + (ESCAPES[escaped] ?? '')
    index++
    from = index + 1
  }
  throw badText('a text without its closing quote', at)
}

function fieldAt(formula: string, at: number): Step {
  let name = ''
  let from = at + 1
  for (let index = from; index < formula.length; index++) {
    const char = formula.charAt(index)
    if (char === '\\' && formula.charAt(index + 1) === '}') {
      if (formula.charAt(index - 1) === '\\')
        throw new UnsupportedFormula(`two backslashes before a brace at position ${index}`)
      name += formula.slice(from, index)
      from = ++index
    } else if (char === '}') {
      name += formula.slice(from, index)
      if (name === '') throw new UnsupportedFormula(`a field without a name at position ${at}`)
      return { token: { kind: 'field', text: name, at }, end: index + 1 }
    }
  }
  throw badText('a field without its closing brace', at)
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}
