import { type Peer, TTL_MS } from './peer.ts'

export const larder: Peer = {
  name: 'Larder',
  packageName: '@larder/cache-core',
  async openMemory() {
    const { createCache } = await import('@larder/cache-core')
    const cache = createCache({ ttlMs: TTL_MS })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get(key),
      getOrSet: (key, load) => cache.getOrSet(key, load),
      close: () => cache.close(),
    }
  },
  async openShared(url) {
    const { createCache } = await import('@larder/cache-core')
    const { createRedisBackend } = await import('@larder/redis-adapter')
    const shared = createRedisBackend({ url })
    const cache = createCache({ ttlMs: TTL_MS, l1MaxBytes: 0, shared })
    while (cache.health().status !== 'healthy') await new Promise((resolve) => setTimeout(resolve, 5))
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get(key),
      close: () => cache.close(),
    }
  },
  tiered: {
    description: 'memory, Redis, its invalidation log',
    hasMemory: true,
    hasMessages: true,
    hasTags: true,
    async open(url) {
      const { createCache } = await import('@larder/cache-core')
      const { createRedisBackend } = await import('@larder/redis-adapter')
      const cache = createCache({ ttlMs: TTL_MS, shared: createRedisBackend({ url }) })
      while (cache.health().status !== 'healthy') await new Promise((resolve) => setTimeout(resolve, 5))
      return {
        getOrSet: (key, load) => cache.getOrSet(key, load),
        delete: (key) => cache.delete(key),
        getOrSetTagged: (key, tag, load) => cache.getOrSet(key, load, { tags: [tag] }),
        invalidateTag: (tag) => cache.invalidateTag(tag),
      }
    },
  },
}
