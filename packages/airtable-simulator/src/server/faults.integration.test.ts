import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'

const LIMITED = { error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' }

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

test('latency may vary, up to a bound', async () => {
  const clock = new FakeClock()
  const { inBase, simulator } = await startFixture({ clock })
  simulator.faults.latencyMs = 100
  simulator.faults.latencyJitterMs = 50
  const delays = Array.from({ length: 50 }, () => simulator.faults.delay())
  simulator.faults.clear()

  expect(Math.min(...delays)).toBeGreaterThanOrEqual(100)
  expect(Math.max(...delays)).toBeLessThan(150)
  expect(new Set(delays).size).toBeGreaterThan(40)
  expect(simulator.faults.delay()).toBe(0)
  expect((await inBase('GET', 'Turnos')).status).toBe(200)
})
