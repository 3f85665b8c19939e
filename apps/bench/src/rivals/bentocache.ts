import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { redisBusDriver, redisDriver } from 'bentocache/drivers/redis'
import { type Contestant, TTL_MS } from './contestant.ts'

export const bentocache: Contestant = {
  name: 'bentocache',
  packageName: 'bentocache',
  async open(url) {
    const { hostname: host, port } = new URL(url)
    const connection = { host, port: Number(port) }
    const bento = new BentoCache({
      default: 'tiered',
      ttl: TTL_MS,
      stores: {
        tiered: bentostore()
          .useL1Layer(memoryDriver({ maxItems: 10_000 }))
          .useL2Layer(redisDriver({ connection }))
          .useBus(redisBusDriver({ connection })),
      },
    })
    await bento.get({ key: 'in service' })
    return {
      getOrSet: (key, load) => bento.getOrSet({ key, factory: load }),
      getOrSetTagged: (key, load, tag) => bento.getOrSet({ key, factory: load, tags: [tag] }),
      delete: (key) => bento.delete({ key }),
      invalidateTag: (tag) => bento.deleteByTag({ tags: [tag] }),
    }
  },
}
