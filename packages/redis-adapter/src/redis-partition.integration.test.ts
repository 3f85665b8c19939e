import { expect, test, vi } from 'vitest'
import { createCache } from '@larder/cache-core'
import { createRedisBackend } from './redis-backend.ts'
import { startPartitionedRedis } from './testing/index.ts'
import { namespacesAreDenied } from './testing/network-namespace.ts'

vi.setConfig({ testTimeout: 30_000 })

const PATIENT = { timeout: 10_000, interval: 5 }
/** Three times the deadline of a call: what a fault may cost a caller before calls fail at once, and some for a busy machine. */
const BOUND_MS = 450
const denied = await namespacesAreDenied()

test.skipIf(denied).for(['both', 'in', 'out'] as const)(
  `a partition (%s) is a hang: nobody waits long, and it is over when it heals${denied ? ` (${denied})` : ''}`,
  async (which, { onTestFinished }) => {
    const server = await startPartitionedRedis()
    const cache = createCache({
      shared: createRedisBackend({ url: server.url, maxConnections: 2 }),
      namespace: 'ns',
      l1MaxBytes: 0,
    })
    onTestFinished(async () => {
      await cache.close()
      await server.close()
    })
    await expect.poll(() => cache.health().status, PATIENT).toBe('healthy')
    await cache.set('k', 'kept')
    expect(await cache.get('k')).toBe('kept')

    await server.cut(which)
    const waits: number[] = []
    const cutAt = performance.now()
    while (performance.now() - cutAt < 2_500) {
      const from = performance.now()
      expect(await cache.getOrSet('k', () => 'loaded')).toMatch(/kept|loaded/)
      waits.push(performance.now() - from)
      await new Promise((resolve) => setImmediate(resolve))
    }

    expect(Math.max(...waits)).toBeLessThan(BOUND_MS)
    expect(cache.health().breakers.read).not.toBe('closed')
    // It fails at once by now.
    expect(Math.max(...waits.slice(-100))).toBeLessThan(50)
    await server.heal()
    await expect.poll(() => cache.health().status, PATIENT).toBe('healthy')
    await cache.set('k', 'new')
    await expect.poll(() => cache.get('k'), PATIENT).toBe('new')
  },
)
