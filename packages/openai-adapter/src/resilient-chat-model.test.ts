import { describe, expect, test } from 'vitest'
import { FakeClock, SeededRandom, settle } from '@larder/cache-core/testing'
import type { ChatModelError, ChatRequest, Completion } from '@larder/assistant'
import {
  completionOf,
  contextOf,
  errorOf,
  HANG,
  readAll,
  requestOf,
  type Scene,
  ScriptedModel,
  USAGE,
} from './model-fixture.ts'
import { deepSeek, openAi, type Provider } from './providers.ts'
import type { ModelEvent } from './model-event.ts'
import { ResilientChatModel, type ResilientChatModelOptions } from './resilient-chat-model.ts'

interface World extends Partial<ResilientChatModelOptions> {
  readonly provider?: Provider
}

function fixture(script: readonly Scene[], changes: World = {}) {
  const clock = new FakeClock(Date.UTC(2026, 10, 27, 13))
  const inner = new ScriptedModel(...script)
  const events: ModelEvent[] = []
  const provider = openAi()
  const model = new ResilientChatModel({
    inner,
    provider,
    model: 'gpt-6-luna',
    clock,
    random: new SeededRandom(1),
    onEvent: (event) => events.push(event),
    ...changes,
  })
  const ask = (changed: Partial<ChatRequest> = {}): Promise<Completion> =>
    model.complete(requestOf(changed), contextOf())
  /** What a call comes to within a time. */
  const within = async (ms: number, call: Promise<unknown>) => {
    const settled = call.catch((error: unknown) => error)
    await clock.advance(ms)
    return Promise.race([settled, settle().then(() => 'still running')])
  }
  return { clock, inner, events, model, ask, within }
}

describe('another attempt', () => {
  test('asks with a hint after an answer that could not be used, and asks only once', async () => {
    const { inner, ask, within } = fixture([errorOf('INVALID_OUTPUT')])

    expect(await within(30_000, ask())).toMatchObject({ code: 'INVALID_OUTPUT' })

    const [first, second] = inner.requests
    expect(inner.requests).toHaveLength(2)
    expect(first?.messages).toEqual(requestOf().messages)
    expect(second?.messages[0]?.content).toMatch(
      /^Mesa para cuatro\n\nYour last answer to this could not be used/,
    )
    expect(second?.system).toBe(first?.system)
  })

  test('gives twice the room after an answer that was cut off by maxTokens', async () => {
    const { inner, ask, within } = fixture([errorOf('LENGTH'), 'now it fits'])

    expect(await within(30_000, ask())).toMatchObject({ text: 'now it fits', latency: { attempts: 2 } })
    expect(inner.requests.map(({ maxTokens }) => maxTokens)).toEqual([100, 200])
  })

  test('comes after as long as the provider asks for', async () => {
    const { inner, ask, within } = fixture([errorOf('RATE_LIMITED', { retryAfterMs: 2_000 }), 'yes'])
    const call = ask()

    expect(await within(1_999, call)).toBe('still running')
    expect(inner.requests).toHaveLength(1)
    expect(await within(201, call)).toMatchObject({ text: 'yes' })
  })

  test('is not made when the wait would end after the deadline', async () => {
    const { inner, model, within } = fixture([errorOf('RATE_LIMITED', { retryAfterMs: 5_000 })])

    const call = model.complete(requestOf(), contextOf({ deadlineAt: 4_000 }))

    expect(await within(0, call)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 5_000 })
    expect(inner.requests).toHaveLength(1)
  })

  test('waits by chance, so that a crowd does not come back as one', async () => {
    const delays = async (seed: number) => {
      const { events, ask, within } = fixture([errorOf('OVERLOADED'), 'yes'], {
        random: new SeededRandom(seed),
      })
      await within(30_000, ask())
      return events.flatMap((event) => (event.type === 'retry' ? [event.delayMs] : []))
    }

    const [one] = await delays(1)
    const [other] = await delays(2)

    expect(one).toBeGreaterThan(0)
    expect(one).toBeLessThan(250)
    expect(other).not.toBe(one)
  })

  test('is not made by those whom all retries together have left nothing', async () => {
    const { inner, ask, within } = fixture([errorOf('OVERLOADED')], { provider: deepSeek() })
    for (let call = 0; call < 5; call++) await within(600_000, ask())
    const before = inner.requests.length

    for (let call = 0; call < 50; call++) await within(600_000, ask())

    // Ten were saved up, and nothing succeeded since.
    expect(before).toBeLessThanOrEqual(10)
    expect(inner.requests.length).toBeLessThanOrEqual(5 + 50 + 10)
  })

  test('brings the cost of what could not be used along', async () => {
    const spent = { usage: USAGE, usd: 0.02 }
    const { ask, within } = fixture([
      errorOf('INVALID_OUTPUT', { spent }),
      completionOf('yes', { usd: 0.01 }),
    ])

    const completion = (await within(30_000, ask())) as Completion

    expect(completion.usd).toBeCloseTo(0.03, 12)
    expect(completion.usage).toMatchObject({ inputMiss: 200, output: 20 })
  })

  test('that fails as well brings the cost of both', async () => {
    const { ask, within } = fixture([errorOf('INVALID_OUTPUT', { spent: { usage: USAGE, usd: 0.02 } })])

    const error = (await within(30_000, ask())) as ChatModelError

    expect(error.spent?.usd).toBeCloseTo(0.04, 12)
    expect(error.spent?.usage.output).toBe(20)
  })
})

describe('a latch', () => {
  test.each(['BILLING', 'AUTH', 'MODEL_GONE'] as const)(
    'opens at once for %s and closes after five minutes',
    async (code) => {
      const { clock, inner, ask, within, events } = fixture([errorOf(code), 'paid'])
      await within(0, ask())

      expect(await within(0, ask())).toMatchObject({
        name: 'CacheError',
        code: 'CIRCUIT_OPEN',
        retryAfterMs: 300_000,
      })
      await clock.advance(299_999)
      expect(await within(0, ask())).toMatchObject({ code: 'CIRCUIT_OPEN' })
      expect(inner.requests).toHaveLength(1)
      expect(
        await within(
          1,
          Promise.resolve().then(() => settle()),
        ),
      ).toBeUndefined()
      expect(await within(0, ask())).toMatchObject({ text: 'paid' })

      expect(events).toContainEqual({
        type: 'held-back',
        provider: 'openai',
        model: 'gpt-6-luna',
        code,
        forMs: 300_000,
      })
    },
  )

  test('holds the others back while a 429 lasts, and counts as no failure', async () => {
    const { clock, inner, model, ask, within } = fixture(
      [errorOf('RATE_LIMITED', { retryAfterMs: 1_000 }), 'yes'],
      {
        attempts: 1,
      },
    )
    await within(0, ask())

    expect(await within(0, ask())).toMatchObject({ name: 'CacheError', code: 'RATE_LIMITED' })
    expect(inner.requests).toHaveLength(1)
    await clock.advance(1_000)

    expect(await within(0, ask())).toMatchObject({ text: 'yes' })
    expect(model.breaker.failures).toBe(0)
  })
})

describe('the breaker', () => {
  test('opens after five failures, asks nobody, and lets a probe through', async () => {
    const { clock, inner, model, ask, within } = fixture(
      [...Array.from({ length: 5 }, () => errorOf('OVERLOADED')), 'back'],
      { attempts: 1 },
    )
    for (let call = 0; call < 5; call++) await within(0, ask())

    expect(model.breaker.state).toBe('open')
    expect(await within(0, ask())).toMatchObject({ code: 'CIRCUIT_OPEN' })
    expect(inner.requests).toHaveLength(5)
    await clock.advance(1_000)

    expect(await within(0, ask())).toMatchObject({ text: 'back' })
  })

  test.each(['INVALID_REQUEST', 'INVALID_OUTPUT', 'LENGTH', 'REFUSED'] as const)(
    'does not hear of %s',
    async (code) => {
      const { model, ask, within } = fixture([errorOf(code)], { attempts: 1 })

      for (let call = 0; call < 20; call++) await within(0, ask())

      expect(model.breaker.state).toBe('closed')
    },
  )
})

describe('limits of a provider', () => {
  test('DeepSeek is asked so many things at once, and the others wait their turn', async () => {
    const gate = Promise.withResolvers<void>()
    const provider = deepSeek({ limits: { maxConcurrent: 3 } })
    const { inner, ask, within } = fixture([{ gate: gate.promise, text: 'yes' }], { provider, maxQueue: 4 })
    const calls = Array.from({ length: 8 }, () => ask().catch((error: unknown) => error))
    await settle()

    expect(inner.requests).toHaveLength(3)
    gate.resolve()
    const answers = await within(0, Promise.all(calls))

    expect(inner.requests).toHaveLength(7)
    expect(answers).toMatchObject([
      ...Array.from({ length: 7 }, () => ({ text: 'yes' })),
      { code: 'BULKHEAD_FULL' },
    ])
  })

  test('OpenAI is sent so many requests a minute', async () => {
    const provider = openAi({ limits: { requestsPerMinute: 2 } })
    const { clock, inner, ask, within } = fixture(['yes'], { provider, deadlineMs: 90_000 })
    const calls = [ask(), ask(), ask()]
    await clock.advance(59_000)

    expect(inner.requests).toHaveLength(2)

    expect(await within(2_000, Promise.all(calls))).toHaveLength(3)
  })
})

describe('time', () => {
  test('a model that hangs is given up at the deadline, as a failure of its own', async () => {
    const changes = { deadlineMs: 4_000, provider: deepSeek() }
    const { ask, within, model, clock } = fixture([HANG], changes)
    const call = ask()

    expect(await within(3_999, call)).toBe('still running')
    expect(await within(1, call)).toMatchObject({ name: 'ChatModelError', code: 'TIMEOUT' })
    expect(model.breaker.failures).toBe(1)
    expect(clock.pendingTimers).toBe(0)
  })

  test('a caller who gives up is told so at once', async () => {
    const { inner, model, within } = fixture([HANG])
    const caller = new AbortController()
    const call = model.complete(requestOf(), contextOf({ signal: caller.signal }))
    await settle()

    caller.abort()

    expect(await within(0, call)).toMatchObject({ code: 'ABORTED' })
    expect(inner.contexts[0]?.signal.aborted).toBe(true)
    expect(model.breaker.failures).toBe(0)
  })
})

describe('a stream', () => {
  test('has another attempt as long as nothing was shown', async () => {
    const { clock, model } = fixture([errorOf('INCOMPLETE'), 'two words'])
    const read = readAll(model.stream(requestOf(), contextOf()))
    await clock.advance(1_000)

    expect(await read).toMatchObject({ text: 'two words', completion: { latency: { attempts: 2 } } })
  })

  test('has none once a piece was shown, and that counts against the model', async () => {
    const { clock, inner, model } = fixture([{ pieces: ['Ho'], error: errorOf('INCOMPLETE') }])
    const read = readAll(model.stream(requestOf(), contextOf()))
    await clock.advance(30_000)

    expect(await read).toMatchObject({ text: 'Ho', error: { code: 'INCOMPLETE' } })
    expect(inner.requests).toHaveLength(1)
    expect(model.breaker.failures).toBe(1)
  })

  test('whose reader leaves aborts what is under way, and holds no place', async () => {
    const provider = deepSeek({ limits: { maxConcurrent: 1 } })
    const { inner, model, ask, within } = fixture(['two words'], { provider, maxQueue: 0 })

    for await (const delta of model.stream(requestOf(), contextOf())) {
      expect(delta).toEqual({ type: 'text', text: 'two ' })
      break
    }

    expect(inner.contexts).toHaveLength(1)
    expect(await within(0, ask())).toMatchObject({ text: 'two words' })
  })
})
