import { Loader, ManualCache, RedisCache } from 'layered-loader'
import { Redis } from 'ioredis'
import { type Item, type Peer, TTL_MS } from './peer.ts'

export const layeredLoader: Peer = {
  name: 'layered-loader',
  packageName: 'layered-loader',
  async openMemory() {
    let load: (() => Promise<Item>) | undefined
    const loader = new Loader<Item>({
      inMemoryCache: { ttlInMsecs: TTL_MS, maxItems: 100_000 },
      dataSourceGetOneFn: async () => load?.(),
    })
    return {
      set: (key, value) => loader.forceSetValue(key, value),
      get: async (key) => (await loader.get(key)) ?? undefined,
      getOrSet: async (key, loadIt) => {
        load = loadIt
        return (await loader.get(key)) ?? undefined
      },
      close: async () => {},
    }
  },
  async openShared(url) {
    const redis = new Redis(url)
    const cache = new ManualCache<Item>({
      inMemoryCache: false,
      asyncCache: new RedisCache<Item>(redis, { json: true, ttlInMsecs: TTL_MS }),
    })
    return {
      set: (key, value) => cache.set(key, value),
      get: async (key) => (await cache.get(key)) ?? undefined,
      close: async () => redis.disconnect(),
    }
  },
}
