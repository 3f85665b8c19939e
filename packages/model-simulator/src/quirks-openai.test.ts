import { describe, expect, test } from 'vitest'
import { HELLO, startFixture } from './simulator-fixture.ts'
import type { BrainRequest } from './brain.ts'
import { FakeClock } from '@larder/cache-core/testing'
import OpenAI from 'openai'

async function watched() {
  const asked: BrainRequest[] = []
  const fixture = await startFixture('openai', {
    brain: (request) => {
      asked.push(request)
      return { content: 'Sí', reasoning: 'Dos personas' }
    },
  })
  return { ...fixture, asked }
}

const TOOLS = [{ type: 'function', function: { name: 'findTable', parameters: { type: 'object' } } }]

test('there is nothing without /v1, and no balance', async () => {
  const { simulator, get } = await startFixture('openai')
  const headers = { authorization: 'Bearer sk' }

  const answer = await fetch(`${simulator.url}/chat/completions`, { method: 'POST', headers, body: '{}' })

  expect(answer.status).toBe(404)
  expect((await get('/user/balance')).status).toBe(404)
  expect(simulator.journal.counts.other).toBe(2)
})

test('models tell when they will shut down, and are gone by the clock', async () => {
  const clock = new FakeClock(Date.UTC(2027, 0, 13, 23))
  const { client, chat } = await startFixture('openai', { clock })
  const shutdowns = async () =>
    Object.fromEntries((await client.models.list()).data.map(({ id, shutdown_date }) => [id, shutdown_date]))

  expect(await shutdowns()).toMatchObject({ 'gpt-4o-2024-11-20': '2027-01-14', 'gpt-6-luna': null })
  expect((await chat({ model: 'gpt-4o-2024-11-20', messages: HELLO })).status).toBe(200)
  await clock.advance(3_600_000)

  const gone = await chat({ model: 'gpt-4o-2024-11-20', messages: HELLO })
  expect(gone.status).toBe(404)
  expect(gone.json()).toMatchObject({
    error: { code: 'model_not_found', message: expect.stringContaining('has been deprecated') as string },
  })
  expect(await shutdowns()).not.toHaveProperty('gpt-4o-2024-11-20')
})

describe('effort', () => {
  test.each([
    ['gpt-4o', undefined, 'none'],
    ['gpt-6-luna', undefined, 'medium'],
    ['gpt-6.1-terra', undefined, 'medium'],
    ['gpt-6-luna', 'none', 'none'],
    ['gpt-6-luna', 'max', 'max'],
  ])('of %s, asked for %s, is %s', async (model, reasoning_effort, effort) => {
    const { chat, asked } = await watched()

    await chat({ model, messages: HELLO, reasoning_effort })

    expect(asked[0]?.effort).toBe(effort)
  })

  test.each(['gpt-6.1-sol', 'gpt-6-astra'])('%s cannot be told not to think', async (model) => {
    const { chat } = await startFixture('openai')

    const answer = await chat({ model, messages: HELLO, reasoning_effort: 'none' })

    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ error: { param: 'reasoning_effort', code: 'unsupported_value' } })
  })

  test('is nothing that gpt-4o knows', async () => {
    const { chat } = await startFixture('openai')

    expect((await chat({ model: 'gpt-4o', messages: HELLO, reasoning_effort: 'low' })).status).toBe(400)
  })

  test('what it thought is counted and not told', async () => {
    const { chat } = await watched()

    const whole = await chat({ model: 'gpt-6-luna', messages: HELLO })
    const stream = await chat({ model: 'gpt-6-luna', messages: HELLO, stream: true })

    expect(whole.json()).toMatchObject({
      usage: { completion_tokens: 4, completion_tokens_details: { reasoning_tokens: 3 } },
    })
    for (const { text } of [whole, stream]) expect(text).not.toMatch(/reasoning_content|Dos personas/)
  })
})

test.each(['temperature', 'top_p'])(
  '%s fails while it thinks, and passes with effort none',
  async (sampling) => {
    const { chat } = await startFixture('openai')
    const ask = (more: object) => chat({ model: 'gpt-6-luna', messages: HELLO, ...more })

    const refused = await ask({ [sampling]: 0.2 })

    expect(refused.status).toBe(400)
    expect(refused.json()).toMatchObject({ error: { param: sampling, code: 'unsupported_value' } })
    expect((await ask({ [sampling]: 1 })).status).toBe(200)
    expect((await ask({ [sampling]: 0.2, reasoning_effort: 'none' })).status).toBe(200)
  },
)

test.each([
  ['gpt-4o', undefined, 200],
  ['gpt-6-luna', undefined, 400],
  ['gpt-6-luna', 'low', 400],
  ['gpt-6-luna', 'none', 200],
  ['gpt-6.1-sol', 'low', 400],
])('tools with %s at effort %s: %i', async (model, reasoning_effort, status) => {
  const { chat } = await startFixture('openai')

  const answer = await chat({ model, messages: HELLO, reasoning_effort, tools: TOOLS })

  expect(answer.status).toBe(status)
  if (status === 400)
    expect(answer.text).toContain(
      `Function tools with reasoning_effort are not supported for ${model} in /v1/chat`,
    )
})

test('the schema of a strict tool is checked', async () => {
  const { chat } = await startFixture('openai')
  const strict = {
    type: 'function',
    function: { name: 'findTable', strict: true, parameters: { type: 'object' } },
  }

  const answer = await chat({ model: 'gpt-4o', messages: HELLO, tools: [strict] })

  expect(answer.json()).toMatchObject({ error: { code: 'invalid_function_parameters' } })
  expect(answer.text).toContain("Invalid schema for function 'findTable': In context=()")
})

test('models that think take max_completion_tokens and no max_tokens; gpt-4o takes both', async () => {
  const { client, chat } = await startFixture('openai', { brain: () => ({ content: 'x'.repeat(82) }) })

  const refused = chat({ model: 'gpt-6-luna', messages: HELLO, max_tokens: 10 })

  expect((await refused).json()).toMatchObject({
    error: { param: 'max_tokens', code: 'unsupported_parameter' },
  })
  for (const limit of ['max_tokens', 'max_completion_tokens']) {
    const { usage } = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [...HELLO],
      [limit]: 10,
    })
    expect(usage?.completion_tokens).toBe(10)
  }
})

test('stream_options without a stream are refused', async () => {
  const { chat } = await startFixture('openai')

  const answer = await chat({ model: 'gpt-4o', messages: HELLO, stream_options: { include_usage: true } })

  expect(answer.json()).toMatchObject({ error: { param: 'stream_options' } })
})

test('refuses what it does not know, such as DeepSeek’s parameters; seed passes', async () => {
  const { chat } = await startFixture('openai')

  const answer = await chat({
    model: 'gpt-4o',
    messages: HELLO,
    thinking: { type: 'disabled' },
    user_id: 'x',
  })

  expect(answer.status).toBe(400)
  expect(answer.json()).toMatchObject({
    error: {
      message: 'Unrecognized request argument supplied: thinking, user_id',
      type: 'invalid_request_error',
    },
  })
  expect((await chat({ model: 'gpt-4o', messages: HELLO, seed: 7, safety_identifier: 'x' })).status).toBe(200)
})

describe('structured output', () => {
  const SCHEMA = {
    type: 'object',
    additionalProperties: false,
    required: ['intent', 'party', 'notes'],
    properties: {
      intent: { type: 'string', enum: ['book', 'cancel'] },
      party: { type: ['integer', 'null'] },
      notes: { type: 'array', items: { type: 'string' } },
    },
  }
  const format = (schema: object) => ({
    type: 'json_schema' as const,
    json_schema: { name: 'slots', strict: true, schema: { ...schema } },
  })

  test('follows a strict schema', async () => {
    const { client } = await startFixture('openai')

    const { choices } = await client.chat.completions.parse({
      model: 'gpt-4o',
      messages: [...HELLO],
      response_format: format(SCHEMA),
    })

    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ intent: 'book', party: null, notes: [] })
  })

  test.each([
    [
      { ...SCHEMA, additionalProperties: true },
      "'additionalProperties' is required to be supplied and to be false",
    ],
    [{ ...SCHEMA, required: ['intent'] }, "Missing 'party'"],
    [
      {
        ...SCHEMA,
        properties: { ...SCHEMA.properties, notes: { type: 'array', items: { type: 'object' } } },
      },
      "In context=('properties', 'notes', 'items'), 'additionalProperties'",
    ],
  ])('refuses a schema that is not strict: %#', async (schema, message) => {
    const { chat } = await startFixture('openai')

    const answer = await chat({ model: 'gpt-4o', messages: HELLO, response_format: format(schema) })

    expect(answer.status).toBe(400)
    expect(answer.text).toContain(message)
  })

  test('json_object needs the word json in the messages', async () => {
    const { chat } = await startFixture('openai')
    const ask = (content: string) =>
      chat({
        model: 'gpt-4o',
        messages: [{ role: 'user', content }],
        response_format: { type: 'json_object' },
      })

    expect((await ask('Mesa para dos')).json()).toMatchObject({ error: { param: 'messages' } })
    expect((await ask('Mesa para dos, en json')).status).toBe(200)
  })
})

describe('the prefix cache', () => {
  async function cached(model: string, chars: number, keys: readonly (string | undefined)[] = []) {
    const { chat } = await startFixture('openai')
    const ask = async (content: string, prompt_cache_key?: string) => {
      const messages = [
        { role: 'system', content: 'x'.repeat(chars) },
        { role: 'user', content },
      ]
      const { usage } = (await chat({ model, messages, prompt_cache_key })).json() as {
        usage: {
          prompt_tokens: number
          prompt_tokens_details: { cached_tokens: number; cache_write_tokens: number }
        }
      }
      return { prompt: usage.prompt_tokens, ...usage.prompt_tokens_details }
    }
    await ask('Mesa para dos', keys[0])
    return ask('Otra pregunta', keys[1])
  }

  test('begins at 1024 tokens', async () => {
    expect((await cached('gpt-4o', 4_000)).cached_tokens).toBe(0)
    expect((await cached('gpt-4o', 4_300)).cached_tokens).toBe(1_024)
    expect((await cached('gpt-4o', 4_900)).cached_tokens).toBe(1_152)
  })

  test('is apart for each prompt_cache_key', async () => {
    expect((await cached('gpt-4o', 4_300, ['casa-pepe', 'casa-ana'])).cached_tokens).toBe(0)
    expect((await cached('gpt-4o', 4_300, ['casa-pepe', 'casa-pepe'])).cached_tokens).toBe(1_024)
  })

  test('counts what it writes with the models that charge for it', async () => {
    const { prompt, cached_tokens, cache_write_tokens } = await cached('gpt-6-luna', 4_300)

    expect(cache_write_tokens).toBe(prompt - cached_tokens)
    expect((await cached('gpt-4o', 4_300)).cache_write_tokens).toBe(0)
    expect((await cached('gpt-6-luna', 2_000)).cache_write_tokens).toBe(0)
  })
})

describe('the rate limit', () => {
  test('of requests refuses with Retry-After, and fills evenly', async () => {
    const clock = new FakeClock()
    const { client, chat } = await startFixture('openai', { clock, limits: { requestsPerMinute: 2 } })
    const ask = () => chat({ model: 'gpt-4o', messages: HELLO })

    const first = await ask()
    await ask()
    const refused = await client.chat.completions
      .create({ model: 'gpt-4o', messages: [...HELLO] })
      .catch((error: unknown) => error as InstanceType<typeof OpenAI.RateLimitError>)
    await clock.advance(30_000)

    expect(first.headers.get('x-ratelimit-limit-requests')).toBe('2')
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe('1')
    expect(first.headers.get('x-ratelimit-reset-requests')).toBe('30s')
    expect(refused).toBeInstanceOf(OpenAI.RateLimitError)
    expect(refused).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' })
    expect((refused as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('30')
    expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(429)
  })

  test('holds no more than a minute of what was not used', async () => {
    const clock = new FakeClock()
    const { chat } = await startFixture('openai', { clock, limits: { requestsPerMinute: 2 } })
    const ask = async () => (await chat({ model: 'gpt-4o', messages: HELLO })).status

    await ask()
    await clock.advance(600_000)

    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
  })

  test('of tokens counts the prompt and the most that may be answered', async () => {
    const { chat } = await startFixture('openai', {
      clock: new FakeClock(),
      limits: { tokensPerMinute: 1_000 },
    })
    const ask = (max_completion_tokens: number) =>
      chat({ model: 'gpt-4o', messages: HELLO, max_completion_tokens })

    expect((await ask(600)).status).toBe(200)
    const refused = await ask(600)

    expect(refused.status).toBe(429)
    expect(refused.json()).toMatchObject({ error: { type: 'tokens', code: 'rate_limit_exceeded' } })
    expect((await ask(100)).status).toBe(200)
  })
})

test('an unknown model gets 404, a wrong key 401, an empty account 429', async () => {
  const { simulator, client, chat } = await startFixture('openai', { apiKeys: { openai: ['sk-good'] } })
  const ask = (model: string) => client.chat.completions.create({ model, messages: [...HELLO] })

  await expect(ask('gpt-4o')).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
  await expect(ask('gpt-4o')).rejects.toMatchObject({ code: 'invalid_api_key' })
  simulator.account('openai').apiKeys = undefined
  await expect(ask('deepseek-flash')).rejects.toMatchObject({ status: 404, code: 'model_not_found' })
  simulator.account('openai').balanceUsd = 0

  expect((await chat({ model: 'gpt-4o', messages: HELLO })).json()).toMatchObject({
    error: { code: 'insufficient_quota', type: 'insufficient_quota' },
  })
})

test('a request without a key is refused', async () => {
  const { simulator } = await startFixture('openai')

  expect((await fetch(`${simulator.url}/v1/models`)).status).toBe(401)
})

test('a model may be served under another name', async () => {
  const { chat } = await startFixture('openai', {
    models: [{ id: 'house-model', provider: 'openai', servedAs: 'house-model-2026-11-01' }],
  })

  expect((await chat({ model: 'house-model', messages: HELLO })).json()).toMatchObject({
    model: 'house-model-2026-11-01',
  })
})
