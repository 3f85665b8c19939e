import { afterEach, describe, expect, test } from 'vitest'
import { type Cache, createCache } from '@larder/cache-core'
import { FakeClock, SeededRandom, settle } from '@larder/cache-core/testing'
import {
  completionOf,
  contextOf,
  errorOf,
  HANG,
  type Party,
  PARTY,
  readAll,
  requestOf,
  type Scene,
  ScriptedModel,
  USAGE,
} from './model-fixture.ts'
import { CachedChatModel, type CachedChatModelOptions } from './cached-chat-model.ts'
import { completionPrefix } from './completion-key.ts'
import { FallbackChatModel } from './fallback-chat-model.ts'
import { MemoryUsageLedger } from './memory-usage-ledger.ts'

const DAY_MS = 86_400_000
const SECRET = 'a secret of some length'
const caches: Cache[] = []
afterEach(() => Promise.all(caches.splice(0).map((cache) => cache.close())))

function fixture(script: readonly Scene[], changes: Partial<CachedChatModelOptions> = {}) {
  const clock = new FakeClock(Date.UTC(2026, 10, 27, 13))
  const random = new SeededRandom(1)
  const cache = createCache({ clock, random, earlyRefreshBeta: 0 })
  caches.push(cache)
  const inner = new ScriptedModel(...script)
  const ledger = new MemoryUsageLedger({ clock })
  const options = { inner, provider: 'a', model: 'a-1', cache, secret: SECRET, ledger, clock, ...changes }
  return { clock, cache, inner, ledger, model: new CachedChatModel(options) }
}

describe('an equal request', () => {
  test('is answered from the cache, for nothing, and says what it saved', async () => {
    const { model, inner, ledger } = fixture(['{"guests":4}'])
    const request = requestOf<Party>({ schema: PARTY })

    const miss = await model.complete(request, contextOf())
    const hit = await model.complete(request, contextOf())

    expect(miss).toMatchObject({ cache: 'miss', usd: 0.01, parsed: { guests: 4 } })
    expect(hit).toMatchObject({
      cache: 'hit',
      parsed: { guests: 4 },
      usd: 0,
      savedUsd: 0.01,
      cachedUsage: USAGE,
      usage: { inputMiss: 0, output: 0 },
      latency: { attempts: 0 },
      servedBy: { provider: 'a', model: 'a-1' },
    })
    expect(inner.requests).toHaveLength(1)
    expect(ledger.totals().all).toMatchObject({ calls: 1, hits: 1, usd: 0, savedUsd: 0.01 })
  })

  test('gives every caller a value of its own', async () => {
    const { model } = fixture(['{"guests":4}'])
    const request = requestOf<Party>({ schema: PARTY })
    const first = await model.complete(request, contextOf())

    Object.assign(first.parsed as object, { guests: 99 })

    expect((await model.complete(request, contextOf())).parsed).toEqual({ guests: 4 })
    const again = await model.complete(request, contextOf())
    Object.assign(again.parsed as object, { guests: 99 })
    expect((await model.complete(request, contextOf())).parsed).toEqual({ guests: 4 })
  })

  test('of another tenant is asked again, unless the agent’s answers are shared', async () => {
    const apart = fixture(['yes'])
    const shared = fixture(['yes'], { policies: { router: { ttlMs: DAY_MS, isShared: true } } })

    for (const { model } of [apart, shared])
      for (const tenant of ['casa-paco', 'casa-lola'])
        await model.complete(requestOf({ tenant }), contextOf())

    expect(apart.inner.requests).toHaveLength(2)
    expect(shared.inner.requests).toHaveLength(1)
  })

  test('is asked again when the tenant’s answers were erased', async () => {
    const { model, cache, inner } = fixture(['yes'])
    await model.complete(requestOf(), contextOf())

    await cache.deleteByPrefix(completionPrefix('casa-paco'))
    await model.complete(requestOf(), contextOf())

    expect(inner.requests).toHaveLength(2)
  })
})

test('neighbours are not equal: a request and its reversal are asked apart', async () => {
  // Why there is no semantic cache: docs/decisions/2026-11-27-no-semantic-cache.md. These lie closer together, as vectors
  // have it, than two ways of saying the same.
  const neighbours = [
    'mesa para 4 el viernes',
    'mesa para 5 el viernes',
    'mesa para 4 el sábado',
    'no quiero mesa para 4 el viernes',
    'Mesa para 4 el viernes',
    'mesa para 4 el viernes.',
  ]
  const { model, inner } = fixture(neighbours)

  const answers = []
  for (const content of neighbours)
    answers.push(await model.complete(requestOf({ messages: [{ role: 'user', content }] }), contextOf()))

  expect(inner.requests).toHaveLength(neighbours.length)
  expect(answers.map(({ text }) => text)).toEqual(neighbours)
})

describe('at the same time', () => {
  test('a hundred equal requests are one', async () => {
    const gate = Promise.withResolvers<void>()
    const { model, inner, ledger } = fixture([{ gate: gate.promise, text: 'yes' }])

    const calls = Array.from({ length: 100 }, () => model.complete(requestOf(), contextOf()))
    await settle()
    gate.resolve()
    const completions = await Promise.all(calls)

    expect(inner.requests).toHaveLength(1)
    // It was paid for once.
    expect(completions.reduce((sum, { usd = 0 }) => sum + usd, 0)).toBeCloseTo(0.01, 12)
    expect(completions.filter(({ cache }) => cache === 'miss')).toHaveLength(1)
    expect(ledger.totals().all).toMatchObject({ hits: 99 })
    expect(ledger.totals().all.savedUsd).toBeCloseTo(0.99, 9)
  })

  test('one who gives up takes nothing from the others, nor from those who come later', async () => {
    const gate = Promise.withResolvers<void>()
    const { model, inner } = fixture([{ gate: gate.promise, text: 'yes' }])
    const caller = new AbortController()
    const given = model.complete(requestOf(), contextOf({ signal: caller.signal }))
    const kept = model.complete(requestOf(), contextOf())
    await settle()

    caller.abort()

    await expect(given).rejects.toMatchObject({ name: 'ChatModelError', code: 'ABORTED' })
    expect(inner.contexts[0]?.signal.aborted).toBe(false)
    gate.resolve()
    await expect(kept).resolves.toMatchObject({ text: 'yes' })
  })

  test('the only one who gives up leaves an answer to those who come later: it is paid for', async () => {
    const gate = Promise.withResolvers<void>()
    const { model, inner } = fixture([{ gate: gate.promise, text: 'yes' }])
    const caller = new AbortController()
    const given = model.complete(requestOf(), contextOf({ signal: caller.signal }))
    await settle()
    caller.abort()
    await expect(given).rejects.toMatchObject({ code: 'ABORTED' })

    gate.resolve()
    await settle()

    await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({ cache: 'hit' })
    expect(inner.requests).toHaveLength(1)
  })

  test('a deadline ends the wait, and not the call', async () => {
    const gate = Promise.withResolvers<void>()
    const { clock, model, inner } = fixture([{ gate: gate.promise, text: 'yes' }])
    const call = model.complete(requestOf(), contextOf({ deadlineAt: 500 })).catch((error: unknown) => error)

    await clock.advance(500)
    expect(await call).toMatchObject({ name: 'ChatModelError', code: 'TIMEOUT' })
    gate.resolve()
    await settle()

    await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({ cache: 'hit' })
    expect(inner.requests).toHaveLength(1)
  })

  test('a model that hangs is given up in the end', async () => {
    const { clock, model, inner } = fixture([HANG, 'yes'])
    const call = model.complete(requestOf(), contextOf()).catch((error: unknown) => error)

    await clock.advance(60_000)

    expect(await call).toMatchObject({ code: 'TIMEOUT' })
    expect(inner.contexts[0]?.signal.aborted).toBe(true)
    await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({ cache: 'miss' })
  })
})

describe('what is not kept', () => {
  test.each(['OVERLOADED', 'INVALID_OUTPUT', 'REFUSED', 'LENGTH'] as const)('an error: %s', async (code) => {
    const { model, inner } = fixture([errorOf(code), 'yes'])

    await expect(model.complete(requestOf(), contextOf())).rejects.toMatchObject({ code })

    await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({ cache: 'miss' })
    expect(inner.requests).toHaveLength(2)
  })

  test('a part of a stream', async () => {
    const { model } = fixture([{ pieces: ['Ho'], error: errorOf('INCOMPLETE') }, 'Hola'])

    expect(await readAll(model.stream(requestOf(), contextOf()))).toMatchObject({
      text: 'Ho',
      error: { code: 'INCOMPLETE' },
    })

    await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({
      text: 'Hola',
      cache: 'miss',
    })
  })

  test.each([
    ['the logic agent’s answer', { agent: 'logic' }],
    ['what was thought about', { effort: 'low' }],
    ['what has a temperature', { temperature: 0.7 }],
  ] as const)('%s', async (_, changes) => {
    const { model, inner } = fixture(['yes'])

    await model.complete(requestOf(changes), contextOf())
    const second = await model.complete(requestOf(changes), contextOf())

    expect(second.cache).toBe('bypass')
    expect(inner.requests).toHaveLength(2)
  })

  test('unless its agent says that it may vary', async () => {
    const { model, inner } = fixture(['yes'], { policies: { human: { ttlMs: DAY_MS, keepsVarying: true } } })
    const of = (variant: number) => requestOf({ agent: 'human', temperature: 0.7, variant })

    for (const variant of [0, 1, 0, 1]) await model.complete(of(variant), contextOf())

    expect(inner.requests).toHaveLength(2)
  })

  test('another model’s answer under this one’s key, however the two are put together', async () => {
    const a = new ScriptedModel(errorOf('OVERLOADED'), 'from a')
    const b = new ScriptedModel(completionOf('from b', { servedBy: { provider: 'b', model: 'b-1' } }))
    const both = new FallbackChatModel({
      candidates: [
        { provider: 'a', model: a },
        { provider: 'b', model: b },
      ],
    })
    const { model } = fixture([], { inner: both })

    const first = await model.complete(requestOf(), contextOf())
    const second = await model.complete(requestOf(), contextOf())

    expect(first).toMatchObject({ text: 'from b', servedBy: { provider: 'b', fallbackFrom: 'a' } })
    expect(second).toMatchObject({ text: 'from a', cache: 'miss' })
  })

  test('in the recommended order it lies under the key of the model that gave it', async () => {
    const a = fixture([errorOf('OVERLOADED'), 'from a'])
    const fromB = completionOf('from b', { servedBy: { provider: 'b', model: 'b-1' } })
    const b = fixture([fromB], { provider: 'b', model: 'b-1', cache: a.cache })
    const both = new FallbackChatModel({
      candidates: [
        { provider: 'a', model: a.model },
        { provider: 'b', model: b.model },
      ],
    })

    await both.complete(requestOf(), contextOf())

    expect(await b.model.complete(requestOf(), contextOf())).toMatchObject({ text: 'from b', cache: 'hit' })
    expect(await both.complete(requestOf(), contextOf())).toMatchObject({ text: 'from a', cache: 'miss' })
  })
})

describe('as time passes', () => {
  test('the router’s answer is fresh for a week, then given while another is made', async () => {
    const { clock, model, inner } = fixture(['old', 'new'])
    await model.complete(requestOf(), contextOf())

    await clock.advance(7 * DAY_MS - 1)
    expect(await model.complete(requestOf(), contextOf())).toMatchObject({ text: 'old', cache: 'hit' })
    await clock.advance(2)
    expect(await model.complete(requestOf(), contextOf())).toMatchObject({
      text: 'old',
      cache: 'stale',
      usd: 0,
    })
    await settle()

    expect(await model.complete(requestOf(), contextOf())).toMatchObject({ text: 'new', cache: 'hit' })
    expect(inner.requests).toHaveLength(2)
  })

  test('an old answer is given when no model has one', async () => {
    const { clock, model } = fixture(['old', errorOf('OVERLOADED')])
    await model.complete(requestOf(), contextOf())

    await clock.advance(20 * DAY_MS)

    expect(await model.complete(requestOf(), contextOf())).toMatchObject({ text: 'old', cache: 'stale' })
    expect(await readAll(model.stream(requestOf(), contextOf()))).toMatchObject({ text: 'old' })
  })
})

describe('a stream', () => {
  test('is handed out as it comes, and kept for streams and whole answers', async () => {
    const { model, inner } = fixture(['two words'])
    const pieces: string[] = []
    for await (const delta of model.stream(requestOf(), contextOf()))
      if (delta.type === 'text') pieces.push(delta.text)
      else expect(delta.completion).toMatchObject({ cache: 'miss', usd: 0.01 })

    expect(pieces).toEqual(['two ', 'words'])
    expect(await model.complete(requestOf(), contextOf())).toMatchObject({ text: 'two words', cache: 'hit' })
    expect(await readAll(model.stream(requestOf(), contextOf()))).toMatchObject({
      text: 'two words',
      completion: { cache: 'hit', usd: 0 },
    })
    expect(inner.requests).toHaveLength(1)
  })

  test('whose reader leaves is finished all the same, for the next one', async () => {
    const { model, inner } = fixture(['two words'])
    for await (const delta of model.stream(requestOf(), contextOf())) {
      expect(delta.type).toBe('text')
      break
    }
    await settle()

    expect(await model.complete(requestOf(), contextOf())).toMatchObject({ text: 'two words', cache: 'hit' })
    expect(inner.requests).toHaveLength(1)
  })

  test('is never two answers in one: with an old one at hand, what broke off is an error', async () => {
    const { clock, model } = fixture(['old', { pieces: ['ne'], error: errorOf('INCOMPLETE') }])
    await model.complete(requestOf(), contextOf())
    await clock.advance(20 * DAY_MS)

    expect(await readAll(model.stream(requestOf(), contextOf()))).toMatchObject({
      text: 'ne',
      error: { code: 'INCOMPLETE' },
    })
  })
})

test('an answer that the schema takes no longer is asked again', async () => {
  const { model, inner } = fixture(['{"guests":4}'])
  await model.complete(requestOf<Party>({ schema: PARTY }), contextOf())
  const stricter = {
    ...PARTY,
    parse: (value: unknown) => {
      if (inner.requests.length < 2) throw new TypeError('at most three')
      return PARTY.parse(value)
    },
  }

  await expect(model.complete(requestOf<Party>({ schema: stricter }), contextOf())).resolves.toMatchObject({
    parsed: { guests: 4 },
  })
  expect(inner.requests).toHaveLength(2)
})

test('refuses a secret that could be guessed, without repeating it', () => {
  expect(() => fixture([], { secret: 'short' })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', message: 'secret has 5 characters; at least 16.' }),
  )
})
