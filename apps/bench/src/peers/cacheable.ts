import { Cacheable } from 'cacheable'
import KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
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
}
