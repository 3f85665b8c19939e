import { type Peer, TTL_MS } from './peer.ts'

/** It has one cache and no tiers: here Redis, which is what its processes share. */
export const cachified: Peer = {
  name: 'cachified',
  packageName: '@epic-web/cachified',
  tiered: {
    description: 'Redis by cachified-redis-adapter; it has no memory in front of Redis and no tags',
    hasMemory: false,
    hasMessages: false,
    hasTags: false,
    async open(url) {
      const { cachified: read } = await import('@epic-web/cachified')
      const { createClient } = await import('redis')
      const { redisCacheAdapter } = await import('cachified-redis-adapter')
      const client = createClient({ url })
      client.on('error', () => {})
      await client.connect()
      const cache = redisCacheAdapter({
        get: (key) => client.get(key),
        set: (key, value, options) =>
          client.set(key, value, options && { expiration: { type: 'EXAT', value: options.EXAT } }),
        del: (key) => client.del(key),
      })
      return {
        getOrSet: (key, load) => read({ key, cache, ttl: TTL_MS, getFreshValue: load }),
        delete: async (key) => cache.delete(key),
      }
    },
  },
}
