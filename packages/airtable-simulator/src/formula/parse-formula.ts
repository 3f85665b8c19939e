import { type Token, tokenise } from './tokenise.ts'
import { unreadable } from './formula-error.ts'

/** A formula as a tree. Operators of one strength are one node, however many: depth is what people nest. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'field'; readonly name: string; readonly isBare: boolean }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'chain'; readonly first: Expression; readonly rest: readonly Step[] }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }

export interface Step {
  readonly operator: string
  readonly operand: Expression
}

/** Binary operators, weakest first. All are left-associative. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]

/** Far beyond what people write, far below what the stack holds. */
const MAX_NESTING = 300

/** Parses a formula. Throws FormulaError. */
export function parseFormula(text: string): Expression {
  const parser = new Parser(tokenise(text))
  return parser.parse()
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #nesting = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  parse(): Expression {
    const tree = this.#chain(0)
    if (this.#peek().kind !== 'end') throw unreadable()
    return tree
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token
  }

  #isNext(...symbols: readonly string[]): boolean {
    const { kind, text } = this.#peek()
    return kind === 'symbol' && symbols.includes(text)
  }

  #take(symbol: string): boolean {
    if (!this.#isNext(symbol)) return false
    this.#at++
    return true
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) throw unreadable()
  }

  #chain(level: number): Expression {
    const operators = LEVELS[level]
    if (!operators) return this.#signed()
    const first = this.#chain(level + 1)
    const rest: Step[] = []
    while (this.#isNext(...operators)) {
      const operator = this.#peek().text
      this.#at++
      rest.push({ operator, operand: this.#chain(level + 1) })
    }
    return rest.length > 0 ? { kind: 'chain', first, rest } : first
  }

  #signed(): Expression {
    let signs = 0
    while (this.#take('-')) signs++
    const operand = this.#primary()
    if (signs === 0) return operand
    const negated: Expression = { kind: 'negate', operand }
    return signs % 2 === 1 ? negated : { kind: 'negate', operand: negated }
  }

  #primary(): Expression {
    const { kind, text } = this.#peek()
    this.#at++
    if (kind === 'number') return { kind: 'literal', value: Number(text) }
    if (kind === 'string') return { kind: 'literal', value: text }
    if (kind === 'field') return { kind: 'field', name: text, isBare: false }
    if (kind === 'word')
      return this.#isNext('(')
        ? { kind: 'call', name: text.toUpperCase(), operands: this.#operands() }
        : { kind: 'field', name: text, isBare: true }
    if (kind !== 'symbol' || text !== '(') throw unreadable()
    const inner = this.#nested(() => this.#chain(0))
    this.#expect(')')
    return inner
  }

  #operands(): readonly Expression[] {
    this.#expect('(')
    if (this.#take(')')) return []
    const operands = this.#nested(() => {
      const list = [this.#chain(0)]
      while (this.#take(',')) list.push(this.#chain(0))
      return list
    })
    this.#expect(')')
    return operands
  }

  #nested<T>(read: () => T): T {
    if (++this.#nesting > MAX_NESTING) throw unreadable()
    const result = read()
    this.#nesting--
    return result
  }
}
