import { expect, test } from 'vitest'
import { HELLO, startFixture } from './simulator-fixture.ts'
import { connect } from 'node:net'
import { once } from 'node:events'
import OpenAI from 'openai'

test('shows every header that came: a foreign key or organisation would be seen', async () => {
  const { simulator } = await startFixture('deepseek')
  const careless = new OpenAI({
    apiKey: 'sk-openai-key',
    organization: 'org-ours',
    project: 'proj-ours',
    baseURL: simulator.baseUrl('deepseek'),
  })

  await careless.chat.completions.create({ model: 'deepseek-flash', messages: [...HELLO] })

  expect(simulator.journal.entries[0]?.headers).toMatchObject({
    authorization: 'Bearer sk-openai-key',
    'openai-organization': 'org-ours',
    'openai-project': 'proj-ours',
  })
})

test('tells what was asked, in order, and what was answered', async () => {
  const { simulator, chat, get } = await startFixture('openai')

  await chat({ model: 'gpt-4o', messages: HELLO })
  await chat({ model: 'gpt-4o', messages: HELLO, stream: true })
  await get('/models')
  await chat({ model: 'nobody', messages: HELLO })

  const { entries, counts } = simulator.journal
  expect(
    entries.map(({ number, kind, streamed, model, answer }) => [
      number,
      kind,
      streamed,
      model,
      answer?.status,
    ]),
  ).toEqual([
    [1, 'chat', false, 'gpt-4o', 200],
    [2, 'chat', true, 'gpt-4o', 200],
    [3, 'models', false, undefined, 200],
    [4, 'chat', false, 'nobody', 404],
  ])
  expect(entries[1]?.body).toEqual({ model: 'gpt-4o', messages: HELLO, stream: true })
  expect(entries[1]?.answer).toMatchObject({
    outcome: 'complete',
    finishReason: 'stop',
    usage: { total_tokens: 13 },
  })
  expect(counts).toEqual({
    requests: 4,
    chat: 3,
    models: 1,
    balance: 0,
    other: 0,
    streams: 1,
    refused: 1,
    rateLimited: 0,
    broken: 0,
    abandoned: 0,
  })
})

test('knows requests under way, and those that the client gave up', async () => {
  const { simulator, chat } = await startFixture('openai')
  const { journal } = simulator
  simulator.chaos.failAll('hang')
  const patience = new AbortController()
  const given = [1, 2].map(() => chat({ model: 'gpt-4o', messages: HELLO }, patience.signal))
  await expect.poll(() => journal.inFlight).toBe(2)

  patience.abort()
  await Promise.allSettled(given)

  await expect.poll(() => journal.inFlight).toBe(0)
  expect(journal.mostInFlight).toBe(2)
  expect(journal.counts.abandoned).toBe(2)
  expect(journal.entries[0]?.answer).toMatchObject({ status: 0, outcome: 'abandoned', fault: 'hang' })
})

test('has a request that its client broke off in the middle, with the key that had left', async () => {
  const { simulator } = await startFixture('openai')
  const { hostname, port } = new URL(simulator.url)
  const socket = connect({ host: hostname, port: Number(port) })

  socket.write(
    'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-half\r\nContent-Length: 99\r\n\r\n{',
  )
  await once(socket, 'connect')
  setImmediate(() => socket.destroy())

  await expect.poll(() => simulator.journal.entries.length).toBe(1)
  expect(simulator.journal.entries[0]).toMatchObject({
    headers: { authorization: 'Bearer sk-half' },
    answer: { outcome: 'abandoned' },
  })
  expect(simulator.journal.inFlight).toBe(0)
})

test('starts anew when it is told to', async () => {
  const { simulator, chat } = await startFixture('openai')
  await chat({ model: 'gpt-4o', messages: HELLO })

  simulator.journal.reset()
  await chat({ model: 'gpt-4o', messages: HELLO })

  expect(simulator.journal.counts.requests).toBe(1)
  expect(simulator.journal.entries).toHaveLength(1)
})
