import { expect, test } from 'vitest'
import { oneOfTexts } from './one-of-texts.ts'
import { parseFormula } from './parse-formula.ts'

function read(formula: string) {
  const tree = parseFormula(formula)
  return tree.kind === 'call' ? oneOfTexts(tree.operands) : undefined
}

test.each([
  ["OR(RECORD_ID()='a', RECORD_ID()='b', RECORD_ID()='a')", ['a', 'b']],
  ["OR({F}='a')", ['a']],
  ["OR({F}='a', F='')", ['a', '']],
])('%s is one question', (formula, texts) => {
  expect([...(read(formula)?.texts ?? [])]).toEqual(texts)
})

test.each([
  ["OR({F}='a', {G}='b')"],
  ["OR({F}='a', RECORD_ID()='b')"],
  ["OR(NOW()='a', NOW()='b')"],
  ["OR({F}='a', {F}=1)"],
  ["OR({F}='a', {F}!='b')"],
  ["OR({F}='a'='b', {F}='c')"],
  ["OR({F}='a', {F}&'b')"],
  ["OR({F}='a', {F})"],
  ['OR(1, 2)'],
])('%s is not', (formula) => {
  expect(read(formula)).toBeUndefined()
})
