/** The syntax tree of a formula. */
export type FormulaNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | FieldNode
  | CallNode
  | ChainNode
  | { readonly kind: 'negation'; readonly operand: FormulaNode; readonly times: number }

export interface FieldNode {
  readonly kind: 'field'
  /** A name or an id. */
  readonly name: string
  /** Whether it stood without braces. */
  readonly isBare: boolean
  readonly at: number
}

export interface CallNode {
  readonly kind: 'call'
  /** In capitals. */
  readonly name: string
  readonly args: readonly FormulaNode[]
  readonly at: number
}

/** Operators of one strength, from left to right: one node however many there are, so that depth is nesting alone. */
export interface ChainNode {
  readonly kind: 'chain'
  readonly first: FormulaNode
  readonly links: readonly { readonly operator: Operator; readonly operand: FormulaNode }[]
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '+' | '-' | '*' | '/'
