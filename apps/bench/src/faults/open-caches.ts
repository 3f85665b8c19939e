import type { CacheOptions } from '@larder/cache-core'
import type { RedisBackendOptions } from '@larder/redis-adapter'
import type { DrillCache } from './drill-cache.ts'
import type { Instruments } from './instruments.ts'
import { openLarder } from './larder-cache.ts'
import { openRival } from './rival-cache.ts'
import type { Rival } from '../scoreboard/run-scoreboard.ts'

export interface OpenOptions {
  /** Where the two caches find Redis: together, or each its own way. */
  readonly url: string | readonly [string, string]
  /** Whether to wait until both are in full service. Default true. */
  readonly waits?: boolean
  /** Of both, or of each by its index. */
  readonly backend?: OfEach<Partial<Omit<RedisBackendOptions, 'url'>>>
  readonly cache?: OfEach<Partial<CacheOptions>>
}

type OfEach<Options> = Options | ((index: number) => Options)

/** Two caches, A and B, that stand for two processes: Larder, or the rival instead. */
export function openCaches(
  { url, backend = {}, cache = {} }: OpenOptions,
  instruments: Instruments,
  rival: Rival | undefined,
): readonly DrillCache[] {
  return ['A', 'B'].map((name, index) => {
    const own = typeof url === 'string' ? url : (url[index] ?? '')
    if (rival) return openRival(name, rival.tiered, own)
    return openLarder({
      name,
      observer: instruments.observerOf(name),
      backend: { url: own, ...ofEach(backend, index) },
      cache: ofEach(cache, index),
    })
  })
}

function ofEach<Options extends object>(options: OfEach<Options>, index: number): Options {
  return typeof options === 'function' ? options(index) : options
}
