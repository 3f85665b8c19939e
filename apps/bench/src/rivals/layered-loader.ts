import {
  createGroupNotificationPair,
  createNotificationPair,
  GroupLoader,
  Loader,
  RedisCache,
  RedisGroupCache,
} from 'layered-loader'
import { Redis } from 'ioredis'
import { type Contestant, TTL_MS } from './contestant.ts'

interface Call {
  readonly key: string
  readonly load: () => Promise<unknown>
}

/** Groups are its nearest thing to tags. */
export const layeredLoader: Contestant = {
  name: 'layered-loader',
  packageName: 'layered-loader',
  async open(url) {
    const connect = () => {
      const client = new Redis(url)
      client.on('error', () => {
        // Without a listener each one would be printed.
      })
      return client
    }
    const redis = connect()
    const stored = { json: true, ttlInMsecs: TTL_MS }
    const bus = (channel: string) => ({ channel, publisherRedis: connect(), consumerRedis: connect() })
    const cacheKeyFromLoadParamsResolver = ({ key }: Call) => key
    const single = createNotificationPair<unknown>(bus('keys'))
    const loader = new Loader<unknown, Call>({
      inMemoryCache: { ttlInMsecs: TTL_MS, maxItems: 10_000 },
      asyncCache: new RedisCache(redis, { ...stored, prefix: 'keys' }),
      cacheKeyFromLoadParamsResolver,
      dataSourceGetOneFn: ({ load }) => load(),
      notificationPublisher: single.publisher,
      notificationConsumer: single.consumer,
    })
    const grouped = createGroupNotificationPair<unknown>(bus('groups'))
    const groupLoader = new GroupLoader<unknown, Call>({
      inMemoryCache: { ttlInMsecs: TTL_MS },
      asyncCache: new RedisGroupCache(redis, { ...stored, prefix: 'groups' }),
      cacheKeyFromLoadParamsResolver,
      dataSources: [{ name: 'source', getFromGroup: ({ load }) => load(), getManyFromGroup: async () => [] }],
      notificationPublisher: grouped.publisher,
      notificationConsumer: grouped.consumer,
    })
    await Promise.all([loader.init(), groupLoader.init()])
    return {
      getOrSet: (key, load) => loader.get({ key, load }),
      getOrSetTagged: (key, load, tag) => groupLoader.get({ key, load }, tag),
      delete: (key) => loader.invalidateCacheFor(key),
      invalidateTag: (tag) => groupLoader.invalidateCacheForGroup(tag),
    }
  },
}
