import { createCache } from 'async-cache-dedupe'
import { Redis } from 'ioredis'
import { type Contestant, TTL_MS } from './contestant.ts'

interface Call {
  readonly key: string
  readonly tag?: string
  readonly load: () => Promise<unknown>
}

/** It keeps values in memory or in Redis, not in both: here in Redis, which is what processes share. */
export const asyncCacheDedupe: Contestant = {
  name: 'async-cache-dedupe',
  packageName: 'async-cache-dedupe',
  async open(url) {
    const client = new Redis(url)
    client.on('error', () => {
      // Without a listener each one would be printed.
    })
    const ttl = TTL_MS / 1_000
    const cache = createCache({
      ttl,
      storage: { type: 'redis', options: { client, invalidation: { referencesTTL: ttl } } },
    }).define(
      'read',
      {
        serialize: ({ key }: Call) => key,
        references: ({ tag }: Call) => (tag === undefined ? [] : [tag]),
      },
      ({ load }: Call) => load(),
    )
    return {
      getOrSet: (key, load) => cache.read({ key, load }),
      getOrSetTagged: (key, load, tag) => cache.read({ key, load, tag }),
      delete: (key) => cache.clear('read', { key }),
      invalidateTag: (tag) => cache.invalidateAll(tag),
    }
  },
}
