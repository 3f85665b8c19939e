import type { Item, Peer } from './peer.ts'

/** The memory tier's floor: the map itself behind an async function. */
export const rawLruCache: Peer = {
  name: 'raw lru-cache',
  packageName: 'lru-cache',
  async openMemory() {
    const { LRUCache } = await import('lru-cache')
    const entries = new LRUCache<string, Item>({ max: 100_000 })
    return {
      set: (key, value) => entries.set(key, value),
      get: async (key) => entries.get(key),
      getOrSet: async (key, load) => {
        const found = entries.get(key)
        if (found !== undefined) return found
        const value = await load()
        entries.set(key, value)
        return value
      },
      close: async () => entries.clear(),
    }
  },
}
