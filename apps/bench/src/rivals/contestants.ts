import { asyncCacheDedupe } from './async-cache-dedupe.ts'
import { bentocache } from './bentocache.ts'
import { cacheManager } from './cache-manager.ts'
import { cacheable } from './cacheable.ts'
import { cachified } from './cachified.ts'
import type { Contestant } from './contestant.ts'
import { larder } from './larder.ts'
import { layeredLoader } from './layered-loader.ts'

export const CONTESTANTS: readonly Contestant[] = [
  larder,
  bentocache,
  cacheable,
  cacheManager,
  layeredLoader,
  asyncCacheDedupe,
  cachified,
]
