import { type Item, type Peer, TTL_MS } from './peer.ts'

export const bentocache: Peer = {
  name: 'bentocache',
  packageName: 'bentocache',
  async openMemory() {
    const { BentoCache, bentostore } = await import('bentocache')
    const { memoryDriver } = await import('bentocache/drivers/memory')
    const bento = new BentoCache({
      default: 'memory',
      ttl: TTL_MS,
      stores: { memory: bentostore().useL1Layer(memoryDriver({ maxItems: 100_000, serialize: false })) },
    })
    return {
      set: (key, value) => bento.set({ key, value }),
      get: (key) => bento.get<Item>({ key }),
      getOrSet: (key, load) => bento.getOrSet<Item>({ key, factory: load }),
      close: () => bento.disconnectAll(),
    }
  },
  async openShared(url) {
    const { BentoCache, bentostore } = await import('bentocache')
    const { redisDriver } = await import('bentocache/drivers/redis')
    const { hostname: host, port } = new URL(url)
    const bento = new BentoCache({
      default: 'redis',
      ttl: TTL_MS,
      stores: { redis: bentostore().useL2Layer(redisDriver({ connection: { host, port: Number(port) } })) },
    })
    return {
      set: (key, value) => bento.set({ key, value }),
      get: (key) => bento.get<Item>({ key }),
      close: () => bento.disconnectAll(),
    }
  },
  tiered: {
    description: 'memory, Redis, its Redis bus; on ioredis 6, a major above the range it names',
    hasMemory: true,
    hasMessages: true,
    hasTags: true,
    async open(url) {
      const { BentoCache, bentostore } = await import('bentocache')
      const { memoryDriver } = await import('bentocache/drivers/memory')
      const { redisBusDriver, redisDriver } = await import('bentocache/drivers/redis')
      const { hostname: host, port } = new URL(url)
      const connection = { host, port: Number(port) }
      const bento = new BentoCache({
        default: 'tiered',
        ttl: TTL_MS,
        stores: {
          tiered: bentostore()
            .useL1Layer(memoryDriver({ maxItems: 100_000 }))
            .useL2Layer(redisDriver({ connection }))
            .useBus(redisBusDriver({ connection })),
        },
      })
      // The store, and with it the bus, comes to life with its first use.
      await bento.get({ key: 'first-use' })
      return {
        getOrSet: (key, load) => bento.getOrSet({ key, factory: load }),
        delete: (key) => bento.delete({ key }),
        getOrSetTagged: (key, tag, load) => bento.getOrSet({ key, factory: load, tags: [tag] }),
        invalidateTag: (tag) => bento.deleteByTag({ tags: [tag] }),
      }
    },
  },
}
