import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test, vi } from 'vitest'
import { freePort } from './free-port.ts'
import { startRedis } from './start-redis.ts'

vi.mock('./free-port.ts', { spy: true })

test('a port that somebody else takes first is given up for another', async () => {
  const taken = await freePort()
  const free = await freePort()
  const other = createServer().listen(taken, '127.0.0.1')
  await once(other, 'listening')
  vi.mocked(freePort).mockResolvedValueOnce(taken).mockResolvedValueOnce(free)

  const server = await startRedis()

  try {
    expect(server.port).toBe(free)
    expect(await server.command('PING')).toBe('PONG')
  } finally {
    other.close()
    await server.close()
  }
})
