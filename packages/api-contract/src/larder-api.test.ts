import { hc } from 'hono/client'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { type LarderApi, larderClient } from './client.ts'
import type { Problem } from './problem/problem-schema.ts'
import type { CacheStatsBody } from './routes/cache-stats-route.ts'

/** A server that answers with what it was asked. */
function echo(): { readonly fetch: typeof fetch; readonly asked: Request[] } {
  const asked: Request[] = []
  return {
    asked,
    fetch: async (input, init) => {
      asked.push(new Request(input, init))
      return Response.json({})
    },
  }
}

describe('the client has the types of the schemas', () => {
  const client = hc<LarderApi>('http://larder.test')

  test('an answer by its status', () => {
    type Stats = Awaited<ReturnType<typeof client.cache.stats.$get>>
    type Ok = Extract<Stats, { status: 200 }>
    type Refused = Extract<Stats, { status: 401 }>

    expectTypeOf<Awaited<ReturnType<Ok['json']>>>().toEqualTypeOf<CacheStatsBody>()
    expectTypeOf<Awaited<ReturnType<Refused['json']>>>().toEqualTypeOf<Problem>()
  })

  test('what a request takes', () => {
    type Explain = Parameters<typeof client.cache.explain.$get>[0]
    type Say = Parameters<typeof client.assistant.messages.$post>[0]

    expectTypeOf<Explain>().toEqualTypeOf<{ query: { key: string } }>()
    expectTypeOf<Say['json']>().toEqualTypeOf<{ message: string; conversationId?: string | undefined }>()
    // @ts-expect-error There is no such route.
    expectTypeOf(client.cache.nowhere).toBeAny()
    // @ts-expect-error The key is missing.
    expectTypeOf(client.cache.explain.$get).toBeCallableWith({ query: {} })
  })

  test('what a reply says, by its kind', () => {
    type Said = Extract<Awaited<ReturnType<typeof client.assistant.messages.$post>>, { status: 200 }>
    type Facts = Awaited<ReturnType<Said['json']>>['facts'][number]

    expectTypeOf<Extract<Facts, { kind: 'too-large' }>['most']>().toEqualTypeOf<number>()
  })
})

test('a call goes to its path, with the key', async () => {
  const { fetch, asked } = echo()
  const larder = larderClient('http://larder.test', { key: 'the-key', fetch })

  await larder.cache.explain.$get({ query: { key: 'a b' } })
  await larder.assistant.messages.$post({ json: { message: 'hola' } })
  await larder.assistant.conversations[':id'].$get({ param: { id: 'x' } })

  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://larder.test/cache/explain?key=a+b',
    'POST http://larder.test/assistant/messages',
    'GET http://larder.test/assistant/conversations/x',
  ])
  for (const { headers } of asked) expect(headers.get('authorization')).toBe('Bearer the-key')
})

test('without a key none is sent', async () => {
  const { fetch, asked } = echo()

  await larderClient('http://larder.test', { fetch }).livez.$get()

  expect(asked[0]?.headers.has('authorization')).toBe(false)
})
