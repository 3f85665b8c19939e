import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleOf } from './schema-example.ts'

test('is a value that the schema takes', () => {
  const party = z.strictObject({
    intent: z.enum(['book', 'cancel']),
    guests: z.int().min(2).max(20).nullable(),
    language: z.literal('es'),
    wishes: z.array(z.strictObject({ zone: z.string(), isNear: z.boolean() })),
    when: z.union([
      z.strictObject({ kind: z.literal('weekday'), day: z.enum(['mon', 'fri']) }),
      z.strictObject({ kind: z.literal('offset'), days: z.int() }),
    ]),
  })

  const example = exampleOf(z.toJSONSchema(party))

  expect(example).toEqual({
    intent: 'book',
    guests: 2,
    language: 'es',
    wishes: [{ zone: 'text', isNear: false }],
    when: { kind: 'weekday', day: 'mon' },
  })
  expect(party.safeParse(example).success).toBe(true)
})

test('follows references, and ends where a schema contains itself', () => {
  const tree = {
    type: 'object',
    properties: { name: { $ref: '#/$defs/name' }, inner: { $ref: '#' } },
    $defs: { name: { type: 'string' } },
  }

  expect(exampleOf(tree)).toMatchObject({ name: 'text', inner: { name: 'text' } })
  expect(JSON.stringify(exampleOf(tree)).length).toBeLessThan(300)
})

test.each([
  [{ type: ['null', 'boolean'] }, false],
  [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, 'text'],
  [{ type: 'number', default: 7 }, 7],
  [{ $ref: '#/nowhere' }, null],
  [{ $ref: 'https://elsewhere/schema' }, null],
  [{}, null],
])('%j', (schema, expected) => {
  expect(exampleOf(schema)).toEqual(expected)
})
