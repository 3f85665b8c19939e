import { describe, expect, test } from 'vitest'
import { allOf, HELLO, startFixture } from './simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'
import OpenAI from 'openai'
import { startModelSimulator } from './start-model-simulator.ts'

describe('with the official client', () => {
  test('answers a chat completion, labelled as simulated', async () => {
    const { client } = await startFixture('openai')

    const { data, response } = await client.chat.completions
      .create({ model: 'gpt-4o', messages: [...HELLO] })
      .withResponse()

    expect(data).toMatchObject({
      object: 'chat.completion',
      model: 'gpt-4o',
      system_fingerprint: 'simulated',
      choices: [
        {
          message: { role: 'assistant', content: '[simulated gpt-4o] Mesa para dos' },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 5, completion_tokens: 8, total_tokens: 13 },
    })
    expect(response.headers.get('x-simulated')).toBe('true')
  })

  test('streams the same text, and the usage in a last chunk without choices', async () => {
    const { client } = await startFixture('openai')

    const stream = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [...HELLO],
      stream: true,
      stream_options: { include_usage: true },
    })
    const chunks = await allOf(stream)

    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
      '[simulated gpt-4o] Mesa para dos',
    )
    expect(chunks.length).toBeGreaterThan(4)
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop')
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 13 } })
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true)
  })

  test('a stream tells no usage that was not asked for', async () => {
    const { client } = await startFixture('openai')

    const stream = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [...HELLO],
      stream: true,
    })
    const chunks = await allOf(stream)

    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop')
    expect(chunks.some((chunk) => 'usage' in chunk)).toBe(false)
  })
})

test('one server plays both providers, each under its prefix and with its own account', async () => {
  const simulator = await startModelSimulator({
    quirks: { '/openai': 'openai', '/deepseek': 'deepseek' },
    clock: new FakeClock(),
  })
  try {
    simulator.account('deepseek').balanceUsd = 0
    const ask = (provider: 'openai' | 'deepseek', model: string) =>
      new OpenAI({
        apiKey: 'any',
        baseURL: simulator.baseUrl(provider),
        maxRetries: 0,
      }).chat.completions.create({
        model,
        messages: [...HELLO],
      })

    expect((await ask('openai', 'gpt-4o')).model).toBe('gpt-4o')
    await expect(ask('deepseek', 'deepseek-flash')).rejects.toMatchObject({ status: 402 })
    expect(simulator.journal.entries.map(({ provider, path }) => [provider, path])).toEqual([
      ['openai', '/openai/v1/chat/completions'],
      ['deepseek', '/deepseek/chat/completions'],
    ])
    expect((await fetch(`${simulator.url}/elsewhere/v1/models`)).status).toBe(404)
    expect(simulator.journal.entries.at(-1)).toMatchObject({
      provider: undefined,
      path: '/elsewhere/v1/models',
    })
  } finally {
    await simulator.close()
  }
})

describe('brains', () => {
  test('answer in the model’s place, with what the provider let through', async () => {
    const { chat } = await startFixture('openai', {
      brain: async ({ messages, effort, provider }) => ({
        content: `${provider} ${effort} ${messages.length} ${messages.at(-1)?.content}`,
      }),
    })

    const answer = await chat({
      model: 'gpt-6-luna',
      reasoning_effort: 'low',
      messages: [
        { role: 'developer', content: 'Sé breve' },
        { role: 'user', content: [{ type: 'text', text: '¿Abrís el lunes?' }] },
      ],
    })

    expect(answer.json()).toMatchObject({
      choices: [{ message: { content: 'openai low 2 ¿Abrís el lunes?' } }],
    })
  })

  test('that throw are answered with a 500', async () => {
    const { chat } = await startFixture('openai', {
      brain: () => {
        throw new Error('no idea')
      },
    })

    const answer = await chat({ model: 'gpt-4o', messages: HELLO })

    expect(answer.status).toBe(500)
    expect(answer.json()).toMatchObject({ error: { type: 'server_error' } })
  })

  test('may call tools', async () => {
    const { client } = await startFixture('openai', {
      brain: () => ({ content: '', toolCalls: [{ name: 'findTable', arguments: '{"party":2}' }] }),
    })
    const request = { model: 'gpt-4o', messages: [...HELLO] }

    const whole = await client.chat.completions.create(request)
    const chunks = await allOf(await client.chat.completions.create({ ...request, stream: true }))

    const called = { type: 'function', function: { name: 'findTable', arguments: '{"party":2}' } }
    expect(whole.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { tool_calls: [called] } })
    expect(chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])).toMatchObject([called])
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls')
  })

  test('have no more tokens than the request allows', async () => {
    const { chat } = await startFixture('openai', { brain: () => ({ content: 'x'.repeat(100) }) })

    const answer = await chat({ model: 'gpt-4o', messages: HELLO, max_completion_tokens: 10 })

    expect(answer.json()).toMatchObject({
      choices: [{ message: { content: 'x'.repeat(41) }, finish_reason: 'length' }],
      usage: { completion_tokens: 10 },
    })
  })
})

describe('bodies that no client sends', () => {
  const ODD = [
    [],
    'text',
    { model: 'M' },
    { model: 'M', messages: 'Hola' },
    { model: 'M', messages: [null] },
    { model: 'M', messages: [{ role: 7 }] },
    { model: ['M'], messages: HELLO },
    { model: 'M', messages: HELLO, max_tokens: -5 },
    { model: 'M', messages: HELLO, response_format: { type: 'json_schema' } },
    { model: 'M', messages: HELLO, response_format: { type: 'yaml' } },
  ]

  test.each(['openai', 'deepseek'] as const)('are refused by %s with a message', async (provider) => {
    const { simulator } = await startFixture(provider)
    const model = provider === 'openai' ? 'gpt-4o' : 'deepseek-flash'

    for (const body of ['', '{', ...ODD.map((odd) => JSON.stringify(odd).replace('"M"', `"${model}"`))]) {
      const answer = await fetch(`${simulator.baseUrl(provider)}/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk' },
        body,
      })

      expect([400, 404], body).toContain(answer.status)
      expect(await answer.json()).toMatchObject({ error: { message: expect.any(String) as string } })
    }
  })
})

test.each([
  [{ quirks: {} }, 'quirks is {}; it must name at least one provider.'],
  [
    { quirks: { deepseek: 'deepseek' as const } },
    "A prefix of quirks is 'deepseek'; it must be like '/deepseek'.",
  ],
  [{ limits: { concurrency: 0 } }, 'concurrency is 0; it must be more than 0.'],
])('options that make no sense are refused: %j', async (options, message) => {
  await expect(startModelSimulator(options)).rejects.toThrow(new RangeError(message))
})
