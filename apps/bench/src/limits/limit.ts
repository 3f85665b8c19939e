import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'

/** Something of Larder alone that has an upper bound. */
export interface Limit {
  readonly id: string
  readonly title: string
  readonly unit: 'ms' | 'times' | 'bytes'
  readonly atMost: number
  readonly note: string
  /** Measures it once, on an empty Redis. */
  readonly measure: (redisUrl: string) => Promise<number>
}

/** A cache that has reached its Redis. */
export async function openedCache(redisUrl: string, l1MaxBytes: number): Promise<Cache> {
  const shared = createRedisBackend({ url: redisUrl })
  const cache = createCache({ shared, l1MaxBytes, ttlMs: 3_600_000 })
  while (cache.health().status !== 'healthy') await pause(5)
  return cache
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The value below which that share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** How long each call took, in ms, of so many callers that each wait for their answer, until `isOver`. */
export async function latencies(
  callers: number,
  isOver: () => boolean,
  call: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = []
  const caller = async (first: number) => {
    for (let index = first; !isOver(); index += 7) {
      const startedAt = performance.now()
      await call(index)
      samples.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, index) => caller(index * 13)))
  return samples
}
