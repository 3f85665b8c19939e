import { invalidFormula } from '../api-error.ts'

/** A formula as a tree. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }

interface Token {
  readonly kind: 'number' | 'string' | 'field' | 'word' | 'symbol' | 'end'
  readonly text: string
}

/** Binding strength of the binary operators, weakest first. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['=', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]

/** Parses a formula. Throws the 422 that Airtable answers for a formula it cannot read. */
export function parseFormula(text: string): Expression {
  const tokens = tokenise(text)
  let at = 0
  const peek = (): Token => tokens[at] as Token
  const next = (): Token => tokens[at++] as Token
  const expect = (symbol: string): void => {
    const token = next()
    if (token.kind !== 'symbol' || token.text !== symbol) throw unreadable()
  }

  const binary = (level: number): Expression => {
    const operators = PRECEDENCE[level]
    if (!operators) return unary()
    let left = binary(level + 1)
    while (peek().kind === 'symbol' && operators.includes(peek().text)) {
      const operator = next().text
      left = { kind: 'binary', operator, left, right: binary(level + 1) }
    }
    return left
  }

  const unary = (): Expression => {
    if (peek().kind === 'symbol' && peek().text === '-') {
      next()
      return { kind: 'negate', operand: unary() }
    }
    return primary()
  }

  const primary = (): Expression => {
    const token = next()
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) }
    if (token.kind === 'string') return { kind: 'literal', value: token.text }
    if (token.kind === 'field') return { kind: 'field', name: token.text }
    if (token.kind === 'word')
      return peek().text === '(' && peek().kind === 'symbol'
        ? call(token.text)
        : { kind: 'field', name: token.text }
    if (token.kind !== 'symbol' || token.text !== '(') throw unreadable()
    const inner = binary(0)
    expect(')')
    return inner
  }

  const call = (name: string): Expression => {
    expect('(')
    const operands: Expression[] = []
    if (peek().text !== ')' || peek().kind !== 'symbol') {
      operands.push(binary(0))
      while (peek().kind === 'symbol' && peek().text === ',') {
        next()
        operands.push(binary(0))
      }
    }
    expect(')')
    return { kind: 'call', name: name.toUpperCase(), operands }
  }

  const tree = binary(0)
  if (peek().kind !== 'end') throw unreadable()
  return tree
}

const TOKEN =
  /\s+|(\d+(?:\.\d+)?|\.\d+)|"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|\{((?:[^}\\]|\\[^])*)\}|([\p{L}_][\p{L}\d_]*)|(!=|<=|>=|[=<>&+\-*/(),])/uy

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (!match) throw unreadable()
    const [, number, double, single, field, word, symbol] = match
    if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (double !== undefined || single !== undefined)
      tokens.push({ kind: 'string', text: unescaped(double ?? single ?? '') })
    else if (field !== undefined) tokens.push({ kind: 'field', text: field.replaceAll(/\\([^])/g, '$1') })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol })
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([^])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 't' ? '\t' : character,
  )
}

function unreadable(): Error {
  return invalidFormula('Invalid formula. Please check your formula text.')
}
