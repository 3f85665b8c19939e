import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shapeOf } from './json-shape.ts'

const shapeOfText = (text: string) => shapeOf(new TextEncoder().encode(text))

test('strings are no structure', () => {
  expect(shapeOfText(String.raw`{"a,[{":"\"[,{\\","b":["ñ[",[]]}`)).toEqual({ depth: 3, values: 5 })
})

test('what is no JSON has a shape, too', () => {
  expect(shapeOfText('')).toEqual({ depth: 0, values: 0 })
  expect(shapeOfText(']]]"[')).toEqual({ depth: 0, values: 0 })
  expect(shapeOfText('['.repeat(1_000)).depth).toBe(1_000)
})

test('any value is as deep as its text says', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5 }),
      (value) => shapeOfText(JSON.stringify(value)).depth === depthOf(value),
    ),
  )
})
