import { once } from 'node:events'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { guardStreams } from './guard-streams.ts'
import { startRedis } from './testing/start-redis.ts'

test('the second error of a socket ends nothing, in its first life and in the next', async () => {
  const server = await startRedis()
  const client = new Redis({ port: server.port, lazyConnect: true, retryStrategy: () => 1 })
  const errors: string[] = []
  client.on('error', ({ message }) => errors.push(message))
  guardStreams(client)
  try {
    await client.connect()
    for (let life = 1; life <= 2; life++) {
      failTwice(client, `${life}`)
      const back = once(client, 'ready')
      client.stream.destroy()
      await back
    }
    expect(errors).toEqual(['certificate 1', 'certificate 2'])
  } finally {
    client.disconnect()
    await server.close()
  }
})

test('nor does that of a socket to a sentinel', async () => {
  const sentinel = await startRedis()
  const sentinels = [{ host: '127.0.0.1', port: sentinel.port }]
  const client = new Redis({
    sentinels,
    name: 'mymaster',
    lazyConnect: true,
    sentinelRetryStrategy: () => null,
  })
  client.on('error', () => {})
  guardStreams(client)
  const { connector } = client as unknown as {
    readonly connector: { readonly connectToSentinel: (endpoint: object) => Redis }
  }
  const asking = connector.connectToSentinel(sentinels[0] ?? {})
  const errors: string[] = []
  asking.on('error', ({ message }) => errors.push(message))
  try {
    await asking.ping()
    failTwice(asking, 'of a sentinel')

    expect(errors).toEqual(['certificate of a sentinel'])
  } finally {
    asking.disconnect()
    client.disconnect()
    await sentinel.close()
  }
})

function failTwice({ stream }: Redis, name: string): void {
  stream.emit('error', new Error(`certificate ${name}`))
  expect(() => stream.emit('error', new Error(`alert ${name}`))).not.toThrow()
}
