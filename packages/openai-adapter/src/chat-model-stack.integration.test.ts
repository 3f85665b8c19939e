import { describe, expect, onTestFinished, test } from 'vitest'
import { createCache, systemClock } from '@larder/cache-core'
import { FakeClock } from '@larder/cache-core/testing'
import type { ModelSimulator } from '@larder/model-simulator'
import { chatModelStack, type ChatModelStackOptions } from './chat-model-stack.ts'
import { contextOf, type Party, PARTY, readAll, requestOf, simulated } from './model-fixture.ts'
import { deepSeek, factsOf, openAi } from './providers.ts'
import { MemoryUsageLedger } from './memory-usage-ledger.ts'
import type { ModelEvent } from './model-event.ts'

const REQUEST = requestOf<Party>({ schema: PARTY })

/** DeepSeek first, OpenAI in its place, on a simulator that knows both. */
async function fixture(changes: Partial<ChatModelStackOptions> = {}) {
  const simulator = await simulated({ brain: () => ({ content: '{"guests":4}' }) })
  const cache = createCache()
  onTestFinished(() => cache.close())
  const events: ModelEvent[] = []
  const ledger = new MemoryUsageLedger()
  const model = chatModelStack({
    choices: [
      {
        provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }),
        model: 'deepseek-flash',
        apiKey: 'sk-deepseek',
      },
      {
        provider: openAi({ baseUrl: simulator.baseUrl('openai') }),
        model: 'gpt-6-luna',
        apiKey: 'sk-openai',
      },
    ],
    cached: { cache, secret: 'a secret of some length' },
    ledger,
    onEvent: (event) => events.push(event),
    random: { next: () => 0 },
    ...changes,
  })
  return { simulator, model, ledger, events }
}

function sentTo(simulator: ModelSimulator, name: string) {
  return simulator.journal.entries.filter(({ provider }) => provider === name)
}

test('a hundred equal requests are one', async () => {
  const { simulator, model, ledger } = await fixture()
  simulator.chaos.latencyMs = 50

  const answers = await Promise.all(Array.from({ length: 100 }, () => model.complete(REQUEST, contextOf())))

  expect(simulator.journal.counts.chat).toBe(1)
  expect(answers.every(({ parsed }) => parsed?.guests === 4)).toBe(true)
  expect(ledger.totals().all).toMatchObject({ calls: 100, hits: 99, errors: 0 })
})

describe('when DeepSeek fails', () => {
  test('and hangs, OpenAI answers inside the deadline', async () => {
    const { simulator, model } = await fixture()
    simulator.chaos.failAll('hang', ({ provider }) => provider === 'deepseek')
    const startedAt = systemClock.monotonic()

    const completion = await model.complete(REQUEST, contextOf({ deadlineAt: startedAt + 1_500 }))

    expect(completion).toMatchObject({
      parsed: { guests: 4 },
      servedBy: { provider: 'openai', fallbackFrom: 'deepseek' },
    })
    expect(systemClock.monotonic() - startedAt).toBeLessThan(1_500)
  })

  test('and answers with blanks, it is asked once more with a hint, then OpenAI; what it cost is counted', async () => {
    const { simulator, model, ledger, events } = await fixture()
    simulator.chaos.failAll('blank', ({ provider }) => provider === 'deepseek')

    const completion = await model.complete(REQUEST, contextOf())

    const [first, second, ...more] = sentTo(simulator, 'deepseek')
    expect(completion.servedBy).toMatchObject({ provider: 'openai', fallbackFrom: 'deepseek' })
    expect(more).toEqual([])
    expect(first?.bodyText).not.toContain('could not be used')
    expect(second?.bodyText).toContain('could not be used')
    expect(events.map(({ type }) => type)).toEqual(['retry', 'fallback'])
    const { byProvider } = ledger.totals()
    expect(byProvider['deepseek']).toMatchObject({ calls: 1, errors: 1 })
    expect(byProvider['deepseek']?.usd).toBeGreaterThan(0)
    expect(byProvider['openai']?.usd).toBe(completion.usd)
  })

  test('its place is taken under OpenAI’s key: back again it is asked itself', async () => {
    const { simulator, model } = await fixture()
    simulator.chaos.failAll('503', ({ provider }) => provider === 'deepseek')
    await model.complete(REQUEST, contextOf())
    const again = await model.complete(REQUEST, contextOf())
    simulator.chaos.clear()

    const back = await model.complete(REQUEST, contextOf())

    expect(again).toMatchObject({ cache: 'hit', servedBy: { provider: 'openai', fallbackFrom: 'deepseek' } })
    expect(sentTo(simulator, 'openai')).toHaveLength(1)
    expect(back.servedBy).toEqual({ provider: 'deepseek', model: expect.any(String) })
  })

  test('and so does OpenAI, the caller has one error, and goes on by rules', async () => {
    const { simulator, model } = await fixture()
    simulator.chaos.failAll('503')

    await expect(model.complete(REQUEST, contextOf())).rejects.toMatchObject({
      name: 'ChatModelError',
      code: 'OVERLOADED',
      provider: 'openai',
    })
    expect((await readAll(model.stream(REQUEST, contextOf()))).error).toMatchObject({ code: 'OVERLOADED' })
  })

  test('a stream of OpenAI’s takes the place of its', async () => {
    const { simulator, model } = await fixture()
    simulator.chaos.failAll({ kind: 'cut', afterChunks: 1 }, ({ provider }) => provider === 'deepseek')

    expect(await readAll(model.stream(REQUEST, contextOf()))).toMatchObject({
      text: '{"guests":4}',
      completion: { parsed: { guests: 4 }, servedBy: { provider: 'openai', fallbackFrom: 'deepseek' } },
    })
  })
})

test('an account without credit is left alone for five minutes, and asked again when it has been paid', async () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 27, 13))
  const { simulator, model, events } = await fixture({ clock, cached: undefined })
  simulator.account('deepseek').balanceUsd = 0
  const ask = async () => (await model.complete(REQUEST, contextOf())).servedBy.provider

  expect([await ask(), await ask(), await ask()]).toEqual(['openai', 'openai', 'openai'])
  expect(sentTo(simulator, 'deepseek')).toHaveLength(1)
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'held-back', code: 'BILLING', forMs: 300_000 }),
  )

  simulator.account('deepseek').balanceUsd = 10
  await clock.advance(299_999)
  expect(await ask()).toBe('openai')
  await clock.advance(1)
  expect(await ask()).toBe('deepseek')
})

test('DeepSeek is never asked more at once than it allows, so that it refuses nothing', async () => {
  const { simulator, model } = await fixture({ cached: undefined })
  simulator.chaos.latencyMs = 300

  await Promise.all(Array.from({ length: 90 }, () => model.complete(REQUEST, contextOf())))

  expect(simulator.journal.mostInFlight).toBeLessThanOrEqual(32)
  expect(simulator.journal.counts).toMatchObject({ chat: 90, rateLimited: 0 })
})

test('a model that was shut down is gone, and another one answers', async () => {
  const ended = new FakeClock(Date.parse(factsOf(openAi(), 'gpt-4o').shutdownOn ?? ''))
  const simulator = await simulated({ clock: ended })
  const events: ModelEvent[] = []
  const model = chatModelStack({
    choices: [
      {
        provider: openAi({ baseUrl: simulator.baseUrl('openai') }),
        model: 'gpt-4o-2024-11-20',
        apiKey: 'sk-openai',
      },
      {
        provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }),
        model: 'deepseek-chat',
        apiKey: 'sk-deepseek',
      },
      {
        provider: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }),
        model: 'deepseek-flash',
        apiKey: 'sk-deepseek',
      },
    ],
    onEvent: (event) => events.push(event),
  })

  await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({
    servedBy: { provider: 'deepseek' },
  })

  const gone = events.flatMap((event) => (event.type === 'held-back' ? [[event.model, event.code]] : []))
  expect(gone).toEqual([
    ['gpt-4o-2024-11-20', 'MODEL_GONE'],
    ['deepseek-chat', 'MODEL_GONE'],
  ])
})

test('a tenant who has spent the budget is still answered from the cache', async () => {
  // Enough for one call at its worst, and no more.
  const { simulator, model, ledger } = await fixture({ dailyUsd: 0.000_18 })
  await model.complete(REQUEST, contextOf())
  const other = requestOf({ system: 'Otra cosa', maxTokens: 2_000 })

  await expect(model.complete(REQUEST, contextOf())).resolves.toMatchObject({ cache: 'hit', usd: 0 })
  await expect(model.complete(other, contextOf())).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryable: false,
  })

  expect(simulator.journal.counts.chat).toBe(1)
  expect(ledger.spentToday('casa-paco')).toBeLessThanOrEqual(0.000_18)
})

test('a single model without a cache is a stack too', async () => {
  const simulator = await simulated()
  const model = chatModelStack({
    choices: [
      {
        provider: openAi({ baseUrl: simulator.baseUrl('openai') }),
        model: 'gpt-6-luna',
        apiKey: 'sk-openai',
      },
    ],
  })

  const answers = [
    await model.complete(requestOf(), contextOf()),
    await model.complete(requestOf(), contextOf()),
  ]

  expect(answers).toMatchObject([{ cache: 'bypass' }, { cache: 'bypass' }])
  expect(simulator.journal.counts.chat).toBe(2)
})
