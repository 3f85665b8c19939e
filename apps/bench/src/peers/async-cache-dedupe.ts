import { type Peer, TTL_MS } from './peer.ts'

/** It keeps values in memory or in Redis, not in both: here in Redis, which is what its processes share. */
export const asyncCacheDedupe: Peer = {
  name: 'async-cache-dedupe',
  packageName: 'async-cache-dedupe',
  tiered: {
    description: 'Redis with invalidation by references; it has no memory in front of Redis',
    hasMemory: false,
    hasMessages: false,
    hasTags: true,
    async open(url) {
      const { createCache } = await import('async-cache-dedupe')
      const { Redis } = await import('ioredis')
      const client = new Redis(url).on('error', () => {})
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
        delete: (key) => cache.clear('read', { key }),
        getOrSetTagged: (key, tag, load) => cache.read({ key, tag, load }),
        invalidateTag: (tag) => cache.invalidateAll(tag),
      }
    },
  },
}

interface Call {
  readonly key: string
  readonly tag?: string
  readonly load: () => Promise<unknown>
}
