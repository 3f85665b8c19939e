import { type Item, type Peer, TTL_MS } from './peer.ts'

export const cacheManager: Peer = {
  name: 'cache-manager',
  packageName: 'cache-manager',
  async openMemory() {
    const { createCache } = await import('cache-manager')
    const cache = createCache({ ttl: TTL_MS })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      getOrSet: (key, load) => cache.wrap<Item>(key, load),
      close: () => cache.disconnect(),
    }
  },
  async openShared(url) {
    const { createCache } = await import('cache-manager')
    const { default: KeyvRedis } = await import('@keyv/redis')
    const { Keyv } = await import('keyv')
    const cache = createCache({ ttl: TTL_MS, stores: [new Keyv({ store: new KeyvRedis(url) })] })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      close: () => cache.disconnect(),
    }
  },
  tiered: {
    description: 'memory (CacheableMemory) and Redis; it has no messages between processes and no tags',
    hasMemory: true,
    hasMessages: false,
    hasTags: false,
    async open(url) {
      const { createCache } = await import('cache-manager')
      const { CacheableMemory } = await import('cacheable')
      const { default: KeyvRedis } = await import('@keyv/redis')
      const { Keyv } = await import('keyv')
      const stores = [
        new Keyv({ store: new CacheableMemory({ lruSize: 100_000 }) }),
        new Keyv({ store: new KeyvRedis(url) }),
      ]
      for (const store of stores) store.on('error', () => {})
      const cache = createCache({ ttl: TTL_MS, stores })
      return {
        getOrSet: (key, load) => cache.wrap(key, load),
        delete: (key) => cache.del(key),
      }
    },
  },
}
