import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { FakeClock, settle } from '@larder/cache-core/testing'
import type { ChatRequest } from '@larder/assistant'
import { contextOf, type Party, PARTY, readAll, requestOf, simulated } from './model-fixture.ts'
import { deepSeek, openAi, type Provider } from './providers.ts'
import { OpenAiChatModel } from './openai-chat-model.ts'

const KEY = 'sk-of-this-provider'
const FOREIGN = {
  OPENAI_API_KEY: 'sk-foreign',
  OPENAI_ADMIN_KEY: 'sk-admin-foreign',
  OPENAI_ORG_ID: 'org-foreign',
  OPENAI_PROJECT_ID: 'proj-foreign',
  OPENAI_BASE_URL: 'http://127.0.0.1:9/foreign',
  OPENAI_CUSTOM_HEADERS: 'x-custom: foreign\nauthorization: Bearer sk-foreign',
}

function useForeignEnvironment(): void {
  for (const [name, value] of Object.entries(FOREIGN)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
}

/** Friday afternoon in Madrid: off-peak. */
const NOW = Date.UTC(2026, 10, 27, 13)

interface ModelChanges {
  readonly provider: Provider
  readonly model?: string
  readonly clock?: FakeClock
}

function modelOf({ provider, model = 'deepseek-flash', clock = new FakeClock(NOW) }: ModelChanges) {
  return new OpenAiChatModel({ provider, model, apiKey: KEY, clock })
}

/** A server that answers every request by `answer`. */
async function serving(answer: (response: ServerResponse) => void): Promise<Provider> {
  const server = createServer((_, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return deepSeek({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

function sendStream(response: ServerResponse, ...chunks: readonly object[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
}

const piece = (content: string, finish: string | null = null) => ({
  choices: [{ delta: { content }, finish_reason: finish }],
})

describe('no foreign key or organisation ever leaves', () => {
  test.each(['', '   ', undefined])(
    'without a key (%j) nothing can be asked, whatever the environment holds',
    (apiKey) => {
      useForeignEnvironment()

      expect(
        () =>
          new OpenAiChatModel({ provider: deepSeek(), model: 'deepseek-flash', apiKey: apiKey as string }),
      ).toThrow(
        expect.objectContaining({
          code: 'INVALID_ARGUMENT',
          message: 'The key of deepseek is empty: pass apiKey.',
        }),
      )
    },
  )

  test.each(['openai', 'deepseek'] as const)(
    '%s is sent its own key, and nothing of the environment',
    async (name) => {
      useForeignEnvironment()
      const simulator = await simulated()
      const baseUrl = simulator.baseUrl(name)
      const provider = name === 'openai' ? openAi({ baseUrl }) : deepSeek({ baseUrl })
      const model = modelOf({ provider, model: name === 'openai' ? 'gpt-6-luna' : 'deepseek-flash' })

      await model.complete(requestOf(), contextOf())
      await readAll(model.stream(requestOf(), contextOf()))

      const { entries } = simulator.journal
      expect(entries).toHaveLength(2)
      expect(JSON.stringify(entries)).not.toContain('foreign')
      for (const { headers } of entries) {
        expect(headers['authorization']).toBe(`Bearer ${KEY}`)
        expect(Object.keys(headers).filter((header) => /openai|x-|org|project/.test(header))).toEqual([])
      }
    },
  )

  test('a redirect is not followed: it would take the prompt to another host', async () => {
    const simulator = await simulated()
    const provider = await serving((response) =>
      response.writeHead(307, { location: `${simulator.baseUrl('deepseek')}/chat/completions` }).end(),
    )

    await expect(modelOf({ provider }).complete(requestOf(), contextOf())).rejects.toMatchObject({
      code: 'MODEL_GONE',
      status: 307,
    })
    expect(simulator.journal.entries).toEqual([])
  })
})

describe('an answer', () => {
  test('has the value of the schema, what it used, and what that cost at that hour', async () => {
    const simulator = await simulated({ brain: () => ({ content: '{"guests":4}' }) })
    const model = modelOf({ provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }) })

    const completion = await model.complete(requestOf<Party>({ schema: PARTY }), contextOf())

    const { usage } = completion
    expect(completion).toMatchObject({
      text: '{"guests":4}',
      parsed: { guests: 4 },
      servedBy: { provider: 'deepseek' },
      cache: 'bypass',
      latency: { attempts: 1, ttftMs: undefined },
    })
    expect(usage.inputMiss).toBeGreaterThan(50)
    expect(usage.output).toBeGreaterThan(0)
    expect(completion.usd).toBeCloseTo((usage.inputMiss * 0.15 + usage.output * 0.6) / 1e6, 12)
  })

  test('the second equal question has its hits in the prefix cache, at their own price', async () => {
    const simulator = await simulated()
    const clock = new FakeClock(Date.UTC(2026, 10, 27, 7))
    const model = modelOf({ provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }), clock })
    const request = requestOf({ system: 'Palabras para el prefijo. '.repeat(60) })
    await model.complete(request, contextOf())

    const { usage, usd } = await model.complete(request, contextOf())

    expect(usage.inputHit).toBeGreaterThan(100)
    const peak = usage.inputMiss * 0.3 + usage.inputHit * 0.006 + usage.output * 1.2
    expect(usd).toBeCloseTo(peak / 1e6, 12)
  })

  test('OpenAI’s hits and writes are counted apart from misses', async () => {
    const usage = {
      prompt_tokens: 2_000,
      completion_tokens: 100,
      prompt_tokens_details: { cached_tokens: 1_024, cache_write_tokens: 500 },
      completion_tokens_details: { reasoning_tokens: 60 },
    }
    const body = {
      model: 'gpt-6-luna',
      choices: [{ finish_reason: 'stop', message: { content: 'Hola' } }],
      usage,
    }
    const { baseUrl } = await serving((response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req_1' })
        .end(JSON.stringify(body)),
    )

    const completion = await modelOf({ provider: openAi({ baseUrl }), model: 'gpt-6-luna' }).complete(
      requestOf(),
      contextOf(),
    )

    expect(completion.usage).toEqual({
      inputMiss: 476,
      inputHit: 1_024,
      cacheWrite: 500,
      output: 100,
      reasoning: 60,
    })
    expect(completion.usd).toBeCloseTo((476 * 0.1 + 1_024 * 0.01 + 500 * 0.125 + 100 * 0.5) / 1e6, 12)
    expect(completion.requestId).toBe('req_1')
  })

  test.each([
    ['deepseek-v4-pro', 0.66],
    ['deepseek-flash-of-tomorrow', 0.15],
  ])('costs what the model costs that served it (%s), or that was asked for', async (served, usd) => {
    const usage = { prompt_tokens: 1_000_000, completion_tokens: 0 }
    const body = { model: served, choices: [{ finish_reason: 'stop', message: { content: 'Hola' } }], usage }
    const provider = await serving((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )

    const completion = await modelOf({ provider }).complete(requestOf(), contextOf())

    expect(completion.usd).toBeCloseTo(usd, 9)
    expect(completion.servedBy.model).toBe(served)
  })

  test('without usage costs nobody knows how much', async () => {
    const body = { choices: [{ finish_reason: 'stop', message: { content: 'Hola' } }] }
    const provider = await serving((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )

    await expect(modelOf({ provider }).complete(requestOf(), contextOf())).resolves.toMatchObject({
      usd: undefined,
      usage: { inputMiss: 0 },
      servedBy: { model: 'deepseek-flash' },
    })
  })

  test('a blank before a long answer’s JSON is a sign of life, no trouble', async () => {
    const body = { choices: [{ finish_reason: 'stop', message: { content: 'Hola' } }] }
    const provider = await serving((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('\n\n\n')
      response.end(JSON.stringify(body))
    })

    await expect(modelOf({ provider }).complete(requestOf(), contextOf())).resolves.toMatchObject({
      text: 'Hola',
    })
  })
})

describe('a stream', () => {
  test('hands out pieces as they come, then the whole with its time to the first', async () => {
    const json = '{ "guests": 4, "of": "a party that is spread over pieces" }'
    const simulator = await simulated({ brain: () => ({ content: json }) })
    const model = modelOf({ provider: openAi({ baseUrl: simulator.baseUrl('openai') }), model: 'gpt-6-luna' })

    const pieces: string[] = []
    for await (const delta of model.stream(requestOf<Party>({ schema: PARTY }), contextOf()))
      if (delta.type === 'text') pieces.push(delta.text)
      else {
        expect(delta.completion).toMatchObject({
          text: json,
          parsed: { guests: 4 },
          latency: { ttftMs: 0 },
        })
        expect(delta.completion.usage.output).toBeGreaterThan(0)
      }

    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe(json)
  })

  async function stalling(...chunks: readonly object[]) {
    const clock = new FakeClock(NOW)
    const arrived = Promise.withResolvers<void>()
    const closed = Promise.withResolvers<void>()
    const provider = await serving((response) => {
      sendStream(response, ...chunks)
      response.write(': keep-alive\n\n')
      response.on('close', closed.resolve)
      arrived.resolve()
    })
    const read = readAll(modelOf({ provider, clock }).stream(requestOf(), contextOf()))
    let isOver = false
    void read.then(() => (isOver = true))
    await arrived.promise
    // What was sent has been read when the timer waits for the piece after it.
    await settle()
    return { clock, read, closed: closed.promise, isOver: () => isOver }
  }

  test('that never begins ends at the limit for the first token, however often it says that it lives', async () => {
    const { clock, read, closed, isOver } = await stalling()

    await clock.advance(14_999)
    expect(isOver()).toBe(false)
    await clock.advance(1)

    expect((await read).error).toMatchObject({ code: 'TIMEOUT' })
    await closed
  })

  test('that stalls ends at the idle limit, and its connection is closed', async () => {
    const clock = new FakeClock(NOW)
    const closed = Promise.withResolvers<void>()
    const provider = await serving((response) => {
      sendStream(response, piece('Ho'))
      response.on('close', closed.resolve)
    })
    const stream = modelOf({ provider, clock }).stream(requestOf(), contextOf())
    await expect(stream.next()).resolves.toMatchObject({ value: { type: 'text', text: 'Ho' } })
    let isOver = false

    const rest = stream.next().catch((error: unknown) => error)
    void rest.then(() => (isOver = true))
    await clock.advance(9_999)
    expect(isOver).toBe(false)
    await clock.advance(1)

    expect(await rest).toMatchObject({ code: 'TIMEOUT' })
    await closed.promise
    expect(clock.pendingTimers).toBe(0)
  })

  test('that was cut is incomplete, and so is one without finish_reason', async () => {
    const cut = await serving((response) => {
      sendStream(response, piece('Ho'))
      setImmediate(() => response.destroy())
    })
    const unfinished = await serving((response) => {
      sendStream(response, piece('Ho'), piece('la'))
      response.end('data: [DONE]\n\n')
    })

    for (const provider of [cut, unfinished]) {
      const { error } = await readAll(modelOf({ provider }).stream(requestOf(), contextOf()))
      expect(error).toMatchObject({ code: 'INCOMPLETE', provider: 'deepseek' })
    }
  })

  test('that its caller aborts rejects: the SDK alone would end it as if it were complete', async () => {
    const caller = new AbortController()
    const closed = Promise.withResolvers<void>()
    const provider = await serving((response) => {
      sendStream(response, piece('Ho'), piece('la', 'stop'))
      response.on('close', closed.resolve)
    })
    const stream = modelOf({ provider }).stream(requestOf(), contextOf({ signal: caller.signal }))
    await stream.next()
    await stream.next()

    const rest = stream.next()
    caller.abort()

    await expect(rest).rejects.toMatchObject({ code: 'ABORTED' })
    await closed.promise
  })

  test('whose reader leaves closes its connection', async () => {
    const closed = Promise.withResolvers<void>()
    const provider = await serving((response) => {
      sendStream(response, piece('Ho'))
      response.on('close', closed.resolve)
    })

    for await (const delta of modelOf({ provider }).stream(requestOf(), contextOf())) {
      expect(delta).toEqual({ type: 'text', text: 'Ho' })
      break
    }

    await closed.promise
  })

  test('that never ends is cut off', async () => {
    const provider = await serving((response) => {
      const letters = 'a'.repeat(100_000)
      sendStream(response, ...Array.from({ length: 11 }, () => piece(letters)))
    })

    const { error } = await readAll(modelOf({ provider }).stream(requestOf(), contextOf()))

    expect(error).toMatchObject({
      code: 'INVALID_OUTPUT',
      message: expect.stringContaining('1000000 characters'),
    })
  })

  test.each(['text/html', 'application/json'])('of %s is no stream', async (type) => {
    const provider = await serving((response) =>
      response.writeHead(200, { 'content-type': type }).end('<html>'),
    )

    const { error } = await readAll(modelOf({ provider }).stream(requestOf(), contextOf()))

    expect(error).toMatchObject({ code: 'INVALID_OUTPUT' })
  })
})

test('a deadline of the caller that is nearer than our own holds', async () => {
  const clock = new FakeClock(NOW)
  const simulator = await simulated()
  simulator.chaos.failAll('hang')
  const model = modelOf({ provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }), clock })

  const call = model.complete(requestOf(), contextOf({ deadlineAt: 200 })).catch((error: unknown) => error)
  await expect.poll(() => simulator.journal.inFlight).toBe(1)
  await clock.advance(200)

  expect(await call).toMatchObject({ code: 'TIMEOUT' })
})

test('nobody there is a failure to connect, with the system’s name for it', async () => {
  const simulator = await simulated()
  const provider = deepSeek({ baseUrl: simulator.baseUrl('deepseek') })
  await simulator.close()

  await expect(modelOf({ provider }).complete(requestOf(), contextOf())).rejects.toMatchObject({
    code: 'CONNECTION',
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a request that the provider cannot do is not sent', async () => {
  const simulator = await simulated()
  const model = modelOf({ provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }) })
  const request: ChatRequest = requestOf({ effort: 'high', temperature: 0.3 })

  await expect(model.complete(request, contextOf())).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  expect((await readAll(model.stream(request, contextOf()))).error).toMatchObject({ code: 'INVALID_REQUEST' })
  expect(simulator.journal.entries).toEqual([])
})
