import { FakeClock } from '@larder/cache-core/testing'
import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { SocketWatch } from './socket-watch.ts'

/** A client with commands of which nothing is known but their arguments. */
function fixture(...waiting: (readonly (string | Buffer | number)[])[]) {
  const clock = new FakeClock()
  const gaveUpAt: number[] = []
  const stream = { bytesRead: 0, destroy: () => gaveUpAt.push(clock.monotonic()) }
  const commands = waiting.map((args) => ({ command: { args } }))
  const commandQueue = { length: commands.length, toArray: () => commands }
  const client = { stream, commandQueue } as unknown as Redis
  const startedAt = clock.monotonic()
  const watch = new SocketWatch({ client: () => client, lookMs: 150, clock })
  return { clock, stream, watch, silentMs: () => (gaveUpAt[0] ?? Number.NaN) - startedAt, gaveUpAt }
}

test('a socket on which commands wait is given up after five looks without a byte', async () => {
  const { clock, silentMs } = fixture(['key'], ['key', 'value'])

  await clock.advance(2_000)

  // The first look only sees which socket it is.
  expect(silentMs()).toBe(900)
})

test('what is read is a sign of life, and without commands nothing is expected', async () => {
  const { clock, stream, gaveUpAt } = fixture(['key'])
  const idle = fixture()

  for (let look = 0; look < 20; look++) {
    await clock.advance(600)
    stream.bytesRead++
  }
  await idle.clock.advance(60_000)

  expect([...gaveUpAt, ...idle.gaveUpAt]).toEqual([])
})

test.each([
  ['a buffer', Buffer.alloc(3_000_000)],
  ['text', 'x'.repeat(3_000_000)],
])('a large write is given the time that it takes at 1 MB/s, and no more (%s)', async (_kind, value) => {
  const { clock, silentMs } = fixture(['key', value, 60_000], ['small'])

  await clock.advance(60_000)

  expect(silentMs()).toBe(3_900)
})
