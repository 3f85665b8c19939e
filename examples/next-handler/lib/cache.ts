import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'

// Next evaluates modules again when they change in development, and once for each bundle: one cache for the process.
const held = globalThis as { larder?: Cache }

export function larder(): Cache {
  held.larder ??= createCache({
    namespace: 'menu-next',
    shared: createRedisBackend({ url: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379' }),
  })
  return held.larder
}
