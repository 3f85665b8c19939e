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
      const { stream } = client
      stream.emit('error', new Error(`certificate ${life}`))
      expect(() => stream.emit('error', new Error(`alert ${life}`))).not.toThrow()
      const back = once(client, 'ready')
      stream.destroy()
      await back
    }
    expect(errors).toEqual(['certificate 1', 'certificate 2'])
  } finally {
    client.disconnect()
    await server.close()
  }
})
