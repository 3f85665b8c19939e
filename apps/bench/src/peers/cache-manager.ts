import { createCache } from 'cache-manager'
import KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
import { type Item, type Peer, TTL_MS } from './peer.ts'

export const cacheManager: Peer = {
  name: 'cache-manager',
  packageName: 'cache-manager',
  async openMemory() {
    const cache = createCache({ ttl: TTL_MS })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      getOrSet: (key, load) => cache.wrap<Item>(key, load),
      close: () => cache.disconnect(),
    }
  },
  async openShared(url) {
    const cache = createCache({ ttl: TTL_MS, stores: [new Keyv({ store: new KeyvRedis(url) })] })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      close: () => cache.disconnect(),
    }
  },
}
