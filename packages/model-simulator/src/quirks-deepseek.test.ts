import { describe, expect, test } from 'vitest'
import { eventsOf, HELLO, startFixture } from './simulator-fixture.ts'
import type { BrainRequest } from './brain.ts'
import { FakeClock } from '@larder/cache-core/testing'

const MODEL = 'deepseek-flash'
const OFF = { thinking: { type: 'disabled' } }

/** A simulator whose brain remembers what reached it. */
async function watched() {
  const asked: BrainRequest[] = []
  const fixture = await startFixture('deepseek', {
    brain: (request) => {
      asked.push(request)
      return { content: 'Sí', reasoning: 'Dos personas' }
    },
  })
  return { ...fixture, asked }
}

const refusal = (message: string) => ({
  error: { message, type: 'invalid_request_error', param: null, code: 'invalid_request_error' },
})

describe('routes', () => {
  test.each(['/chat/completions', '/v1/chat/completions', '/beta/chat/completions'])(
    'completions at %s',
    async (path) => {
      const { simulator } = await startFixture('deepseek')

      const answer = await fetch(simulator.url + path, {
        method: 'POST',
        headers: { authorization: 'Bearer sk' },
        body: JSON.stringify({ model: MODEL, messages: HELLO }),
      })

      expect(answer.status).toBe(200)
      expect(answer.headers.get('x-ds-trace-id')).toBe('req_sim-1')
    },
  )

  test('lists models that are not gone, without shutdown dates', async () => {
    const { get } = await startFixture('deepseek', { clock: new FakeClock(Date.UTC(2026, 10, 1)) })

    expect((await get('/models')).json()).toEqual({
      object: 'list',
      data: ['deepseek-flash', 'deepseek-v4-flash', 'deepseek-v4-pro'].map((id) => ({
        id,
        object: 'model',
        owned_by: 'deepseek',
      })),
    })
  })

  test('tells the balance', async () => {
    const { simulator, get } = await startFixture('deepseek')
    simulator.account('deepseek').balanceUsd = 12.5

    expect((await get('/user/balance')).json()).toEqual({
      is_available: true,
      balance_infos: [
        { currency: 'USD', total_balance: '12.50', granted_balance: '0.00', topped_up_balance: '12.50' },
      ],
    })
  })
})

describe('thinking', () => {
  test('is on by default, with effort high, and is told beside the answer', async () => {
    const { chat, asked } = await watched()

    const answer = await chat({ model: MODEL, messages: HELLO })

    expect(asked[0]?.effort).toBe('high')
    expect(answer.json()).toMatchObject({
      choices: [{ message: { content: 'Sí', reasoning_content: 'Dos personas' } }],
      usage: { completion_tokens: 4, completion_tokens_details: { reasoning_tokens: 3 } },
    })
  })

  test('can be turned off', async () => {
    const { chat, asked } = await watched()

    const answer = await chat({ model: MODEL, messages: HELLO, ...OFF })

    expect(asked[0]?.effort).toBe('none')
    expect(answer.text).not.toContain('reasoning_content')
    expect(answer.json()).toMatchObject({ usage: { completion_tokens_details: { reasoning_tokens: 0 } } })
  })

  test('comes first in a stream', async () => {
    const { chat } = await watched()

    const events = eventsOf((await chat({ model: MODEL, messages: HELLO, stream: true })).text)

    expect(events.map(({ choices }) => (choices as { delta: unknown }[])[0]?.delta)).toEqual([
      { role: 'assistant', content: null, reasoning_content: '' },
      { content: null, reasoning_content: 'Dos personas' },
      { content: 'Sí', reasoning_content: null },
      {},
    ])
  })

  test.each(['low', 'high', 'max'])('takes the effort %s', async (effort) => {
    const { chat, asked } = await watched()

    await chat({ model: MODEL, messages: HELLO, reasoning_effort: effort })

    expect(asked[0]?.effort).toBe(effort)
  })

  test('does not know the effort none', async () => {
    const { chat } = await startFixture('deepseek')

    const answer = await chat({ model: MODEL, messages: HELLO, reasoning_effort: 'none' })

    expect(answer.status).toBe(400)
    expect(answer.text).toContain('unknown variant `none`')
  })

  test('uses up the tokens of the answer', async () => {
    const { chat } = await startFixture('deepseek', { reasoningTokens: { high: 2_400 } })

    const answer = await chat({ model: MODEL, messages: HELLO, max_tokens: 300 })

    expect(answer.json()).toMatchObject({
      choices: [{ message: { content: '' }, finish_reason: 'length' }],
      usage: { completion_tokens: 300, completion_tokens_details: { reasoning_tokens: 300 } },
    })
  })

  test('must come back in a tool loop', async () => {
    const { chat } = await startFixture('deepseek')
    const called = { role: 'assistant', content: '', tool_calls: [{ id: 'a', type: 'function' }] }
    const ask = (assistant: unknown, more = {}) =>
      chat({ model: MODEL, messages: [...HELLO, assistant, { role: 'tool', content: '{}' }], ...more })

    const refused = await ask(called)

    expect(refused.status).toBe(400)
    expect(refused.json()).toEqual(
      refusal('The `reasoning_content` in the thinking mode must be passed back to the API.'),
    )
    expect((await ask({ ...called, reasoning_content: 'Dos' })).status).toBe(200)
    expect((await ask(called, OFF)).status).toBe(200)
  })
})

test('strict function schemas are checked under /beta, and are a word it does not know elsewhere', async () => {
  const { simulator } = await startFixture('deepseek')
  const closed = { type: 'object', properties: {}, required: [], additionalProperties: false }
  const tool = (parameters: object, strict: boolean) => ({
    type: 'function',
    function: { name: 'findTable', strict, parameters },
  })
  const ask = async (path: string, tools: readonly object[]) => {
    const body = JSON.stringify({ model: MODEL, messages: HELLO, tools })
    const headers = { authorization: 'Bearer sk' }
    return (await fetch(`${simulator.url}${path}/chat/completions`, { method: 'POST', headers, body })).status
  }

  expect(await ask('/beta', [tool({ type: 'object' }, true)])).toBe(400)
  expect(await ask('/beta', [tool(closed, true), tool(closed, false)])).toBe(400)
  expect(await ask('/beta', [tool(closed, true)])).toBe(200)
  expect(await ask('/beta', [tool({ type: 'object' }, false)])).toBe(200)
  expect(await ask('', [tool({ type: 'object' }, true)])).toBe(200)
})

test('temperature is silently ignored while it thinks', async () => {
  const { chat, asked } = await watched()

  await chat({ model: MODEL, messages: HELLO, temperature: 0.2, presence_penalty: 1 })
  await chat({ model: MODEL, messages: HELLO, temperature: 0.2, ...OFF })

  expect(asked.map(({ temperature }) => temperature)).toEqual([undefined, 0.2])
})

test('max_tokens counts; max_completion_tokens, seed and what it does not know are ignored', async () => {
  const { chat } = await startFixture('deepseek', { brain: () => ({ content: 'x'.repeat(82) }) })
  const ask = async (more: object) =>
    (await chat({ model: MODEL, messages: HELLO, ...OFF, ...more })).json() as { usage: unknown }

  expect((await ask({ max_tokens: 10 })).usage).toMatchObject({ completion_tokens: 10 })
  expect((await ask({ max_completion_tokens: 10, seed: 7, safety_identifier: 'x' })).usage).toMatchObject({
    completion_tokens: 20,
  })
})

describe('structured output', () => {
  test('is json_object only', async () => {
    const { chat } = await startFixture('deepseek')

    const answer = await chat({
      model: MODEL,
      messages: [{ role: 'user', content: 'As JSON' }],
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema: {} } },
    })

    expect(answer.status).toBe(400)
    expect(answer.json()).toEqual(refusal('This response_format type is unavailable now'))
  })

  test('needs the word json in the prompt', async () => {
    const { chat } = await startFixture('deepseek')
    const ask = (content: string) =>
      chat({ model: MODEL, messages: [{ role: 'user', content }], response_format: { type: 'json_object' } })

    const refused = await ask('Mesa para dos')
    const answered = await ask('Mesa para dos, en JSON')

    expect(refused.status).toBe(400)
    expect(refused.json()).toEqual(
      refusal(
        "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
      ),
    )
    const { choices } = answered.json() as { choices: { message: { content: string } }[] }
    expect(JSON.parse(choices[0]?.message.content ?? '')).toMatchObject({ simulated: true })
  })
})

test('does not know the role developer', async () => {
  const { chat } = await startFixture('deepseek')

  const answer = await chat({ model: MODEL, messages: [{ role: 'developer', content: 'Hola' }] })

  expect(answer.status).toBe(400)
  expect(answer.text).toContain('messages[0].role: unknown variant `developer`, expected one of `system`')
})

describe('the prefix cache', () => {
  const START = 'Eres el asistente de un restaurante. '.repeat(20)

  async function hits() {
    const { chat } = await startFixture('deepseek')
    return async (content: string, more: object = {}) => {
      const messages = [
        { role: 'system', content: START },
        { role: 'user', content },
      ]
      const { usage } = (await chat({ model: MODEL, messages, ...more })).json() as {
        usage: { prompt_tokens: number; prompt_cache_hit_tokens: number; prompt_cache_miss_tokens: number }
      }
      expect(usage.prompt_cache_hit_tokens + usage.prompt_cache_miss_tokens).toBe(usage.prompt_tokens)
      return usage.prompt_cache_hit_tokens
    }
  }

  test('keeps a common beginning once two requests had it: the third hits', async () => {
    const ask = await hits()

    expect(await ask('Mesa para dos')).toBe(0)
    expect(await ask('Otra pregunta')).toBe(0)
    const shared = await ask('Una tercera')
    expect(shared).toBeGreaterThan(180)
    expect(await ask('Mesa para dos')).toBeGreaterThan(shared)
  })

  test('keeps every prompt whole: asked again, it hits at once', async () => {
    const ask = await hits()

    await ask('Mesa para dos')

    expect(await ask('Mesa para dos')).toBeGreaterThan(180)
  })

  test('takes the longest piece that fits: in a conversation, all that was said', async () => {
    const { chat } = await startFixture('deepseek', { brain: () => ({ content: 'Claro. '.repeat(40) }) })
    const first = [{ role: 'system', content: START }, ...HELLO]
    const second = [
      ...first,
      { role: 'assistant', content: 'Claro. '.repeat(40) },
      { role: 'user', content: 'A las nueve' },
    ]
    const usageOf = async (messages: readonly object[]) =>
      ((await chat({ model: MODEL, messages })).json() as { usage: Record<string, number> }).usage

    const before = (await usageOf(first))['prompt_tokens'] ?? 0
    const { prompt_cache_hit_tokens: hit, prompt_cache_miss_tokens: miss } = await usageOf(second)

    expect(hit).toBeGreaterThan(before + 60)
    expect(miss).toBeLessThan(10)
  })

  test('is not shared between users', async () => {
    const ask = await hits()

    await ask('Mesa para dos', { user_id: 'casa-pepe' })

    expect(await ask('Mesa para dos', { user_id: 'casa-ana' })).toBe(0)
    expect(await ask('Mesa para dos', { user_id: 'casa-pepe' })).toBeGreaterThan(180)
  })
})

test('a user_id has at most 512 bytes', async () => {
  const { chat } = await startFixture('deepseek')

  expect((await chat({ model: MODEL, messages: HELLO, user_id: 'ñ'.repeat(256) })).status).toBe(200)
  expect((await chat({ model: MODEL, messages: HELLO, user_id: 'ñ'.repeat(257) })).status).toBe(400)
})

test('limits what is under way at a time, per model, and says the limit only in the refusal', async () => {
  const clock = new FakeClock()
  const { simulator, chat } = await startFixture('deepseek', {
    clock,
    limits: { concurrency: 2 },
    pacing: { [MODEL]: { firstTokenMs: 1_000 } },
  })
  const first = [1, 2].map(() => chat({ model: MODEL, messages: HELLO }))
  await expect.poll(() => clock.pendingTimers).toBe(2)

  const refused = await chat({ model: MODEL, messages: HELLO })
  const other = await chat({ model: 'deepseek-v4-pro', messages: HELLO })
  await clock.advance(1_000)
  await Promise.all(first)
  const later = chat({ model: MODEL, messages: HELLO })
  await expect.poll(() => clock.pendingTimers).toBe(1)
  await clock.advance(1_000)

  expect(refused.status).toBe(429)
  expect(refused.text).toContain('Your current concurrency is 3, which exceeds your concurrency limit of 2.')
  expect([...refused.headers.keys()].filter((name) => /ratelimit|retry/.test(name))).toEqual([])
  expect(other.status).toBe(200)
  expect((await later).status).toBe(200)
  expect(simulator.journal.counts.rateLimited).toBe(1)
})

test('a client that leaves gives its place back', async () => {
  const { simulator, chat } = await startFixture('deepseek', {
    clock: new FakeClock(),
    limits: { concurrency: 1 },
    pacing: { [MODEL]: { firstTokenMs: 1_000 } },
  })
  const patience = new AbortController()
  const given = chat({ model: MODEL, messages: HELLO }, patience.signal)
  await expect.poll(() => simulator.journal.inFlight).toBe(1)

  patience.abort()
  await expect(given).rejects.toThrow('aborted')
  await expect.poll(() => simulator.journal.inFlight).toBe(0)
  simulator.pacing.set(MODEL, {})

  expect((await chat({ model: MODEL, messages: HELLO })).status).toBe(200)
})

describe('under load', () => {
  async function waiting(body: object, waitMs: number) {
    const clock = new FakeClock()
    const fixture = await startFixture('deepseek', { clock })
    fixture.simulator.chaos.failNext(1, { kind: 'latency', delayMs: waitMs })
    const answer = fixture.chat({ model: MODEL, messages: HELLO, ...body })
    await expect.poll(() => clock.pendingTimers).toBe(1)
    return { ...fixture, clock, answer }
  }

  test('holds the line with blank lines before the JSON', async () => {
    const { clock, answer } = await waiting({}, 25_000)

    await clock.advance(25_000)

    const { text, json } = await answer
    expect(text).toMatch(/^\n\n\{/)
    expect(json()).toMatchObject({ object: 'chat.completion' })
  })

  test('holds a stream with comments', async () => {
    const { clock, answer } = await waiting({ stream: true }, 25_000)

    await clock.advance(25_000)

    expect((await answer).text).toMatch(/^: keep-alive\n\n: keep-alive\n\ndata: /)
  })

  test('breaks off after ten minutes without a token', async () => {
    const { clock, answer, simulator } = await waiting({}, 700_000)
    const broken = expect(answer).rejects.toThrow('terminated')

    await clock.advance(600_000)

    await broken
    expect(simulator.journal.counts.broken).toBe(1)
  })
})

test('an unknown model and one that is gone get 400, not 404', async () => {
  const clock = new FakeClock(Date.UTC(2026, 6, 24, 15, 58))
  const { chat } = await startFixture('deepseek', { clock })
  const gone = { model: 'deepseek-chat', messages: HELLO }

  expect((await chat(gone)).status).toBe(200)
  await clock.advance(60_000)

  for (const model of ['deepseek-chat', 'gpt-4o']) {
    const answer = await chat({ ...gone, model })
    expect(answer.status).toBe(400)
    expect(answer.json()).toEqual(refusal('Model Not Exist'))
  }
})

test('a wrong key gets 401 and an empty account 402', async () => {
  const { simulator, chat } = await startFixture('deepseek', { apiKeys: { deepseek: ['sk-good'] } })
  const account = simulator.account('deepseek')

  const wrong = await chat({ model: MODEL, messages: HELLO })
  account.apiKeys = ['sk-test']
  account.balanceUsd = 0
  const unpaid = await chat({ model: MODEL, messages: HELLO })

  expect(wrong.status).toBe(401)
  expect(wrong.json()).toMatchObject({
    error: {
      message: 'Authentication Fails, Your api key: ****test is invalid',
      type: 'authentication_error',
    },
  })
  expect(unpaid.status).toBe(402)
  expect(unpaid.json()).toMatchObject({ error: { message: 'Insufficient Balance' } })
})
