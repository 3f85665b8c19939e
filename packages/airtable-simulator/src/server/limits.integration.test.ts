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
