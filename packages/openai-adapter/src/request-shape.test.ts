import { describe, expect, test } from 'vitest'
import type { ChatRequest } from '@larder/assistant'
import { compatible, deepSeek, openAi, type Provider } from './providers.ts'
import { PARTY, requestOf } from './model-fixture.ts'
import { shapeRequest } from './request-shape.ts'

const OPENAI = openAi()
const DEEPSEEK = deepSeek()
const LOCAL = compatible({ name: 'local', baseUrl: 'http://127.0.0.1:8000/v1' })

function shape(provider: Provider, model: string, changes: Partial<ChatRequest> = {}) {
  return shapeRequest(requestOf(changes), { provider, model, isStream: false })
}

describe('effort', () => {
  test.each([
    [OPENAI, 'gpt-6-luna', 'none', { reasoning_effort: 'none' }],
    [OPENAI, 'gpt-6-luna', 'high', { reasoning_effort: 'high' }],
    [OPENAI, 'gpt-6.1-sol', 'low', { reasoning_effort: 'low' }],
    [OPENAI, 'gpt-4o-2024-11-20', 'none', { reasoning_effort: undefined }],
    [DEEPSEEK, 'deepseek-flash', 'none', { thinking: { type: 'disabled' }, reasoning_effort: undefined }],
    [DEEPSEEK, 'deepseek-flash', 'low', { thinking: { type: 'enabled' }, reasoning_effort: 'low' }],
    [LOCAL, 'qwen', 'none', { reasoning_effort: undefined, thinking: undefined }],
  ] as const)('%o %s %s', (provider, model, effort, expected) => {
    const body = shape(provider, model, { effort })

    for (const [name, value] of Object.entries(expected)) expect(body[name]).toEqual(value)
  })

  test.each([
    [OPENAI, 'gpt-6.1-sol', 'none'],
    [OPENAI, 'gpt-4o-2024-11-20', 'low'],
    [OPENAI, 'gpt-4o', 'high'],
    [LOCAL, 'qwen', 'high'],
  ] as const)('%o %s refuses %s', (provider, model, effort) => {
    expect(() => shape(provider, model, { effort })).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST', message: expect.stringContaining(effort) }),
    )
  })
})

test.each([
  [OPENAI, 'gpt-6-luna'],
  [DEEPSEEK, 'deepseek-flash'],
])('%o %s refuses a temperature while it thinks, which would fail or be ignored', (provider, model) => {
  expect(() => shape(provider, model, { effort: 'low', temperature: 0 })).toThrow(/takes no temperature/)
  expect(shape(provider, model, { effort: 'none', temperature: 0.5 })).toMatchObject({ temperature: 0.5 })
  expect(shape(provider, model, { effort: 'low' })).not.toHaveProperty('temperature')
})

test('the most tokens go by the name that the provider knows', () => {
  expect(shape(OPENAI, 'gpt-6-luna')).toMatchObject({ max_completion_tokens: 100 })
  expect(shape(OPENAI, 'gpt-6-luna')).not.toHaveProperty('max_tokens')
  expect(shape(DEEPSEEK, 'deepseek-flash')).toMatchObject({ max_tokens: 100 })
})

describe('a schema', () => {
  test('is sent as it is, strict, where the provider holds models to it', () => {
    const body = shape(OPENAI, 'gpt-6-luna', { schema: PARTY })

    expect(body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'party', strict: true, schema: PARTY.jsonSchema },
    })
    expect(body['messages']).toEqual([
      { role: 'system', content: requestOf().system },
      { role: 'user', content: 'Mesa para cuatro' },
    ])
  })

  test.each([
    [DEEPSEEK, 'deepseek-flash', { type: 'json_object' }],
    [LOCAL, 'qwen', undefined],
  ] as const)('is described, with the word json and an example: %o', (provider, model, format) => {
    const body = shape(provider, model, { schema: PARTY })
    const [system] = body['messages'] as readonly { readonly content: string }[]

    expect(body['response_format']).toEqual(format)
    expect(system?.content).toContain('json')
    expect(system?.content).toContain(JSON.stringify(PARTY.jsonSchema))
    expect(system?.content).toContain('{"guests":1}')
    // Static text first, so that a prefix cache can keep it.
    expect(system?.content.startsWith(requestOf().system)).toBe(true)
  })
})

test('a tenant is marked and not named', () => {
  const [openai, deepseek, local] = [
    shape(OPENAI, 'gpt-6-luna'),
    shape(DEEPSEEK, 'deepseek-flash'),
    shape(LOCAL, 'qwen'),
  ]

  expect(openai['safety_identifier']).toMatch(/^[\w-]{43}$/)
  expect(deepseek['user_id']).toBe(openai['safety_identifier'])
  expect(JSON.stringify([openai, deepseek, local])).not.toContain('casa-paco')
})

test.each([
  ['no message', { messages: [] }],
  ['an answer as the last message', { messages: [{ role: 'assistant', content: 'Hola' }] }],
  ['no room for an answer', { maxTokens: 0 }],
  ['a name of a schema that OpenAI would refuse', { schema: { ...PARTY, name: 'mesa libre' } }],
] as const)('refuses %s', (_, changes) => {
  expect(() => shape(OPENAI, 'gpt-6-luna', changes)).toThrow(
    expect.objectContaining({ code: 'INVALID_REQUEST' }),
  )
})

test.each(['not a url', 'ftp://host', 'https://user:secret@host', 'https://host/v1?key=secret'])(
  'refuses %s as the address of a provider, without repeating it',
  (baseUrl) => {
    expect(() => openAi({ baseUrl })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.not.stringContaining('secret') }),
    )
  },
)
