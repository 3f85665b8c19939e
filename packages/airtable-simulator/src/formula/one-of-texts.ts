import type { Expression } from './parse-formula.ts'

/** `X='a', X='b', …` as one question. */
export interface OneOfTexts {
  readonly subject: Expression
  readonly texts: ReadonlySet<string>
}

/**
 * Clients ask for records by hundreds of `RECORD_ID()='rec…'` in one OR, which is a look-up and need not be hundreds of
 * comparisons. `undefined` for operands that are anything else.
 */
export function oneOfTexts(operands: readonly Expression[]): OneOfTexts | undefined {
  const texts = new Set<string>()
  let subject: Expression | undefined
  for (const operand of operands) {
    const [step, ...more] = operand.kind === 'chain' ? operand.rest : []
    if (operand.kind !== 'chain' || step?.operator !== '=' || more.length > 0) return undefined
    if (step.operand.kind !== 'literal' || typeof step.operand.value !== 'string') return undefined
    subject ??= operand.first
    if (!isSame(subject, operand.first)) return undefined
    texts.add(step.operand.value)
  }
  return subject && { subject, texts }
}

function isSame(a: Expression, b: Expression): boolean {
  if (a.kind === 'field' && b.kind === 'field') return a.name === b.name
  const isRecordId = ({ kind, ...call }: Expression) =>
    kind === 'call' && 'name' in call && call.name === 'RECORD_ID'
  return isRecordId(a) && isRecordId(b)
}
