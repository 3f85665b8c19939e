import { Cacheable } from 'cacheable'
import KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
import { RedisMessageProvider } from '@qified/redis'
import { type Item, type Peer, TTL_MS } from './peer.ts'

export const cacheable: Peer = {
  name: 'cacheable',
  packageName: 'cacheable',
  async openMemory() {
    const cache = new Cacheable({ ttl: TTL_MS })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      getOrSet: (key, load) => cache.getOrSet<Item>(key, load),
      close: () => cache.disconnect(),
    }
  },
  async openShared(url) {
    const cache = new Cacheable({ ttl: TTL_MS, primary: new Keyv({ store: new KeyvRedis(url) }) })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      close: () => cache.disconnect(),
    }
  },
  tiered: {
    description:
      'memory, Redis, CacheableSync on @qified/redis, errors of the loader thrown; tags by get and set, since its getOrSet takes none',
    hasMemory: true,
    hasMessages: true,
    hasTags: true,
    async open(url) {
      const cache = new Cacheable({
        ttl: TTL_MS,
        secondary: new Keyv({ store: new KeyvRedis(url) }),
        sync: { qified: new RedisMessageProvider({ uri: url }) },
        tags: true,
      })
      cache.on('error', () => {})
      return {
        getOrSet: (key, load) => cache.getOrSet(key, load, { throwErrors: 'function' }),
        delete: (key) => cache.delete(key),
        async getOrSetTagged(key, tag, load) {
          const found = await cache.get(key)
          if (found !== undefined) return found
          const value = await load()
          await cache.set(key, value, { tags: [tag] })
          return value
        },
        invalidateTag: (tag) => cache.tags.invalidateTag(tag),
      }
    },
  },
}
