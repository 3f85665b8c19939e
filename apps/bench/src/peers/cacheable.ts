import type { EventEmitter } from 'node:events'
import type { Cacheable } from 'cacheable'
import { type Item, type Peer, TTL_MS } from './peer.ts'

export const cacheable: Peer = {
  name: 'cacheable',
  packageName: 'cacheable',
  async openMemory() {
    const { Cacheable } = await import('cacheable')
    const cache = new Cacheable({ ttl: TTL_MS })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      getOrSet: (key, load) => cache.getOrSet<Item>(key, load),
      close: () => cache.disconnect(),
    }
  },
  async openShared(url) {
    const { Cacheable, Keyv, KeyvRedis } = await loadShared()
    const cache = new Cacheable({ ttl: TTL_MS, primary: new Keyv({ store: new KeyvRedis(url) }) })
    return {
      set: (key, value) => cache.set(key, value),
      get: (key) => cache.get<Item>(key),
      close: () => cache.disconnect(),
    }
  },
  tiered: {
    description:
      'memory, Redis, CacheableSync on @qified/redis (with listeners on the two private clients of the latter, whose errors else end the process), errors of the loader thrown; tags turned on only where they are asked for, and by get and set, since getOrSet takes none',
    hasMemory: true,
    hasMessages: true,
    hasTags: true,
    async open(url) {
      const libraries = await loadTiered()
      const cache = openTiered(libraries, url, false)
      let withTags: Cacheable | undefined
      const tagged = () => (withTags ??= openTiered(libraries, url, true))
      return {
        getOrSet: (key, load) => cache.getOrSet(key, load, { throwErrors: 'function' }),
        delete: (key) => cache.delete(key),
        async getOrSetTagged(key, tag, load) {
          const found = await tagged().get(key)
          if (found !== undefined) return found
          const value = await load()
          await tagged().set(key, value, { tags: [tag] })
          return value
        },
        invalidateTag: (tag) => tagged().tags.invalidateTag(tag),
      }
    },
  },
}

async function loadShared() {
  const { Cacheable } = await import('cacheable')
  const { Keyv } = await import('keyv')
  const { default: KeyvRedis } = await import('@keyv/redis')
  return { Cacheable, Keyv, KeyvRedis }
}

async function loadTiered() {
  const { RedisMessageProvider } = await import('@qified/redis')
  return { ...(await loadShared()), RedisMessageProvider }
}

/** With tags it asks Redis for their versions at every read, also of what is in memory. */
function openTiered(
  { Cacheable, Keyv, KeyvRedis, RedisMessageProvider }: Awaited<ReturnType<typeof loadTiered>>,
  url: string,
  tags: boolean,
): Cacheable {
  const messages = new RedisMessageProvider({ uri: url })
  for (const name of ['pub', 'sub']) (Reflect.get(messages, name) as EventEmitter).on('error', () => {})
  const cache = new Cacheable({
    ttl: TTL_MS,
    secondary: new Keyv({ store: new KeyvRedis(url) }),
    sync: { qified: messages },
    tags,
  })
  return cache.on('error', () => {}) as Cacheable
}
