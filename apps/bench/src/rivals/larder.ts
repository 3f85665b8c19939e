import { createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { type Contestant, TTL_MS } from './contestant.ts'

export const larder: Contestant = {
  name: 'Larder',
  packageName: '@larder/cache-core',
  async open(url) {
    const cache = createCache({ ttlMs: TTL_MS, shared: createRedisBackend({ url }) })
    while (cache.health().status !== 'healthy') await new Promise((resolve) => setTimeout(resolve, 5))
    return {
      getOrSet: (key, load) => cache.getOrSet(key, load),
      getOrSetTagged: (key, load, tag) => cache.getOrSet(key, load, { tags: [tag] }),
      delete: (key) => cache.delete(key),
      invalidateTag: (tag) => cache.invalidateTag(tag),
    }
  },
}
