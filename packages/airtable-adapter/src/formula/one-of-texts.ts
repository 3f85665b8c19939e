import type { Evaluator, Operand } from './formula-function.ts'

/** `a = 'text'`, where `a` is a text that the record holds as it is. */
export interface TextTest {
  readonly source: string
  readonly run: Evaluator
  readonly text: string
}

/** The comparison of two operands as a test of a text, when it is one: neither side can be an error or a guess. */
export function textTest(a: Operand, b: Operand): TextTest | undefined {
  const [tested, given] = a.plainText === undefined ? [b, a] : [a, b]
  if (tested.plainText === undefined || typeof given.constant !== 'string' || given.constant === '')
    return undefined
  return { source: tested.plainText, run: tested.run, text: given.constant }
}

/**
 * One look-up instead of many comparisons: clients fetch records by an OR of hundreds of `RECORD_ID()='…'`. `undefined`
 * unless all are tests of the same text.
 */
export function oneOfTexts(tests: readonly (TextTest | undefined)[]): Evaluator | undefined {
  const [first] = tests
  if (!first || !tests.every((test) => test?.source === first.source)) return undefined
  const texts = new Set(tests.map((test) => test?.text))
  const { run } = first
  return (row) => {
    const value = run(row)
    return typeof value === 'string' && texts.has(value)
  }
}
