import { cachified as read } from '@epic-web/cachified'
import { createClient } from 'redis'
import { redisCacheAdapter } from 'cachified-redis-adapter'
import { type Contestant, TTL_MS } from './contestant.ts'

/** It has one cache and no tiers: here Redis, which is what processes share. */
export const cachified: Contestant = {
  name: 'cachified',
  packageName: '@epic-web/cachified',
  async open(url) {
    const client = createClient({ url })
    client.on('error', () => {
      // Without a listener it would end the process.
    })
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
}
