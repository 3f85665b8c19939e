import { createCache } from 'cache-manager'
import KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
import { type Contestant, TTL_MS } from './contestant.ts'

export const cacheManager: Contestant = {
  name: 'cache-manager',
  packageName: 'cache-manager',
  async open(url) {
    const redis = new Keyv({ store: new KeyvRedis(url) })
    redis.on('error', () => {
      // Without a listener it would end the process.
    })
    const cache = createCache({ ttl: TTL_MS, stores: [new Keyv(), redis] })
    await cache.get('in service')
    return {
      getOrSet: (key, load) => cache.wrap(key, load),
      delete: (key) => cache.del(key),
    }
  },
}
