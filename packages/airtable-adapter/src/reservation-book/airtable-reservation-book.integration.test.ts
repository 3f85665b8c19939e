import { reservationBookContract } from '@larder/assistant/testing'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest'
import { bookFixture, FROM } from './book-fixture.ts'
import { LocalBookLock } from './local-book-lock.ts'

describe('in one process it keeps the contract of books', () => {
  const contract = reservationBookContract(async () => {
    const { start, close } = await bookFixture()
    return { books: [(await start()).book], from: FROM, close }
  })
  for (const { name, run } of contract) test(name, run)
})

describe('two books of one process that share a lock keep the contract', () => {
  const contract = reservationBookContract(async () => {
    const { start, close } = await bookFixture()
    const lock = new LocalBookLock()
    const [one, two] = [await start({ lock }), await start({ lock })]
    return { books: [one.book, two.book], from: FROM, close }
  })
  // Each has a cache of its own, and what one writes the other's does not hear of.
  const names = new Set([
    'of fifty who want the last table one gets it',
    'the same key sent many times at once books once',
  ])
  for (const { name, run } of contract) if (names.has(name)) test(name, run)
})

describe('two processes on one Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    await server.command('FLUSHALL')
  })

  const contract = reservationBookContract(async () => {
    const { start, close } = await bookFixture()
    const [one, two] = [await start({ redisUrl: server.url }), await start({ redisUrl: server.url })]
    return { books: [one.book, two.book], from: FROM, close }
  })
  for (const { name, run } of contract) test(name, run)
})
