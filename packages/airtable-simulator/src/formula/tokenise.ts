import { unreadable } from './formula-error.ts'

export interface Token {
  readonly kind: 'number' | 'string' | 'field' | 'word' | 'symbol' | 'end'
  readonly text: string
}

const TOKEN =
  /\s+|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|\{((?:[^}\\]|\\[^])*)\}|([\p{L}_][\p{L}\p{N}_]*)|(!=|<=|>=|[=<>&+\-*/(),])/uy

/** Splits a formula; the last token is always of kind `end`. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (!match) throw unreadable()
    const token = tokenOf(match)
    if (token) tokens.push(token)
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

function tokenOf([, number, double, single, field, word, symbol]: RegExpExecArray): Token | undefined {
  if (number !== undefined) return { kind: 'number', text: number }
  const quoted = double ?? single
  if (quoted !== undefined) return { kind: 'string', text: unescaped(quoted) }
  if (field !== undefined) return { kind: 'field', text: field.replaceAll(/\\([^])/g, '$1') }
  if (word !== undefined) return { kind: 'word', text: word }
  return symbol === undefined ? undefined : { kind: 'symbol', text: symbol }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

function unescaped(text: string): string {
  return text.replaceAll(/\\([^])/g, (_, character: string) => ESCAPES[character] ?? character)
}
