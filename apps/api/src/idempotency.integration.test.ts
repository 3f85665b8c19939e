import { describe, expect, test } from 'vitest'
import { startRedis } from '@larder/redis-adapter/testing'
import { type LarderFixture, RESERVAS, withLarder } from './larder-fixture.ts'

const BOOKING = { fields: { Código: 'R-once', Personas: 2 } }

async function create(
  { url }: Pick<LarderFixture, 'url'>,
  key: string,
  body: unknown = BOOKING,
  query = '',
): Promise<{
  readonly status: number
  readonly body: unknown
  readonly replayed: boolean
  readonly retryAfter: string | null
}> {
  const response = await fetch(url + RESERVAS + query, {
    method: 'POST',
    headers: {
      authorization: 'Bearer patTest',
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    body: await response.json(),
    replayed: response.headers.get('idempotent-replayed') === 'true',
    retryAfter: response.headers.get('retry-after'),
  }
}

const bookings = async ({ get }: LarderFixture): Promise<number> => {
  const { body } = await get(`${RESERVAS}?filterByFormula=${encodeURIComponent("{Código}='R-once'")}`)
  return (body as { readonly records: readonly unknown[] }).records.length
}

describe('a create with an Idempotency-Key', () => {
  test('is done once, and answered again', async () => {
    await withLarder({}, async (larder) => {
      const first = await create(larder, 'key-1')
      const second = await create(larder, 'key-1')

      expect(first).toMatchObject({ status: 200, replayed: false })
      expect(second).toEqual({ ...first, replayed: true })
      expect(await bookings(larder)).toBe(1)
      expect((await create(larder, 'key-2')).body).not.toEqual(first.body)
      expect(await bookings(larder)).toBe(2)
    })
  })

  test('is done once when it comes many times at once, to two processes on one Redis', async () => {
    const redis = await startRedis()
    try {
      const env = { REDIS_URL: redis.url }
      await withLarder({ env }, async (one) => {
        const other = { env: { ...env, AIRTABLE_ENDPOINT_URL: one.simulator.url } }
        await withLarder(other, async (two) => {
          await expect.poll(async () => (await create(one, 'warm')).status, { timeout: 10_000 }).toBe(200)
          await expect.poll(async () => (await create(two, 'warm-2')).status, { timeout: 10_000 }).toBe(200)
          const before = await bookings(one)

          const answers = await Promise.all(
            Array.from({ length: 20 }, (_, index) => create(index % 2 === 0 ? one : two, 'key-1')),
          )

          const refused = answers.filter(({ status }) => status === 409)
          expect(answers.filter(({ status, replayed }) => status === 200 && !replayed)).toHaveLength(1)
          for (const { body, retryAfter } of refused) {
            expect(body).toMatchObject({ error: { type: 'IDEMPOTENT_REQUEST_IN_PROGRESS' } })
            expect(Number(retryAfter)).toBeGreaterThan(0)
          }
          expect(await create(two, 'key-1')).toMatchObject({ status: 200, replayed: true })
          expect(await bookings(one)).toBe(before + 1)
        })
      })
    } finally {
      await redis.close()
    }
  })

  test('whose answer was lost is not done again', async () => {
    await withLarder({}, async (larder) => {
      larder.simulator.faults.failNext(1, 'lost-answer')

      const first = await create(larder, 'key-1')
      const second = await create(larder, 'key-1')

      expect(first.status).toBe(503)
      expect(second).toMatchObject({
        status: 409,
        body: { error: { type: 'IDEMPOTENT_REQUEST_OUTCOME_UNKNOWN' } },
      })
      expect(await bookings(larder)).toBe(1)
    })
  })

  test('that was refused may be sent again, put right or not', async () => {
    await withLarder({}, async (larder) => {
      const wrong = await create(larder, 'key-1', { fields: { Nope: 1 } })
      const right = await create(larder, 'key-1')

      expect([wrong.status, right.status]).toEqual([422, 200])
      expect(await bookings(larder)).toBe(1)
    })
  })

  test('is refused when the key was used for something else, or is none', async () => {
    await withLarder({}, async (larder) => {
      await create(larder, 'key-1')

      const other = await create(larder, 'key-1', { fields: { Código: 'R-other' } })
      const inOtherForm = await create(larder, 'key-1', BOOKING, '?returnFieldsByFieldId=true')
      const long = await create(larder, 'k'.repeat(256))

      for (const refused of [other, inOtherForm])
        expect(refused).toMatchObject({ status: 422, body: { error: { type: 'IDEMPOTENCY_KEY_REUSED' } } })
      expect(long).toMatchObject({ status: 400, body: { error: { type: 'INVALID_IDEMPOTENCY_KEY' } } })
      expect(await bookings(larder)).toBe(1)
    })
  })

  test('is not sent while Redis is away, since nobody could tell whether it was before', async () => {
    const redis = await startRedis()
    try {
      await withLarder({ env: { REDIS_URL: redis.url } }, async (larder) => {
        await expect.poll(async () => (await create(larder, 'warm')).status, { timeout: 10_000 }).toBe(200)
        await redis.kill()
        const before = await bookings(larder)

        const refused = await create(larder, 'key-1')
        const unguarded = await larder.send('POST', RESERVAS, BOOKING)

        expect(refused.status).toBe(503)
        expect(Number(refused.retryAfter)).toBeGreaterThan(0)
        expect(unguarded.status).toBe(200)
        expect(await bookings(larder)).toBe(before + 1)
        await redis.restart()
        await expect.poll(async () => (await create(larder, 'key-1')).status, { timeout: 15_000 }).toBe(200)
      })
    } finally {
      await redis.close()
    }
  })
})
