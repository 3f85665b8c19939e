import { expect, test } from 'vitest'
import type { Reply } from '@larder/assistant'
import { sha256Of } from './access/api-key.ts'
import { withConfigFile } from './config-file-fixture.ts'
import { BASE, type LarderFixture, request, sharedLarder, withLarder } from './larder-fixture.ts'

/** Without a key of Airtable the demo base is served, and talked about. */
const DEMO = { env: { AIRTABLE_API_KEY: '', AIRTABLE_ENDPOINT_URL: '', AIRTABLE_BASE_IDS: '' } }
const withDemo = sharedLarder(DEMO)

/** Says one thing after the other in one conversation; the last answer. */
async function talk({ send }: LarderFixture, ...messages: readonly string[]): Promise<Reply> {
  let reply: Reply | undefined
  for (const message of messages) {
    const { status, body } = await send('POST', '/assistant/messages', {
      message,
      ...(reply === undefined ? {} : { conversationId: reply.conversationId }),
    })
    expect(status).toBe(200)
    reply = body as Reply
  }
  if (!reply) throw new Error('Nothing was said.')
  return reply
}

test('books, changes and cancels over HTTP, and tells where the conversation stands', async () => {
  await withDemo(async (larder) => {
    const summed = await talk(
      larder,
      'Mesa para 4 el viernes que viene a las 21:00',
      'Marta García',
      '600123456',
    )
    expect(summed.text).toContain('¿Lo confirma?')
    const { conversationId } = summed

    const say = async (message: string) =>
      (await larder.send('POST', '/assistant/messages', { conversationId, message })).body as Reply
    const { booking } = await say('sí')
    expect(booking).toMatchObject({ people: 4, seating: { time: '21:00' }, guest: { name: 'Marta García' } })
    await say('mejor a las 21:30')
    expect((await say('sí')).booking).toMatchObject({ code: booking?.code, seating: { time: '21:30' } })
    await say('cancela la reserva')
    expect((await say('sí')).booking).toMatchObject({ status: 'cancelled' })

    const { body } = await larder.get(`/assistant/conversations/${conversationId}`)
    expect(body).toEqual({ id: conversationId, language: 'es', turn: 8, codes: [] })
  })
})

test('streams what was understood, the text, and the whole', async () => {
  await withDemo(async ({ url }) => {
    const response = await fetch(`${url}/assistant/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'Hello, a table for two next Friday at 9 pm, please' }),
    })

    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const events = (await response.text()).split('\n\n').filter((event) => event !== '')
    expect(events[0]).toBe('event: understood\ndata: {"intent":"book","language":"en"}')
    expect(events.at(-1)).toMatch(/^event: done\ndata: \{"reply":\{"conversationId":"[\w-]{22}"/)
  })
})

test.each([
  ['no JSON', 'message=hola', 400, 'must be JSON'],
  ['no message', {}, 400, 'message must be a text'],
  ['an empty one', { message: '' }, 400, 'must not be empty'],
  ['a blank one', { message: '  ' }, 400, '1 to 2000 characters'],
  ['2,001 characters', { message: 'a'.repeat(2_001) }, 400, 'at most 2000 characters'],
  ['a field that is none', { message: 'hola', model: 'x' }, 400, 'model'],
  [
    'a conversation that is none',
    { message: 'hola', conversationId: 'x'.repeat(22) },
    404,
    'no such conversation',
  ],
])('refuses %s', async (_what, body, status, detail) => {
  await withDemo((larder) => expectRefusal(larder, body, status, detail))
})

test('refuses a body of megabytes', async () => {
  // The connection is closed upon it, which is not to meet other tests.
  await withLarder(DEMO, (larder) =>
    expectRefusal(larder, { message: 'a'.repeat(2 ** 20) }, 413, 'larger than'),
  )
})

async function expectRefusal(
  { send }: LarderFixture,
  body: unknown,
  status: number,
  detail: string,
): Promise<void> {
  const answer = await send('POST', '/assistant/messages', body)

  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect((answer.body as { readonly detail: string }).detail).toContain(detail)
}

test('a refusal of a stream is a problem as well', async () => {
  await withDemo(async ({ url }) => {
    const response = await fetch(`${url}/assistant/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'hola', conversationId: 'x'.repeat(22) }),
    })

    expect(response.status).toBe(404)
  })
})

test('tells of no conversation that is not there', async () => {
  await withDemo(async ({ get }) => {
    expect((await get('/assistant/conversations/aaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
    expect((await get('/assistant/conversations/..%2F..%2Fetc')).status).toBe(404)
  })
})

test('takes a key that may write to the base, and no other', async () => {
  await withLarder({ env: { ...DEMO.env, LARDER_API_KEY: 'a-key-of-larder-1' } }, async ({ url }) => {
    const { status } = await request(url, 'POST', '/assistant/messages', { message: 'hola' })

    expect(status).toBe(401)
  })
  const key = 'a-key-of-a-reader'
  const keys = [{ name: 'reader', sha256: sha256Of(key), bases: { [BASE]: 'read' } }]
  await withConfigFile({ keys }, (path) =>
    withLarder({ env: { ...DEMO.env, LARDER_CONFIG: path } }, async ({ url }) => {
      const answer = await fetch(`${url}/assistant/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ message: 'hola' }),
      })

      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(BASE) as string })
    }),
  )
})

test('without a book it says how to give it one', async () => {
  await withLarder({}, async ({ send }) => {
    const answer = await send('POST', '/assistant/messages', { message: 'hola' })

    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('docs/assistant.md') })
  })
})

test('keeps the book of a real base that the file of the configuration names', async () => {
  const assistant = { base: BASE, house: { name: 'La Encina', maxPeople: 6 }, phone: '+34 910 111 111' }
  await withConfigFile({ assistant }, (path) =>
    withLarder({ env: { LARDER_CONFIG: path } }, async (larder) => {
      expect((await talk(larder, 'Hola')).text).toContain('La Encina')
      expect((await talk(larder, 'mesa para 9 el viernes que viene a las 21:00')).text).toContain(
        '+34 910 111 111',
      )
    }),
  )
})

/** The same message under one key, as a client sends it that got no answer. */
async function underKey(
  { url }: LarderFixture,
  key: string,
  body: object,
  accept = 'application/json',
): Promise<Response> {
  return fetch(`${url}/assistant/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, accept },
    body: JSON.stringify(body),
  })
}

const ALL_AT_ONCE = 'Mesa para 4 el viernes que viene a las 21:00, soy Marta García, 600123456'

test('a message that is sent again under its key books once, and is answered as before', async () => {
  await withDemo(async (larder) => {
    const first = await underKey(larder, 'key-1', { message: ALL_AT_ONCE })
    const again = await underKey(larder, 'key-1', { message: ALL_AT_ONCE })

    const reply = (await first.json()) as Reply
    expect(reply.booking).toMatchObject({ people: 4 })
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.json()).toEqual(reply)
    const { body } = await larder.get(`/assistant/conversations/${reply.conversationId}`)
    expect(body).toMatchObject({ turn: 1, codes: [reply.booking?.code] })
  })
})

test('of many that come at once under one key, one is taken', async () => {
  await withDemo(async (larder) => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        underKey(larder, 'key-2', { message: ALL_AT_ONCE.replace('600123456', '600123457') }),
      ),
    )

    const taken = answers.filter(({ status }) => status === 200)
    const codes = await Promise.all(taken.map(async (one) => ((await one.json()) as Reply).booking?.code))
    expect(new Set(codes).size).toBe(1)
    expect(codes).not.toContain(undefined)
    for (const { status, headers } of answers.filter((one) => one.status !== 200))
      expect([status, headers.get('retry-after')]).toEqual([409, '1'])
  })
})

test('a stream that is asked for again has the text and the whole of the first', async () => {
  await withDemo(async (larder) => {
    const message = { message: 'Hello, a table for two next Friday at 9 pm, please' }
    const first = await underKey(larder, 'key-3', message)
    const { conversationId } = (await first.json()) as Reply

    const events = await (await underKey(larder, 'key-3', message, 'text/event-stream')).text()

    expect(events.match(/^event: \w+/gm)?.at(0)).toBe('event: text')
    expect(events).toContain(`event: done\ndata: {"reply":{"conversationId":"${conversationId}"`)
  })
})

test('a key of another message, and one that cannot be used, are refused', async () => {
  await withDemo(async (larder) => {
    await underKey(larder, 'key-4', { message: 'hola' })

    const other = await underKey(larder, 'key-4', { message: 'adiós' })
    const unusable = await underKey(larder, 'k'.repeat(256), { message: 'hola' })

    expect([other.status, unusable.status]).toEqual([422, 400])
    expect(await unusable.json()).toMatchObject({
      type: '/docs#problem-invalid-input',
      detail: 'An Idempotency-Key must have 1 to 255 visible ASCII characters.',
    })
    // What the assistant refuses takes no key.
    expect(
      (await underKey(larder, 'key-5', { message: 'hola', conversationId: 'x'.repeat(22) })).status,
    ).toBe(404)
    expect((await underKey(larder, 'key-5', { message: 'hola' })).status).toBe(200)
  })
})
