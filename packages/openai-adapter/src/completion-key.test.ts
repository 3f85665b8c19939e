import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ChatRequest } from '@larder/assistant'
import { completionKey, completionPrefix, type KeyOptions } from './completion-key.ts'
import { PARTY, requestOf } from './model-fixture.ts'

const OPTIONS: KeyOptions = {
  secret: 'a secret of some length',
  provider: 'deepseek',
  model: 'deepseek-flash',
  isShared: false,
}
const keyOf = (changes: Partial<ChatRequest> = {}, options: Partial<KeyOptions> = {}) =>
  completionKey(requestOf(changes), { ...OPTIONS, ...options })

test.each([
  ['the system text', { system: 'Otra cosa' }],
  ['a message', { messages: [{ role: 'user', content: 'Mesa para cinco' }] }],
  ['who says it', { messages: [{ role: 'assistant', content: 'Mesa para cuatro' }] }],
  ['blanks', { messages: [{ role: 'user', content: 'Mesa para cuatro ' }] }],
  ['capitals', { messages: [{ role: 'user', content: 'mesa para cuatro' }] }],
  ['the schema', { schema: PARTY }],
  ['the name of the schema', { schema: { ...PARTY, name: 'other' } }],
  ['the effort', { effort: 'low' }],
  ['the most tokens', { maxTokens: 101 }],
  ['the temperature', { temperature: 0 }],
  ['the agent', { agent: 'human' }],
  ['the version of the prompt', { promptVersion: '2' }],
  ['the variant', { variant: 1 }],
  ['the tenant', { tenant: 'casa-lola' }],
] as const)('another answer for another request: %s', (_, changes) => {
  expect(keyOf(changes as Partial<ChatRequest>)).not.toBe(keyOf())
})

test.each([
  ['provider', { provider: 'openai' }],
  ['model', { model: 'deepseek-v4-pro' }],
  ['secret', { secret: 'another secret of some length' }],
])('another answer of another %s', (_, options) => {
  expect(keyOf({}, options)).not.toBe(keyOf())
})

test('the order of messages is part of the request, that of properties is not', () => {
  const [a, b] = [{ role: 'user', content: 'a' } as const, { role: 'user', content: 'b' } as const]
  const turned = { ...PARTY, jsonSchema: Object.fromEntries(Object.entries(PARTY.jsonSchema).toReversed()) }

  expect(keyOf({ messages: [a, b] })).not.toBe(keyOf({ messages: [b, a] }))
  expect(keyOf({ schema: turned })).toBe(keyOf({ schema: PARTY }))
})

test('messages cannot be told apart by where one ends and the next begins, only by what they are', () => {
  const joined = [{ role: 'user', content: 'a","role":"user","content":"b' } as const]
  const apart = [{ role: 'user', content: 'a' } as const, { role: 'user', content: 'b' } as const]

  expect(keyOf({ messages: joined })).not.toBe(keyOf({ messages: apart }))
})

test('one text in two forms of Unicode is one request', () => {
  const of = (form: string) => keyOf({ messages: [{ role: 'user', content: 'mañana'.normalize(form) }] })

  expect(of('NFD')).toBe(of('NFC'))
})

test('a default that is said is the request that leaves it out', () => {
  expect(keyOf({ variant: 0, temperature: undefined, schema: undefined })).toBe(keyOf())
})

test('shared answers are of all tenants, and no tenant can take that name', () => {
  const shared = (tenant: string) => keyOf({ tenant }, { isShared: true })

  expect(shared('casa-paco')).toBe(shared('casa-lola'))
  for (const name of ['+all', '=+all', '', '='])
    expect(keyOf({ tenant: name }).split(':')[1]).not.toBe(shared('x').split(':')[1])
})

test('a tenant’s answers have a prefix of their own, however it is called', () => {
  for (const tenant of ['casa-paco', 'casa', 'a:b', '*', 'ñ', '']) {
    expect(keyOf({ tenant }).startsWith(completionPrefix(tenant))).toBe(true)
    expect(keyOf({ tenant: `${tenant}-paco` }).startsWith(completionPrefix(tenant))).toBe(false)
  }
})

test('says nothing of what was asked, and cannot be tested against a guess', () => {
  const key = keyOf()
  const guess = createHash('sha256').update(JSON.stringify(requestOf().messages)).digest('base64url')

  expect(key).not.toMatch(/Mesa|cuatro|secret/)
  expect(key).not.toContain(guess)
  expect(key).toMatch(/^completion:=casa-paco:router:[\w-]{43}$/)
})

/** A change here makes every kept answer unknown: count VERSION up, and know why. */
test('stays the same from release to release', () => {
  expect(keyOf({ schema: PARTY })).toMatchInlineSnapshot(
    `"completion:=casa-paco:router:89R8XQ8hsMpn27jt-JZO2QWlf8XnHcD9dpDn64dPsiQ"`,
  )
})
