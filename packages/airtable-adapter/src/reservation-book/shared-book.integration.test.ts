import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { aDraft, type BookFixture, bookFixture, keyed, recordsIn } from './book-fixture.ts'

let server: RedisServer
let fixture: BookFixture | undefined
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.command('FLUSHALL')
})
afterEach(() => fixture?.close())

const DATE = '2027-03-18'

test('fifty want the last table of a base that allows five requests a second: one gets it, and none is refused', async () => {
  const { simulator, start } = (fixture = await bookFixture('documented'))
  const processes = [
    await start({ redisUrl: server.url, waitMs: 110_000 }),
    await start({ redisUrl: server.url, waitMs: 110_000 }),
  ] as const

  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (processes[index % 2] ?? processes[0]).book.commit(
        aDraft([1], { guest: { name: `Guest ${index}`, phone: `+34 600 000 0${10 + index}` } }),
        keyed(),
      ),
    ),
  )

  expect(outcomes.filter(({ status }) => status === 'booked')).toHaveLength(1)
  expect(outcomes.filter(({ status }) => status === 'taken')).toHaveLength(49)
  const taken = recordsIn(simulator, 'Reservas').filter(({ Fecha }) => Fecha === DATE)
  expect(taken).toHaveLength(1)
  expect(simulator.journal.counts.rateLimited).toBe(0)
}, 120_000)

test('when Redis is gone, bookings go on, and none is made twice', async () => {
  const { simulator, start } = (fixture = await bookFixture())
  const own = await startRedis()
  const processes = [await start({ redisUrl: own.url }), await start({ redisUrl: own.url })] as const
  await own.close()

  const outcomes = await Promise.all(processes.map(({ book }) => book.commit(aDraft([1]), keyed())))
  const later = await processes[0].book.commit(aDraft([2]), keyed())

  expect(outcomes.filter(({ status }) => status === 'booked').length).toBeLessThan(2)
  expect(later.status).toBe('booked')
  const tables = recordsIn(simulator, 'Reservas')
    .filter(({ Fecha }) => Fecha === DATE)
    .map(({ Mesa }) => String(Mesa))
  expect(new Set(tables).size).toBe(tables.length)
}, 60_000)

test('nothing of a guest is kept in Redis', async () => {
  const { start } = (fixture = await bookFixture())
  const { book } = await start({ redisUrl: server.url })
  const guest = { name: 'Ana Secreta', phone: '+34 699 888 777', email: 'ana.secreta@example.com' }

  const outcome = await book.commit(aDraft([1], { guest, diet: ['Cacahuetes'] }), keyed())
  const code = outcome.status === 'booked' ? outcome.booking.code : ''
  await book.occupancies(DATE, keyed())
  await book.find({ phone: guest.phone, name: 'Ana' }, keyed())
  await book.change(code, aDraft([2], { guest, diet: ['Cacahuetes'], people: 3 }), keyed())
  await book.occupancies(DATE, keyed())

  const kept = await everythingIn(server)
  // What takes the table is there, so that what is not there is not only out of sight.
  expect(kept).toContain(code)
  expect(kept).not.toMatch(/Secreta|699 ?888 ?777|secreta@|Cacahuetes|k[0-9a-f]{24}/)
})

async function everythingIn(redis: RedisServer): Promise<string> {
  const keys = (await redis.command('KEYS', '*')) as readonly string[]
  const texts = await Promise.all(
    keys.map(async (key) => {
      const type = String(await redis.command('TYPE', key))
      const read = {
        string: ['GET', key],
        hash: ['HGETALL', key],
        zset: ['ZRANGE', key, '0', '-1'],
        stream: ['XRANGE', key, '-', '+'],
        set: ['SMEMBERS', key],
      }[type]
      return `${key} ${read ? JSON.stringify(await redis.command(...(read as [string, ...string[]]))) : type}`
    }),
  )
  return texts.join('\n')
}
