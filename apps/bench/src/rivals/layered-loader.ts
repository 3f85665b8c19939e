import { createNotificationPair, Loader, RedisCache } from 'layered-loader'
import { Redis } from 'ioredis'
import { type Contestant, TTL_MS } from './contestant.ts'

export const layeredLoader: Contestant = {
  name: 'layered-loader',
  packageName: 'layered-loader',
  async open(url) {
    const [redis, consumerRedis, publisherRedis] = [new Redis(url), new Redis(url), new Redis(url)]
    for (const client of [redis, consumerRedis, publisherRedis]) {
      client.on('error', () => {
        // Without a listener each one would be printed.
      })
    }
    const { publisher: notificationPublisher, consumer: notificationConsumer } =
      createNotificationPair<unknown>({
        channel: 'invalidations',
        consumerRedis,
        publisherRedis,
      })
    const loads = new Map<string, () => Promise<unknown>>()
    const loader = new Loader<unknown>({
      inMemoryCache: { ttlInMsecs: TTL_MS, maxItems: 10_000 },
      asyncCache: new RedisCache<unknown>(redis, { json: true, ttlInMsecs: TTL_MS }),
      dataSourceGetOneFn: async (key) => loads.get(key)?.(),
      notificationConsumer,
      notificationPublisher,
    })
    await loader.init()
    return {
      getOrSet: async (key, load) => {
        loads.set(key, load)
        return loader.get(key)
      },
      delete: (key) => loader.invalidateCacheFor(key),
      close: async () => {
        for (const client of [redis, consumerRedis, publisherRedis]) client.disconnect()
      },
    }
  },
}
