import { describe, expect, test } from 'vitest'
import { allOf, eventsOf, HELLO, startFixture } from './simulator-fixture.ts'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import type { FaultKind } from './fault-kinds.ts'
import OpenAI from 'openai'
import type { ProviderName } from './quirks.ts'

const MODELS: Readonly<Record<ProviderName, string>> = { openai: 'gpt-4o', deepseek: 'deepseek-flash' }
const PROVIDERS = ['openai', 'deepseek'] as const

async function startWell(provider: ProviderName, options = {}) {
  const fixture = await startFixture(provider, options)
  const request = { model: MODELS[provider], messages: [...HELLO] }
  return {
    ...fixture,
    ask: () => fixture.chat(request),
    create: () => fixture.client.chat.completions.create(request),
    stream: async () => allOf(await fixture.client.chat.completions.create({ ...request, stream: true })),
    askStream: () => fixture.chat({ ...request, stream: true }),
  }
}

describe('errors, as the official client sees them', () => {
  test.each([
    ['400', 400, OpenAI.BadRequestError],
    ['400-context', 400, OpenAI.BadRequestError],
    ['401', 401, OpenAI.AuthenticationError],
    ['402', 402, OpenAI.APIError],
    ['403', 403, OpenAI.PermissionDeniedError],
    ['404', 404, OpenAI.NotFoundError],
    ['408', 408, OpenAI.APIError],
    ['409', 409, OpenAI.ConflictError],
    ['413', 413, OpenAI.APIError],
    ['422', 422, OpenAI.UnprocessableEntityError],
    ['429', 429, OpenAI.RateLimitError],
    ['429-slow-down', 429, OpenAI.RateLimitError],
    ['500', 500, OpenAI.InternalServerError],
    ['502', 502, OpenAI.InternalServerError],
    ['503', 503, OpenAI.InternalServerError],
    ['504', 504, OpenAI.InternalServerError],
  ] as const)('%s', async (kind, status, type) => {
    for (const provider of PROVIDERS) {
      const { simulator, create, stream } = await startWell(provider)
      simulator.chaos.failNext(2, kind)

      const errors = await Promise.all(
        [create(), stream()].map((call) => call.catch((error: unknown) => error)),
      )

      for (const error of errors) {
        expect(error).toBeInstanceOf(type)
        expect(error).toMatchObject({ status })
      }
      expect(simulator.journal.entries.map(({ answer }) => [answer?.fault, answer?.status])).toEqual([
        [kind, status],
        [kind, status],
      ])
    }
  })

  test.each([
    ['429-quota', 'insufficient_quota'],
    ['429-credit', 'credit_balance_exhausted'],
    ['429-slow-down', 'slow_down'],
    ['429', 'rate_limit_exceeded'],
    ['404', 'model_not_found'],
    ['400-context', 'context_length_exceeded'],
    ['503', 'server_overloaded'],
  ] as const)('OpenAI tells %s by the code %s', async (kind, code) => {
    const { simulator, create } = await startWell('openai')
    simulator.chaos.failNext(1, kind)

    await expect(create()).rejects.toMatchObject({ code })
  })

  test.each(['429-quota', '429-credit'] as const)('%s is 402 at DeepSeek', async (kind) => {
    const { simulator, create } = await startWell('deepseek')
    simulator.chaos.failNext(1, kind)

    await expect(create()).rejects.toMatchObject({ status: 402 })
  })

  test('429 tells when to come back: OpenAI by default, both when told to', async () => {
    const waits = []
    for (const provider of PROVIDERS) {
      const { simulator, ask } = await startWell(provider)
      simulator.chaos.script(['429', { kind: '429', retryAfterSeconds: 7 }])
      for (const answer of [await ask(), await ask()])
        waits.push([answer.headers.get('retry-after'), answer.headers.get('retry-after-ms')])
    }

    expect(waits).toEqual([
      ['1', '1000'],
      ['7', null],
      [null, null],
      ['7', null],
    ])
  })

  test('come from gateways as HTML', async () => {
    const { simulator, ask } = await startWell('openai')
    simulator.chaos.failNext(1, '502')

    const answer = await ask()

    expect(answer.headers.get('content-type')).toBe('text/html')
    expect(answer.text).toContain('502 Bad Gateway')
    expect(answer.headers.get('x-simulated')).toBe('true')
  })
})

describe('on the way', () => {
  test('hang: no headers, ever', async () => {
    const { simulator, chat } = await startWell('openai')
    simulator.chaos.failNext(1, 'hang')
    const patience = new AbortController()
    let headersCame = false

    const answer = chat({ model: 'gpt-4o', messages: HELLO }, patience.signal).then(
      () => (headersCame = true),
    )
    await expect.poll(() => simulator.journal.inFlight).toBe(1)
    patience.abort()

    await expect(answer).rejects.toThrow('aborted')
    expect(headersCame).toBe(false)
    await expect.poll(() => simulator.journal.counts.abandoned).toBe(1)
  })

  test('reset: the connection breaks before an answer', async () => {
    const { simulator, create } = await startWell('openai')
    simulator.chaos.failNext(1, 'reset')

    await expect(create()).rejects.toBeInstanceOf(OpenAI.APIConnectionError)
    expect(simulator.journal.entries[0]?.answer).toMatchObject({ status: 0, outcome: 'broken' })
  })

  test('html: a page with status 200, which the client takes for the answer', async () => {
    const { simulator, create } = await startWell('openai')
    simulator.chaos.failNext(1, 'html')

    expect(await create()).toContain('<!doctype html>')
  })

  test('cut: a stream breaks after its first chunks', async () => {
    const { simulator, client } = await startWell('openai')
    simulator.chaos.failNext(1, 'cut')
    const stream = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [...HELLO],
      stream: true,
    })
    const seen: unknown[] = []

    const reading = (async () => {
      for await (const { choices } of stream) seen.push(choices[0]?.delta.content)
    })()

    await expect(reading).rejects.toThrow('terminated')
    expect(seen).toEqual(['', '[simulated gpt-4'])
    expect(simulator.journal.entries[0]?.answer).toMatchObject({
      status: 200,
      outcome: 'broken',
      fault: 'cut',
    })
  })

  test('stall: a stream falls silent until the client leaves', async () => {
    const { simulator, client } = await startWell('openai')
    simulator.chaos.failNext(1, { kind: 'stall', afterChunks: 3 })
    const stream = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [...HELLO],
      stream: true,
    })
    const reader = stream[Symbol.asyncIterator]()
    for (let chunk = 0; chunk < 3; chunk++) expect((await reader.next()).done).toBe(false)

    const next = reader.next()
    stream.controller.abort()

    expect((await next).done).toBe(true)
    await expect.poll(() => simulator.journal.counts.abandoned).toBe(1)
  })

  test.each(['cut', 'stall'] as const)('%s: half of an answer in one piece', async (kind) => {
    const { simulator } = await startWell('openai')
    simulator.chaos.failNext(1, kind)

    const response = await fetch(`${simulator.baseUrl('openai')}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk' },
      body: JSON.stringify({ model: 'gpt-4o', messages: HELLO }),
    })
    const reader = response.body?.getReader()
    const first = new TextDecoder().decode((await reader?.read())?.value)

    expect(first).toMatch(/^\{"id":"chatcmpl-sim-1"/)
    expect(() => JSON.parse(first) as unknown).toThrow(SyntaxError)
    if (kind === 'cut') await expect(reader?.read()).rejects.toThrow('terminated')
    else await reader?.cancel()
  })

  test('no-finish: a stream ends well but for finish_reason and [DONE]', async () => {
    const { simulator, askStream, stream } = await startWell('openai')
    simulator.chaos.failNext(2, 'no-finish')

    const { text } = await askStream()
    const chunks = await stream()

    expect(text).not.toContain('[DONE]')
    expect(eventsOf(text).length).toBeGreaterThan(2)
    expect(chunks.map(({ choices }) => choices[0]?.delta.content).join('')).toBe(
      '[simulated gpt-4o] Mesa para dos',
    )
    expect(chunks.every(({ choices }) => choices[0]?.finish_reason === null)).toBe(true)
  })

  test('stream-error: an error comes as an event', async () => {
    const { simulator, stream } = await startWell('openai')
    simulator.chaos.failNext(1, 'stream-error')

    await expect(stream()).rejects.toBeInstanceOf(OpenAI.APIError)
  })

  test('latency: an answer is held back, by the clock', async () => {
    const clock = new FakeClock()
    const { simulator, ask } = await startWell('openai', { clock })
    simulator.chaos.failNext(1, { kind: 'latency', delayMs: 3_000 })
    simulator.chaos.latencyMs = 500

    const answer = ask()
    await expect.poll(() => clock.pendingTimers).toBe(1)
    await clock.advance(3_499)
    expect(simulator.journal.inFlight).toBe(1)
    await clock.advance(1)

    expect((await answer).status).toBe(200)
    expect(simulator.journal.entries[0]?.answer?.tookMs).toBe(3_500)
  })

  test('an error is held back too', async () => {
    const clock = new FakeClock()
    const { simulator, ask } = await startWell('openai', { clock })
    simulator.chaos.failNext(1, { kind: '503', delayMs: 2_000 })

    const answer = ask()
    await expect.poll(() => clock.pendingTimers).toBe(1)
    await clock.advance(2_000)

    expect((await answer).status).toBe(503)
    expect(simulator.journal.entries[0]?.answer?.tookMs).toBe(2_000)
  })
})

describe('in the content', () => {
  const TEXT = '[simulated gpt-4o] Mesa para dos'

  test.each([
    ['blank', /^\s+$/, 'stop'],
    ['not-json', /^Simulated: of course/, 'stop'],
    ['schema-mismatch', /^\{"simulated":"nobody asked for this"\}$/, 'stop'],
    ['length', /^\[simulated gpt-4$/, 'length'],
    ['content-filter', /^$/, 'content_filter'],
    ['out-of-resources', /^\[simulated gpt-4$/, 'insufficient_system_resource'],
  ] as const)('%s', async (kind, content, finishReason) => {
    const { simulator, create, stream } = await startWell('openai')
    simulator.chaos.failNext(2, kind)

    const whole = (await create()).choices[0]
    const chunks = await stream()

    expect(whole?.message.content).toMatch(content)
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(whole?.message.content)
    expect([whole?.finish_reason, chunks.at(-1)?.choices[0]?.finish_reason]).toEqual([
      finishReason,
      finishReason,
    ])
    expect((await create()).choices[0]?.message.content).toBe(TEXT)
  })

  test('refusal', async () => {
    const { simulator, create } = await startWell('openai')
    simulator.chaos.failNext(1, 'refusal')

    expect((await create()).choices[0]?.message).toMatchObject({
      content: null,
      refusal: 'Simulated: I cannot help with that.',
    })
  })
})

describe('plans', () => {
  const statuses = async (ask: () => Promise<{ status: number }>, count: number) => {
    const seen: number[] = []
    for (let index = 0; index < count; index++) seen.push((await ask()).status)
    return seen
  }

  test('the next so many requests', async () => {
    const { simulator, ask } = await startWell('openai')

    simulator.chaos.failNext(2, '503')

    expect(await statuses(ask, 3)).toEqual([503, 503, 200])
  })

  test('a script, in which some pass', async () => {
    const { simulator, ask } = await startWell('openai')

    simulator.chaos.script(['500', undefined, '429'])

    expect(await statuses(ask, 4)).toEqual([500, 200, 429, 200])
  })

  test('all, until it is taken back', async () => {
    const { simulator, ask } = await startWell('openai')

    simulator.chaos.failAll('503')
    const ill = await statuses(ask, 2)
    simulator.chaos.failAll(undefined)

    expect([...ill, ...(await statuses(ask, 1))]).toEqual([503, 503, 200])
  })

  test('a share, the same with the same seed', async () => {
    const run = async (seed: number) => {
      const { simulator, ask } = await startWell('openai', { random: new SeededRandom(seed) })
      simulator.chaos.failShare(0.3, '503')
      simulator.chaos.failShare(0.2, '429')
      return statuses(ask, 40)
    }

    const first = await run(1)

    expect(await run(1)).toEqual(first)
    expect(await run(2)).not.toEqual(first)
    expect(new Set(first)).toEqual(new Set([200, 429, 503]))
  })

  test('only what the filter picks; models stay well unless they are picked', async () => {
    const { simulator, ask, get } = await startWell('openai')

    simulator.chaos.failAll('503', ({ model }) => model === 'gpt-6-luna')
    expect(await statuses(ask, 1)).toEqual([200])
    simulator.chaos.failAll('503')
    expect((await get('/models')).status).toBe(200)
    simulator.chaos.failAll('503', ({ kind }) => kind === 'models')

    expect((await get('/models')).status).toBe(503)
  })

  test('are all taken back by clear', async () => {
    const { simulator, ask } = await startWell('openai')
    const { chaos } = simulator
    const kinds: readonly FaultKind[] = ['500', '503']
    chaos.script(kinds)
    chaos.failAll('503')
    chaos.failShare(1, '429')
    chaos.latencyMs = 60_000

    chaos.clear()

    expect(await statuses(ask, 1)).toEqual([200])
  })
})

test('close breaks off what hangs, and may be called twice', async () => {
  const { simulator, ask } = await startWell('openai')
  simulator.chaos.failAll('hang')
  const hanging = expect(ask()).rejects.toThrow('fetch failed')
  await expect.poll(() => simulator.journal.inFlight).toBe(1)

  await simulator.close()
  await simulator.close()

  await hanging
  await expect(ask()).rejects.toThrow('fetch failed')
})
