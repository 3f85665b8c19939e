import { Cacheable } from 'cacheable'
import KeyvRedis from '@keyv/redis'
import { RedisMessageProvider } from '@qified/redis'
import { type Contestant, TTL_MS } from './contestant.ts'

export const cacheable: Contestant = {
  name: 'cacheable',
  packageName: 'cacheable',
  async open(url) {
    const provider = new RedisMessageProvider({ uri: url })
    const cache = new Cacheable({
      ttl: TTL_MS,
      secondary: new KeyvRedis(url),
      sync: { qified: provider },
      tags: true,
    })
    cache.on('error', () => {
      // Without a listener it would end the process.
    })
    await cache.get('in service')
    return {
      // Otherwise a failure of the loader is told by an event, and the caller gets undefined.
      getOrSet: (key, load) => cache.getOrSet(key, load, { throwErrors: 'function' }),
      // Its getOrSet takes no tags.
      getOrSetTagged: async (key, load, tag) => {
        const kept = await cache.get(key)
        if (kept !== undefined) return kept
        const value = await load()
        await cache.set(key, value, { tags: [tag] })
        return value
      },
      delete: (key) => cache.delete(key),
      invalidateTag: async (tag) => cache.tags?.invalidateTag(tag),
    }
  },
}
