import { describe, expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'

const LIMITED = { error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' }

test('the sixth request of a second locks the base for 30 s, metadata and webhooks too', async () => {
  const clock = new FakeClock()
  const { call, inBase } = await startFixture({ clock, limiter: 'documented' })
  for (let index = 0; index < 5; index++) expect((await inBase('GET', 'Turnos')).status).toBe(200)

  const refused = await inBase('GET', 'Turnos')
  const others = await Promise.all([
    call('GET', `meta/bases/${BASE}/tables`),
    call('GET', `bases/${BASE}/webhooks`),
  ])
  await clock.advance(30_000)

  expect([refused.status, refused.body]).toEqual([429, { errors: [LIMITED] }])
  expect(refused.headers.get('retry-after')).toBeNull()
  expect(others.map(({ status }) => status)).toEqual([429, 429])
  expect((await inBase('GET', 'Turnos')).status).toBe(200)
})

test('the other documented body, and a Retry-After for clients that honour it', async () => {
  const { inBase, simulator } = await startFixture({
    clock: new FakeClock(),
    limiter: 'documented',
    rateLimitBody: 'object',
    retryAfterSeconds: 30,
  })
  for (let index = 0; index < 5; index++) await inBase('GET', 'Turnos')

  const refused = await inBase('GET', 'Turnos')
  simulator.resetLimiter()

  expect(refused.body).toEqual({ error: { type: LIMITED.error, message: LIMITED.message } })
  expect(refused.headers.get('retry-after')).toBe('30')
  expect((await inBase('GET', 'Turnos')).status).toBe(200)
})

test('tokens of one user share 50 requests a second', async () => {
  const bases = Array.from({ length: 12 }, (_, index) => ({
    name: 'Empty',
    id: `app${String(index).padStart(14, '0')}`,
    tables: [],
  }))
  const { call } = await startFixture({
    clock: new FakeClock(),
    limiter: 'documented',
    bases,
    tokens: [
      { token: 'patA', userId: 'usrA' },
      { token: 'patB', userId: 'usrA' },
      { token: 'patC', userId: 'usrC' },
    ],
  })
  const statuses = []
  for (let index = 0; index < 51; index++) {
    const id = bases[index % 12]?.id ?? ''
    statuses.push(
      (await call('GET', `meta/bases/${id}/tables`, undefined, index % 2 ? 'patA' : 'patB')).status,
    )
  }

  expect(statuses.filter((status) => status === 200)).toHaveLength(50)
  expect((await call('GET', `meta/bases/${bases[11]?.id ?? ''}/tables`, undefined, 'patC')).status).toBe(200)
})

describe('the monthly quota', () => {
  test('refuses with a 429 of its own, but for metadata, until the month turns', async () => {
    const clock = new FakeClock(Date.UTC(2026, 0, 31, 23, 59))
    const { call, inBase, simulator } = await startFixture({ clock, monthlyCalls: 3 })
    for (let index = 0; index < 3; index++) await inBase('GET', 'Turnos')

    const refused = await inBase('GET', 'Turnos')
    const metadata = await call('GET', `meta/bases/${BASE}/tables`)
    const { used } = simulator.quota
    await clock.advance(60_000)

    expect(refused).toMatchObject({
      status: 429,
      body: { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] },
    })
    expect(metadata.status).toBe(200)
    expect(used).toBe(4)
    expect((await inBase('GET', 'Turnos')).status).toBe(200)
    expect(simulator.quota.used).toBe(1)
  })

  test('may only slow down, to two requests a second', async () => {
    const { inBase } = await startFixture({
      clock: new FakeClock(),
      limiter: 'lenient',
      monthlyCalls: 0,
      overQuota: 'slow',
    })

    const statuses = []
    for (let index = 0; index < 3; index++) statuses.push((await inBase('GET', 'Turnos')).status)

    expect(statuses).toEqual([200, 200, 429])
  })

  test('may be used up and refilled by a test', async () => {
    const { inBase, simulator } = await startFixture()
    simulator.quota.limit = 0
    expect((await inBase('GET', 'Turnos')).status).toBe(429)

    simulator.quota.limit = undefined
    expect((await inBase('GET', 'Turnos')).status).toBe(200)
  })
})

describe('faults', () => {
  test.each([
    ['429', 429, { errors: [LIMITED] }],
    [
      '429-quota',
      429,
      {
        errors: [
          {
            error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED',
            message: 'The monthly limit of API calls has been exceeded.',
          },
        ],
      },
    ],
    ['500', 500, { error: { type: 'SERVER_ERROR', message: 'Server error' } }],
    ['502', 502, '<html><body><h1>502 Bad Gateway</h1></body></html>'],
    [
      '503',
      503,
      {
        error: {
          type: 'RETRIABLE_ERROR',
          message:
            'Server encountered an error while processing your request, and it is safe to retry the request',
        },
      },
    ],
    ['iterator-gone', 422, { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } }],
  ] as const)('%s, once', async (kind, status, body) => {
    const { inBase, simulator } = await startFixture()
    simulator.faults.failNext(1, kind)

    const failed = await inBase('POST', 'Mesas', { fields: {} })

    expect([failed.status, failed.body]).toEqual([status, body])
    expect(simulator.base(BASE).table('Mesas').records.size).toBe(24)
    expect((await inBase('GET', 'Turnos')).status).toBe(200)
  })

  test('only for the requests that are meant', async () => {
    const { inBase, simulator } = await startFixture()
    simulator.faults.failAll('503', ({ kind, path }) => kind === 'write' && path.endsWith('/Mesas'))

    expect((await inBase('GET', 'Mesas')).status).toBe(200)
    expect((await inBase('POST', 'Mesas', { fields: {} })).status).toBe(503)
    expect((await inBase('POST', 'Turnos', { fields: {} })).status).toBe(200)
    simulator.faults.clear()
    expect((await inBase('POST', 'Mesas', { fields: {} })).status).toBe(200)
  })

  test('a lost answer: what was asked is done, and nobody hears of it', async () => {
    const { inBase, simulator } = await startFixture()
    simulator.faults.failNext(1, 'lost-answer')

    await expect(inBase('POST', 'Mesas', { fields: { Nombre: 'Fantasma' } })).rejects.toThrow('fetch failed')

    expect(simulator.base(BASE).table('Mesas').records.size).toBe(25)
    expect(simulator.journal.entries.at(-1)).toMatchObject({ kind: 'write', status: 0 })
  })

  test.each(['reset', 'cut'] as const)('%s: no answer, or half of one', async (kind) => {
    const { inBase, simulator } = await startFixture()
    simulator.faults.failNext(1, kind)

    await expect(inBase('GET', 'Mesas')).rejects.toThrow(/fetch failed|terminated/)
  })

  test('a share of requests, by chance that can be replayed', async () => {
    const outcomes = async () => {
      const { inBase, simulator } = await startFixture()
      simulator.faults.failShare(0.3, '503')
      const statuses: number[] = []
      for (let index = 0; index < 40; index++) statuses.push((await inBase('GET', 'Turnos')).status)
      return statuses
    }

    const first = await outcomes()

    expect(first.filter((status) => status === 503).length).toBeGreaterThan(4)
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(15)
    expect(await outcomes()).toEqual(first)
  })

  test('a record that was made a moment ago is not seen by reads yet', async () => {
    const clock = new FakeClock()
    const { inBase, simulator } = await startFixture({ clock })
    simulator.faults.readLagMs = 500

    const { body } = await inBase('POST', 'Turnos', { fields: { Nombre: 'Nuevo' } })
    const early = [
      (await inBase('GET', `Turnos/${body.id}`)).status,
      (await inBase('GET', 'Turnos')).body.records.length,
    ]
    await clock.advance(500)

    expect(early).toEqual([404, 6])
    expect((await inBase('GET', `Turnos/${body.id}`)).status).toBe(200)
    expect((await inBase('GET', 'Turnos')).body.records).toHaveLength(7)
  })

  test('latency holds answers back, on the clock that was given', async () => {
    const clock = new FakeClock()
    const { inBase, simulator } = await startFixture({ clock })
    simulator.faults.latencyMs = 250
    let isAnswered = false
    const asking = inBase('GET', 'Turnos').then((answer) => {
      isAnswered = true
      return answer.status
    })

    await expect.poll(() => clock.pendingTimers, { timeout: 20_000 }).toBe(1)
    await clock.advance(249)
    const early = isAnswered
    await clock.advance(1)

    expect([early, await asking]).toEqual([false, 200])
  })
})
