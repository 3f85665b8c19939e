import { asyncCacheDedupe } from './async-cache-dedupe.ts'
import { bentocache } from './bentocache.ts'
import { cacheable } from './cacheable.ts'
import { cacheManager } from './cache-manager.ts'
import { cachified } from './cachified.ts'
import { larder } from './larder.ts'
import { layeredLoader } from './layered-loader.ts'
import type { Peer } from './peer.ts'
import { rawIoredis } from './raw-ioredis.ts'
import { rawLruCache } from './raw-lru-cache.ts'
import { rawNodeRedis } from './raw-node-redis.ts'

/** Larder first: every figure is compared with it. */
export const ALL_PEERS: readonly Peer[] = [
  larder,
  rawLruCache,
  rawIoredis,
  rawNodeRedis,
  bentocache,
  cacheable,
  cacheManager,
  layeredLoader,
  asyncCacheDedupe,
  cachified,
]
