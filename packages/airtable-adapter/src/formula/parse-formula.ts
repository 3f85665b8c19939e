import type { CallNode, ChainNode, FormulaNode, Operator } from './formula-node.ts'
import { badText } from './formula-refusal.ts'
import { OPERATOR_LEVELS } from './formula-semantics.ts'
import { type Token, tokenize } from './tokenize.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

/** How deep parentheses and calls may be nested. Chains of operators and lists of arguments are not nesting. */
export const MAX_NESTING = 200

/**
 * Reads a formula: time and memory grow with its length, the stack with its nesting alone.
 *
 * @throws FormulaRefusal when Airtable would refuse it, UnsupportedFormula when that is not known or when it is nested
 * deeper than {@link MAX_NESTING}.
 */
export function parseFormula(formula: string): FormulaNode {
  const tokens = tokenize(formula)
  if (tokens.length === 1) throw new UnsupportedFormula('the formula is empty')
  const parser = new Parser(tokens)
  const node = parser.level(0)
  parser.expectEnd()
  return node
}

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** A chain of the operators of a level, weakest first; beyond the last level, what they stand between. */
  level(index: number): FormulaNode {
    const operators = OPERATOR_LEVELS[index]
    if (!operators) return this.#negation()
    const first = this.level(index + 1)
    const links: ChainNode['links'][number][] = []
    for (let operator = this.#take(operators); operator; operator = this.#take(operators))
      links.push({ operator, operand: this.level(index + 1) })
    return links.length === 0 ? first : { kind: 'chain', first, links }
  }

  expectEnd(): void {
    const token = this.#peek()
    if (token.kind !== 'end') throw this.#unexpected(token)
  }

  #negation(): FormulaNode {
    let times = 0
    while (this.#take(['-'])) times++
    const operand = this.#operand()
    return times === 0 ? operand : { kind: 'negation', operand, times }
  }

  #operand(): FormulaNode {
    const token = this.#peek()
    this.#next++
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) }
      case 'text':
        return { kind: 'text', value: token.text }
      case 'field':
        return { kind: 'field', name: token.text, isBare: false, at: token.at }
      case 'word':
        return this.#isSign('(') ? this.#call(token) : this.#bareField(token)
      default:
        if (token.kind === 'sign' && token.text === '(') return this.#nested(token, () => this.#parentheses())
        if (token.kind === 'sign' && token.text === '+')
          throw new UnsupportedFormula(`a plus sign without a left side stands at position ${token.at}`)
        throw this.#unexpected(token)
    }
  }

  #bareField(token: Token): FormulaNode {
    return { kind: 'field', name: token.text, isBare: true, at: token.at }
  }

  #parentheses(): FormulaNode {
    const inner = this.level(0)
    this.#expect(')')
    return inner
  }

  #call(token: Token): CallNode {
    this.#next++
    const args: FormulaNode[] = []
    if (!this.#isSign(')')) {
      do {
        if (this.#isSign(',') || (args.length > 0 && this.#isSign(')')))
          throw new UnsupportedFormula(`an argument is left out at position ${this.#peek().at}`)
        args.push(this.#nested(token, () => this.level(0)))
      } while (this.#take([',']))
    }
    this.#expect(')')
    return { kind: 'call', name: token.text.toUpperCase(), args, at: token.at }
  }

  #nested(token: Token, read: () => FormulaNode): FormulaNode {
    if (++this.#depth > MAX_NESTING)
      throw new UnsupportedFormula(`nested deeper than ${MAX_NESTING} at position ${token.at}`)
    const node = read()
    this.#depth--
    return node
  }

  #peek(): Token {
    // The last one is the end, which nothing takes.
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 }
  }

  #isSign(text: string): boolean {
    const token = this.#peek()
    return token.kind === 'sign' && token.text === text
  }

  #take<T extends Operator | ','>(signs: readonly T[]): T | undefined {
    const token = this.#peek()
    const taken = token.kind === 'sign' ? signs.find((sign) => sign === token.text) : undefined
    if (taken) this.#next++
    return taken
  }

  #expect(sign: string): void {
    if (!this.#isSign(sign)) throw this.#unexpected(this.#peek())
    this.#next++
  }

  #unexpected(token: Token): Error {
    if (token.kind === 'end') return badText('the formula ends too early', token.at)
    return badText(`unexpected ${JSON.stringify(token.text)}`, token.at)
  }
}
