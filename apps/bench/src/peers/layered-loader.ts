import { type Item, type Peer, TTL_MS } from './peer.ts'

export const layeredLoader: Peer = {
  name: 'layered-loader',
  packageName: 'layered-loader',
  async openMemory() {
    const { Loader } = await import('layered-loader')
    let load: (() => Promise<Item>) | undefined
    const loader = new Loader<Item>({
      inMemoryCache: { ttlInMsecs: TTL_MS, maxItems: 100_000 },
      dataSourceGetOneFn: async () => load?.(),
    })
    return {
      set: (key, value) => loader.forceSetValue(key, value),
      get: async (key) => (await loader.get(key)) ?? undefined,
      getOrSet: async (key, loadIt) => {
        load = loadIt
        return (await loader.get(key)) ?? undefined
      },
      close: async () => {},
    }
  },
  async openShared(url) {
    const { ManualCache, RedisCache } = await import('layered-loader')
    const { Redis } = await import('ioredis')
    const redis = new Redis(url)
    const cache = new ManualCache<Item>({
      inMemoryCache: false,
      asyncCache: new RedisCache<Item>(redis, { json: true, ttlInMsecs: TTL_MS }),
    })
    return {
      set: (key, value) => cache.set(key, value),
      get: async (key) => (await cache.get(key)) ?? undefined,
      close: async () => redis.disconnect(),
    }
  },
  tiered: {
    description: 'memory, Redis, its Redis notifications; for tags its nearest thing, groups',
    hasMemory: true,
    hasMessages: true,
    hasTags: true,
    async open(url) {
      const {
        createGroupNotificationPair,
        createNotificationPair,
        GroupLoader,
        Loader,
        RedisCache,
        RedisGroupCache,
      } = await import('layered-loader')
      const { Redis } = await import('ioredis')
      const connect = () => new Redis(url).on('error', () => {})
      const redis = connect()
      const inMemoryCache = { ttlInMsecs: TTL_MS, maxItems: 100_000 }
      const stored = { json: true, ttlInMsecs: TTL_MS }
      const bus = (channel: string) => ({ channel, publisherRedis: connect(), consumerRedis: connect() })
      const cacheKeyFromLoadParamsResolver = ({ key }: Call) => key
      const single = createNotificationPair<unknown>(bus('keys'))
      const loader = new Loader<unknown, Call>({
        inMemoryCache,
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
        dataSources: [
          { name: 'source', getFromGroup: ({ load }) => load(), getManyFromGroup: async () => [] },
        ],
        notificationPublisher: grouped.publisher,
        notificationConsumer: grouped.consumer,
      })
      await Promise.all([loader.init(), groupLoader.init()])
      return {
        getOrSet: (key, load) => loader.get({ key, load }),
        delete: (key) => loader.invalidateCacheFor(key),
        getOrSetTagged: (key, tag, load) => groupLoader.get({ key, load }, tag),
        invalidateTag: (tag) => groupLoader.invalidateCacheForGroup(tag),
      }
    },
  },
}

interface Call {
  readonly key: string
  readonly load: () => Promise<unknown>
}
