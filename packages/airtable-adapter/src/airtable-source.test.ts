import { describe, expect, test } from 'vitest'
import { FakeClock, SeededRandom, settle } from '@larder/cache-core/testing'
import type { AirtableClient, AirtableRequest } from './airtable-client.ts'
import { type AirtableError, airtableErrorFromAnswer, airtableErrorFromFailure } from './airtable-error.ts'
import { AirtableSource } from './airtable-source.ts'

const READ: AirtableRequest = { method: 'GET', base: 'appA', segments: ['Mesas'] }
const CREATE: AirtableRequest = { method: 'POST', base: 'appA', segments: ['Mesas'], body: {} }
const UPDATE: AirtableRequest = { method: 'PATCH', base: 'appA', segments: ['Mesas', 'recA'], body: {} }

/** A client whose answers a test gives in advance: an error to reject with, or `ok`. */
class ScriptedClient implements AirtableClient {
  readonly sentAt: number[] = []
  readonly #clock: FakeClock
  readonly #script: (AirtableError | 'ok' | 'hang')[]

  constructor(clock: FakeClock, script: readonly (AirtableError | 'ok' | 'hang')[]) {
    this.#clock = clock
    this.#script = [...script]
  }

  /** From now on every request is answered. */
  isBack(): void {
    this.#script.length = 0
  }

  async send(): Promise<unknown> {
    this.sentAt.push(this.#clock.monotonic())
    const next = this.#script.shift() ?? 'ok'
    if (next === 'hang') return new Promise(() => {})
    if (next !== 'ok') throw next
    return 'answer'
  }
}

function fixture(...script: readonly (AirtableError | 'ok' | 'hang')[]) {
  const clock = new FakeClock()
  const client = new ScriptedClient(clock, script)
  const source = new AirtableSource({ client, clock, random: new SeededRandom(1) })
  const load = (request: AirtableRequest) => source.load(request, { signal: new AbortController().signal })
  return { clock, client, source, load }
}

const answer = (status: number, type = 'X') => airtableErrorFromAnswer(status, { error: { type } })

async function outcome(clock: FakeClock, call: Promise<unknown>): Promise<unknown> {
  const settled = call.catch((error: unknown) => error)
  await clock.advance(60_000)
  return settled
}

describe('what is tried again', () => {
  test.each([
    ['a read after 500', READ, answer(500), 2],
    ['a read after no answer', READ, airtableErrorFromFailure('ECONNRESET'), 2],
    ['an update by id after 500', UPDATE, answer(500), 2],
    ['a create after 503, which was not applied', CREATE, answer(503), 2],
    ['a create after 500, which may have been', CREATE, answer(500), 1],
    ['a create after no answer', CREATE, airtableErrorFromFailure('ECONNRESET'), 1],
    ['a read after 422', READ, answer(422), 1],
    [
      'a read after the quota is used up',
      READ,
      airtableErrorFromAnswer(429, { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] }),
      1,
    ],
  ])('%s', async (_name, request, error, attempts) => {
    const { clock, client, load } = fixture(error)

    const result = await outcome(clock, load(request))

    expect(client.sentAt).toHaveLength(attempts)
    expect(result).toBe(attempts === 2 ? 'answer' : error)
  })

  test('three attempts at most', async () => {
    const { clock, client, load } = fixture(answer(503), answer(503), answer(503))

    expect(await outcome(clock, load(READ))).toMatchObject({ status: 503 })
    expect(client.sentAt).toHaveLength(3)
  })
})

test('retries of a base have a budget: when most requests fail, most are not repeated; other bases have their own', async () => {
  const failing = Array.from({ length: 400 }, (_, index) => (index % 3 === 2 ? ('ok' as const) : answer(503)))
  const { clock, client, load } = fixture(...failing)
  let retries = 0

  for (let index = 0; index < 60; index++) {
    const before = client.sentAt.length
    await outcome(clock, load(READ))
    retries += client.sentAt.length - before - 1
  }

  // Ten were saved up; a success earns a tenth of one, and a third of the attempts succeed.
  expect(retries).toBeGreaterThanOrEqual(10)
  expect(retries).toBeLessThanOrEqual(10 + 60 * 0.1)
  const before = client.sentAt.length
  await outcome(clock, load({ ...READ, base: 'appB' }))
  expect(client.sentAt.length).toBeGreaterThan(before + 1)
})

test('five requests a second leave for a base, its schema included; other bases have their own', async () => {
  const { clock, client, load } = fixture()
  const schema: AirtableRequest = { method: 'GET', base: 'meta', segments: ['bases', 'appA', 'tables'] }

  const calls = [schema, READ, READ, READ, READ, READ, { ...READ, base: 'appB' }].map(load)
  await clock.advance(900)
  expect(client.sentAt).toHaveLength(6)
  await clock.advance(200)
  await Promise.all(calls)

  expect(client.sentAt).toHaveLength(7)
})

test('a lockout seen once stops everybody for 30 s, at once and with the time to come back', async () => {
  const { clock, client, load } = fixture(answer(429))

  expect(await outcome(clock, load(READ))).toMatchObject({ status: 429 })
  const { client: second, clock: secondClock, load: secondLoad } = fixture(answer(429))
  const first = secondLoad(READ).catch((error: unknown) => error)
  await settle()
  await secondClock.advance(1_000)
  await expect(secondLoad(READ)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterMs: expect.closeTo(29_000, -2) as number,
  })
  await first

  expect(second.sentAt).toHaveLength(1)
  expect(client.sentAt).toHaveLength(1)
})

test('an attempt that hangs is given up after its timeout, and the deadline bounds them all', async () => {
  const { clock, client, load } = fixture('hang', 'hang', 'hang')

  const result = await outcome(clock, load(READ))

  expect(result).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
  expect(client.sentAt.length).toBeGreaterThan(1)
  expect(Math.max(...client.sentAt)).toBeLessThan(25_000)
})

test('who waits while Airtable goes away is told so, and who comes when it is back waits for none of them', async () => {
  const { clock, client, load } = fixture(...Array.from({ length: 10 }, () => answer(500)))
  const waiting = Array.from({ length: 60 }, () => load(CREATE).catch((error: unknown) => error))
  await clock.advance(1_100)
  const refused = (await Promise.all(waiting)).filter(
    (error) => (error as { readonly code?: string }).code === 'CIRCUIT_OPEN',
  )
  expect(refused.length).toBeGreaterThanOrEqual(50)
  const asked = client.sentAt.length
  client.isBack()

  await clock.advance(2_000)
  const answered = load(READ)
  await settle()

  expect(client.sentAt).toHaveLength(asked + 1)
  expect(await answered).toBe('answer')
})

test('after five failures a base is left alone for a while; refusals do not count, and other bases go on', async () => {
  const { clock, client, load } = fixture(
    ...Array.from({ length: 6 }, () => answer(422)),
    ...Array.from({ length: 5 }, () => answer(500)),
  )
  for (let index = 0; index < 6; index++) await outcome(clock, load(READ))
  const failing = [load(UPDATE), load(UPDATE)].map((call) => call.catch(() => {}))
  while (client.sentAt.length < 6 + 5) await clock.advance(10)
  const sent = client.sentAt.length

  await expect(load(READ)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' })
  expect(client.sentAt).toHaveLength(sent)
  await expect(load({ ...READ, base: 'appB' })).resolves.toBe('answer')
  await clock.advance(60_000)
  await Promise.all(failing)
})

test('however long a base was away, it is asked again within two seconds of being back', async () => {
  const { clock, client, load } = fixture(...Array.from({ length: 60 }, () => answer(500)))
  const isAnswered = () => outcomeWithin(clock, 50, load(UPDATE)).then((result) => result === 'answer')
  while (client.sentAt.length < 60) await isAnswered()
  const backAt = clock.monotonic()

  while (!(await isAnswered()));

  expect(clock.monotonic() - backAt).toBeLessThanOrEqual(2_500)
})

test('the first answer of a base that was away lets everybody in again', async () => {
  const { clock, client, load } = fixture(...Array.from({ length: 60 }, () => answer(500)))
  while (client.sentAt.length < 30) await outcomeWithin(clock, 50, load(UPDATE))
  client.isBack()
  while ((await outcomeWithin(clock, 50, load(UPDATE))) !== 'answer');

  const calls = [load(READ), load(READ), load(READ)]
  await clock.advance(1_100)

  expect(await Promise.all(calls)).toEqual(['answer', 'answer', 'answer'])
})

async function outcomeWithin(clock: FakeClock, ms: number, call: Promise<unknown>): Promise<unknown> {
  const settled = call.catch((error: unknown) => error)
  await clock.advance(ms)
  return Promise.race([settled, Promise.resolve()])
}

describe('priorities', () => {
  test('writes go before reads, and what nobody waits for goes last, unless the request says otherwise', async () => {
    const { clock, client, source } = fixture()
    const order: string[] = []
    const { signal } = new AbortController()
    const load = (name: string, request: AirtableRequest, isBackground = false) =>
      source.load(request, { signal, isBackground }).then(() => void order.push(name))
    const calls = Array.from({ length: 5 }, () => load('first', READ))
    await clock.advance(0)

    calls.push(load('refresh', READ, true), load('read', READ), load('write', UPDATE))
    calls.push(load('named', { ...UPDATE, priority: 'background' }))
    calls.push(load('listRecords', { ...CREATE, segments: ['Mesas', 'listRecords'] }))
    await clock.advance(5_000)
    await Promise.all(calls)

    expect(order.slice(5)).toEqual(['write', 'read', 'listRecords', 'refresh', 'named'])
    expect(client.sentAt).toHaveLength(10)
  })

  describe('a refresh that somebody begins to wait for', () => {
    const waited = () => {
      const [awaited, caller] = [new AbortController(), new AbortController()]
      return {
        awaited,
        caller,
        context: { signal: caller.signal, isBackground: true, whenAwaited: awaited.signal },
      }
    }

    /** Interactive reads, one each 150 ms: more than the budget, so that the background has no turn. */
    async function underPressure(ms: number, { clock, load }: ReturnType<typeof fixture>): Promise<void> {
      for (let passed = 0; passed < ms; passed += 150) {
        load(READ).catch(() => {})
        await clock.advance(150)
      }
    }

    test('waits among the last no longer', async () => {
      const made = fixture()
      const { awaited, context } = waited()
      await underPressure(3_000, made)
      const order: string[] = []
      const refresh = made.source.load(READ, context).then(() => void order.push('refresh'))
      await underPressure(6_000, made)
      expect(order).toEqual([])

      awaited.abort()
      const after = made.load(READ).then(() => void order.push('after'))
      await underPressure(6_000, made)
      await Promise.all([refresh, after])

      expect(order).toEqual(['refresh', 'after'])
    })

    test('is given up after 10 s if nobody does, and not before', async () => {
      const made = fixture()
      const { context } = waited()
      await underPressure(1_500, made)
      const refresh = made.source.load(READ, context).catch((error: unknown) => error)
      await underPressure(9_900, made)

      expect(await Promise.race([refresh, Promise.resolve('waits')])).toBe('waits')
      await underPressure(300, made)
      expect(await refresh).toMatchObject({ code: expect.stringMatching(/RATE_LIMITED|DEADLINE_EXCEEDED/) })
    })

    test('is not sent twice when it is under way', async () => {
      const { clock, client, source } = fixture('hang')
      const { awaited, context } = waited()
      const refresh = source.load(READ, context)
      void refresh.catch(() => {})
      await clock.advance(1_000)

      awaited.abort()
      await clock.advance(5_000)

      expect(client.sentAt).toHaveLength(1)
    })

    test('has a time of its own from then on, should it have failed', async () => {
      const { clock, client, source } = fixture('hang')
      const { awaited, context } = waited()
      const refresh = source.load(READ, context)
      await clock.advance(9_000)
      awaited.abort()
      await clock.advance(3_000)

      expect(await refresh).toBe('answer')
      expect(client.sentAt).toHaveLength(2)
    })

    test('is not left among the last for its second attempt', async () => {
      const made = fixture(answer(503))
      const { awaited, context } = waited()
      const refresh = made.source.load(READ, context).catch((error: unknown) => error)
      await underPressure(3_000, made)

      awaited.abort()
      await underPressure(3_000, made)

      expect(await Promise.race([refresh, Promise.resolve('waits')])).toBe('answer')
    })

    test('ends with what cannot pass', async () => {
      const { clock, client, source } = fixture(answer(404))
      const { awaited, context } = waited()
      awaited.abort()
      const refresh = source.load(READ, context).catch((error: unknown) => error)
      await clock.advance(3_000)

      expect(await refresh).toMatchObject({ status: 404 })
      expect(client.sentAt).toHaveLength(1)
    })

    test('ends when its caller leaves', async () => {
      const made = fixture()
      const { awaited, caller, context } = waited()
      await underPressure(3_000, made)
      const refresh = made.source.load(READ, context).catch((error: unknown) => error)
      await underPressure(300, made)

      caller.abort()
      awaited.abort()

      expect(await refresh).toMatchObject({ code: 'ABORTED' })
    })
  })

  test('bases of one token share its 50 requests a second', async () => {
    const { clock, client, source } = fixture()
    Object.assign(client, { account: 'abc' })
    const { signal } = new AbortController()

    const calls = Array.from({ length: 60 }, (_, index) =>
      source.load({ ...READ, base: `app${index % 12}` }, { signal }),
    )
    await clock.advance(900)
    expect(client.sentAt).toHaveLength(50)
    await clock.advance(200)
    await Promise.all(calls)

    expect(client.sentAt).toHaveLength(60)
  })
})
