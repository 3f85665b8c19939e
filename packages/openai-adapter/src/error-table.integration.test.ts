import { describe, expect, test } from 'vitest'
import type { ChatModel, ChatModelErrorCode } from '@larder/assistant'
import type { Fault, FaultKind, ProviderName } from '@larder/model-simulator'
import { contextOf, type Party, PARTY, readAll, requestOf, simulated } from './model-fixture.ts'
import { deepSeek, openAi } from './providers.ts'
import { ERROR_TABLE } from './error-table.ts'
import { FallbackChatModel } from './fallback-chat-model.ts'
import type { ModelEvent } from './model-event.ts'
import { OpenAiChatModel } from './openai-chat-model.ts'
import { ResilientChatModel } from './resilient-chat-model.ts'

interface Row {
  readonly fault: Fault | FaultKind
  readonly code: ChatModelErrorCode
  /** Requests that the failing provider gets for one call, when it fails each time. */
  readonly sent: number
  readonly fallsBack: boolean
  readonly breaker: 'none' | 'count' | 'latch' | 'cooldown'
  /** Default: OpenAI. */
  readonly on?: ProviderName
  readonly streamOnly?: true
}

const SOON = { retryAfterSeconds: 0.01 }
/** Section by section what docs/decisions/2026-11-27-one-error-table.md promises. */
const ROWS: readonly Row[] = [
  { fault: '400', code: 'INVALID_REQUEST', sent: 1, fallsBack: false, breaker: 'none' },
  { fault: '400-context', code: 'INVALID_REQUEST', sent: 1, fallsBack: false, breaker: 'none' },
  { fault: '422', code: 'INVALID_REQUEST', sent: 1, fallsBack: false, breaker: 'none' },
  { fault: '413', code: 'INVALID_REQUEST', sent: 1, fallsBack: false, breaker: 'none' },
  { fault: '401', code: 'AUTH', sent: 1, fallsBack: true, breaker: 'latch' },
  { fault: '403', code: 'AUTH', sent: 1, fallsBack: true, breaker: 'latch' },
  { fault: '402', code: 'BILLING', sent: 1, fallsBack: true, breaker: 'latch', on: 'deepseek' },
  { fault: '429-quota', code: 'BILLING', sent: 1, fallsBack: true, breaker: 'latch' },
  { fault: '429-credit', code: 'BILLING', sent: 1, fallsBack: true, breaker: 'latch' },
  { fault: '404', code: 'MODEL_GONE', sent: 1, fallsBack: true, breaker: 'latch' },
  { fault: '404', code: 'MODEL_GONE', sent: 1, fallsBack: true, breaker: 'latch', on: 'deepseek' },
  { fault: '408', code: 'CONNECTION', sent: 2, fallsBack: true, breaker: 'count' },
  { fault: 'reset', code: 'CONNECTION', sent: 2, fallsBack: true, breaker: 'count' },
  { fault: { kind: '429', ...SOON }, code: 'RATE_LIMITED', sent: 3, fallsBack: true, breaker: 'cooldown' },
  {
    fault: { kind: '429-slow-down', ...SOON },
    code: 'RATE_LIMITED',
    sent: 3,
    fallsBack: true,
    breaker: 'cooldown',
  },
  { fault: '409', code: 'OVERLOADED', sent: 2, fallsBack: true, breaker: 'count' },
  { fault: '500', code: 'OVERLOADED', sent: 2, fallsBack: true, breaker: 'count' },
  { fault: '502', code: 'OVERLOADED', sent: 2, fallsBack: true, breaker: 'count' },
  { fault: '503', code: 'OVERLOADED', sent: 2, fallsBack: true, breaker: 'count' },
  { fault: '504', code: 'OVERLOADED', sent: 2, fallsBack: true, breaker: 'count' },
  {
    fault: 'out-of-resources',
    code: 'OVERLOADED',
    sent: 2,
    fallsBack: true,
    breaker: 'count',
    on: 'deepseek',
  },
  { fault: 'hang', code: 'TIMEOUT', sent: 1, fallsBack: true, breaker: 'count' },
  { fault: 'blank', code: 'INVALID_OUTPUT', sent: 2, fallsBack: true, breaker: 'none', on: 'deepseek' },
  { fault: 'not-json', code: 'INVALID_OUTPUT', sent: 2, fallsBack: true, breaker: 'none', on: 'deepseek' },
  { fault: 'schema-mismatch', code: 'INVALID_OUTPUT', sent: 2, fallsBack: true, breaker: 'none' },
  { fault: 'html', code: 'INVALID_OUTPUT', sent: 2, fallsBack: true, breaker: 'none' },
  { fault: 'length', code: 'LENGTH', sent: 2, fallsBack: true, breaker: 'none' },
  { fault: 'content-filter', code: 'REFUSED', sent: 1, fallsBack: false, breaker: 'none' },
  { fault: 'refusal', code: 'REFUSED', sent: 1, fallsBack: false, breaker: 'none' },
  { fault: { kind: 'cut', afterChunks: 1 }, code: 'INCOMPLETE', sent: 2, fallsBack: true, breaker: 'count' },
  {
    fault: { kind: 'no-finish', afterChunks: 1 },
    code: 'INCOMPLETE',
    sent: 2,
    fallsBack: true,
    breaker: 'count',
    streamOnly: true,
  },
  {
    fault: { kind: 'stall', afterChunks: 1 },
    code: 'TIMEOUT',
    sent: 1,
    fallsBack: true,
    breaker: 'count',
    streamOnly: true,
  },
  {
    fault: { kind: 'stream-error', afterChunks: 1 },
    code: 'OVERLOADED',
    sent: 2,
    fallsBack: true,
    breaker: 'count',
    streamOnly: true,
  },
]

const NO_DELAY = { next: () => 0 }
const MODELS = { openai: 'gpt-6-luna', deepseek: 'deepseek-flash' } as const

/** A failing provider, and one that stands by. */
async function fixture(on: ProviderName) {
  const simulator = await simulated({ brain: () => ({ content: '{"guests":4}' }) })
  const other: ProviderName = on === 'openai' ? 'deepseek' : 'openai'
  const events: ModelEvent[] = []
  const resilient = (name: ProviderName) => {
    const baseUrl = simulator.baseUrl(name)
    const provider = name === 'openai' ? openAi({ baseUrl }) : deepSeek({ baseUrl })
    const model = MODELS[name]
    const limits = { attemptTimeoutMs: 1_000, firstTokenMs: 150, idleMs: 150 }
    const inner = new OpenAiChatModel({ provider, model, apiKey: `sk-${name}`, ...limits })
    return new ResilientChatModel({
      inner,
      provider,
      model,
      random: NO_DELAY,
      onEvent: (event) => events.push(event),
    })
  }
  const [first, second] = [resilient(on), resilient(other)]
  const model = new FallbackChatModel({
    candidates: [
      { provider: on, model: first },
      { provider: other, model: second },
    ],
  })
  const sentTo = (name: ProviderName) =>
    simulator.journal.entries.filter(({ provider, kind }) => provider === name && kind === 'chat').length
  return { simulator, first, model, other, sentTo, events }
}

function check(row: Row, { first, events }: Awaited<ReturnType<typeof fixture>>): void {
  const isLatched = row.breaker === 'latch'
  const held = events.find((event) => event.type === 'held-back')
  expect(first.breaker.failures).toBe(row.breaker === 'count' ? row.sent : 0)
  expect(held?.code).toBe(isLatched || row.breaker === 'cooldown' ? row.code : undefined)
  if (isLatched) expect(held).toMatchObject({ forMs: 300_000 })
}

const failing = (row: Row) => {
  const { on = 'openai' } = row
  return fixture(on).then((world) => {
    world.simulator.chaos.failAll(row.fault, ({ provider, kind }) => provider === on && kind === 'chat')
    return { ...world, on }
  })
}

describe('whole answers', () => {
  test.each(ROWS.filter(({ streamOnly }) => !streamOnly))('$fault is $code', async (row) => {
    const world = await failing(row)
    const ask = (model: ChatModel) =>
      model.complete(requestOf<Party>({ schema: PARTY }), contextOf()).catch((error: unknown) => error)

    const settled = await ask(world.model)

    expect(world.sentTo(world.on)).toBe(row.sent)
    expect(world.sentTo(world.other)).toBe(row.fallsBack ? 1 : 0)
    check(row, world)
    if (row.fallsBack)
      expect(settled).toMatchObject({
        parsed: { guests: 4 },
        servedBy: { provider: world.other, fallbackFrom: world.on },
      })
    const error = row.fallsBack && row.breaker !== 'latch' ? await ask(world.first) : settled
    if (row.breaker === 'latch') expect(await ask(world.first)).toMatchObject({ code: 'CIRCUIT_OPEN' })
    else expect(error).toMatchObject({ name: 'ChatModelError', code: row.code, provider: world.on })
  })
})

/** What shows itself at the end of an answer, when a stream has been handed out. */
const SEEN_LATE: ReadonlySet<unknown> = new Set([
  'blank',
  'not-json',
  'schema-mismatch',
  'length',
  'content-filter',
  'refusal',
  'out-of-resources',
])

describe('streams', () => {
  test.each(ROWS.filter(({ fault }) => !SEEN_LATE.has(fault)))(
    '$fault is $code before anything was shown',
    async (row) => {
      const world = await failing(row)

      const { text, completion, error } = await readAll(
        world.model.stream(requestOf<Party>({ schema: PARTY }), contextOf()),
      )

      if (row.fallsBack) {
        expect(text).toBe('{"guests":4}')
        expect(completion?.servedBy).toMatchObject({ provider: world.other, fallbackFrom: world.on })
      } else expect(error).toMatchObject({ name: 'ChatModelError', code: row.code })
      expect(world.sentTo(world.on)).toBe(row.sent)
      check(row, world)
    },
  )
})

test('every code of the port has a row, and every row that a provider can cause was caused', () => {
  const caused = new Set(ROWS.map(({ code }) => code))

  expect([...caused, 'ABORTED'].toSorted()).toEqual(Object.keys(ERROR_TABLE).toSorted())
  for (const { code, sent, fallsBack, breaker } of ROWS)
    expect(ERROR_TABLE[code]).toMatchObject({ retries: sent - 1, fallsBack, breaker })
})

test('what goes wrong after a part was handed out is told to the caller, and nobody is asked again', async () => {
  const world = await fixture('openai')
  world.simulator.chaos.failAll({ kind: 'cut', afterChunks: 2 })

  const { text, error } = await readAll(world.model.stream(requestOf(), contextOf()))

  expect(text).not.toBe('')
  expect(error).toMatchObject({ code: 'INCOMPLETE', provider: 'openai' })
  expect(world.simulator.journal.counts.chat).toBe(1)
  expect(world.first.breaker.failures).toBe(1)
})

test('a caller who gives up is nobody’s failure, and nobody else is asked', async () => {
  const world = await fixture('openai')
  world.simulator.chaos.failAll('hang')
  const caller = new AbortController()

  const call = world.model
    .complete(requestOf(), contextOf({ signal: caller.signal }))
    .catch((error: unknown) => error)
  await expect.poll(() => world.simulator.journal.inFlight).toBe(1)
  caller.abort()

  expect(await call).toMatchObject({ code: 'ABORTED' })
  expect(world.sentTo(world.other)).toBe(0)
  expect(world.first.breaker.failures).toBe(0)
})
