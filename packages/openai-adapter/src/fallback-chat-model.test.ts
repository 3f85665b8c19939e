import { describe, expect, test } from 'vitest'
import { CacheError, type CacheErrorCode } from '@larder/cache-core'
import { FakeClock, settle } from '@larder/cache-core/testing'
import type { ChatContext, ChatModelErrorCode } from '@larder/assistant'
import {
  completionOf,
  contextOf,
  errorOf,
  HANG,
  readAll,
  requestOf,
  type Scene,
  ScriptedModel,
} from './model-fixture.ts'
import { ERROR_TABLE } from './error-table.ts'
import { FallbackChatModel } from './fallback-chat-model.ts'
import type { ModelEvent } from './model-event.ts'

const FROM_B = completionOf('from b', { servedBy: { provider: 'b', model: 'b-1' } })

function fixture(a: Scene, b: Scene = FROM_B) {
  const clock = new FakeClock()
  const [first, second] = [new ScriptedModel(a), new ScriptedModel(b)]
  const events: ModelEvent[] = []
  const model = new FallbackChatModel({
    candidates: [
      { provider: 'a', model: first },
      { provider: 'b', model: second },
    ],
    clock,
    onEvent: (event) => events.push(event),
  })
  return { clock, first, second, model, events }
}

const CODES = Object.keys(ERROR_TABLE) as ChatModelErrorCode[]

test('the first model answers alone as long as it does', async () => {
  const { model, second } = fixture('from a')

  const { servedBy } = await model.complete(requestOf(), contextOf())

  expect(servedBy).toEqual({ provider: 'a', model: 'a-1' })
  expect(second.requests).toEqual([])
})

test.each(CODES.filter((code) => ERROR_TABLE[code].fallsBack))(
  'after %s the second one answers, and says for whom',
  async (code) => {
    const { model, events } = fixture(errorOf(code))

    const completion = await model.complete(requestOf(), contextOf())

    expect(completion).toMatchObject({ text: 'from b', servedBy: { provider: 'b', fallbackFrom: 'a' } })
    expect(events).toEqual([{ type: 'fallback', from: 'a', to: 'b', code }])
  },
)

test.each(['INVALID_REQUEST', 'REFUSED', 'ABORTED'] as const)(
  'after %s nobody else is asked',
  async (code) => {
    const { model, second } = fixture(errorOf(code))

    await expect(model.complete(requestOf(), contextOf())).rejects.toMatchObject({ code })
    expect((await readAll(model.stream(requestOf(), contextOf()))).error).toMatchObject({ code })
    expect(second.requests).toEqual([])
  },
)

test.each(['CIRCUIT_OPEN', 'RATE_LIMITED', 'BULKHEAD_FULL', 'DEADLINE_EXCEEDED'] satisfies CacheErrorCode[])(
  'what was not sent for %s is sent elsewhere',
  async (code) => {
    const { model } = fixture(new CacheError(code, 'not sent'))

    await expect(model.complete(requestOf(), contextOf())).resolves.toMatchObject({ text: 'from b' })
  },
)

test('a fault of our own is no reason to ask elsewhere', async () => {
  const { model, second } = fixture(new RangeError('a bug'))

  await expect(model.complete(requestOf(), contextOf())).rejects.toThrow('a bug')
  expect(second.requests).toEqual([])
})

test('with both down the error is the last one’s', async () => {
  const { model } = fixture(errorOf('AUTH'), errorOf('OVERLOADED'))

  await expect(model.complete(requestOf(), contextOf())).rejects.toMatchObject({ code: 'OVERLOADED' })
})

describe('within the caller’s deadline', () => {
  test('a hangs, and b answers', async () => {
    const { clock, model, first } = fixture(HANG)
    let isOver = false

    const call = model.complete(requestOf(), contextOf({ deadlineAt: 4_000 }))
    void call.then(() => (isOver = true))
    await clock.advance(2_399)
    expect(isOver).toBe(false)
    await clock.advance(1)

    expect(await call).toMatchObject({
      text: 'from b',
      servedBy: { fallbackFrom: 'a' },
      latency: { totalMs: 2_405 },
    })
    expect(clock.monotonic()).toBeLessThan(4_000)
    expect(first.contexts[0]?.signal.aborted).toBe(true)
  })

  test('a stream of a’s that does not begin leaves time for b’s, which has all the rest', async () => {
    const { clock, model } = fixture(HANG)
    const read = readAll(model.stream(requestOf(), contextOf({ deadlineAt: 4_000 })))

    await clock.advance(2_400)

    expect(await read).toMatchObject({ text: 'from b', completion: { servedBy: { fallbackFrom: 'a' } } })
    expect(clock.pendingTimers).toBe(0)
  })

  test('a stream that has begun keeps its time', async () => {
    const gate = Promise.withResolvers<void>()
    const slow = async function* (_: unknown, { signal }: ChatContext) {
      yield { type: 'text', text: 'Ho' } as const
      await gate.promise
      signal.throwIfAborted()
      yield { type: 'done', completion: completionOf('Hola') } as const
    }
    const clock = new FakeClock()
    const model = new FallbackChatModel({
      candidates: [
        {
          provider: 'a',
          model: { complete: () => Promise.reject(new Error('not asked')), stream: slow as never },
        },
        { provider: 'b', model: new ScriptedModel(FROM_B) },
      ],
      clock,
    })

    const read = readAll(model.stream(requestOf(), contextOf({ deadlineAt: 4_000 })))
    await clock.advance(3_900)
    gate.resolve()

    expect(await read).toMatchObject({
      text: 'Ho',
      completion: { text: 'Hola', servedBy: { provider: 'a' } },
    })
  })
})

test('a caller who gives up during the first is not answered by the second', async () => {
  const { model, second } = fixture(HANG)
  const caller = new AbortController()
  const call = model
    .complete(requestOf(), contextOf({ signal: caller.signal }))
    .catch((error: unknown) => error)
  await settle()

  caller.abort(new Error('left'))

  expect(await call).toBeInstanceOf(Error)
  expect(second.requests).toEqual([])
})

test('a stream falls back before its first piece, and not after it', async () => {
  const before = fixture({ pieces: [], error: errorOf('INCOMPLETE') })
  const after = fixture({ pieces: ['Ho'], error: errorOf('INCOMPLETE') })

  expect(await readAll(before.model.stream(requestOf(), contextOf()))).toMatchObject({ text: 'from b' })
  expect(await readAll(after.model.stream(requestOf(), contextOf()))).toMatchObject({
    text: 'Ho',
    error: { code: 'INCOMPLETE' },
  })
  expect(after.second.requests).toEqual([])
})

test.each([{ candidates: [] }, { candidates: [{ provider: 'a', model: new ScriptedModel() }], share: 0 }])(
  'refuses options that cannot work: %j',
  (options) => {
    expect(() => new FallbackChatModel(options)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    )
  },
)
