import type { Redis } from 'ioredis'
import { CacheError, type Clock } from '@larder/cache-core'
import type { RedisConnection } from './redis-connection.ts'

/** Keys that SCAN looks at in one step: more while steps are quick, since the server does nothing else meanwhile. */
const MIN_COUNT = 500
const MAX_COUNT = 2_000
const QUICK_STEP_MS = 2
/** Keys of one UNLINK. */
const BATCH = 500

export interface PatternDeleteOptions {
  readonly connection: RedisConnection
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
}

/**
 * Deletes every key that matches a Redis glob, with SCAN and UNLINK, never KEYS; resolves to how many there were.
 * SCAN finds what was there from start to end, repeats included: a repeated key counts once, as UNLINK counts it.
 * Rejects with ABORTED between steps when the signal aborts.
 */
export async function patternDelete(
  match: string,
  { connection, clock, signal }: PatternDeleteOptions,
): Promise<number> {
  let cursor = '0'
  let count = MIN_COUNT
  let deleted = 0
  do {
    throwIfAborted(signal, deleted)
    const startedAt = clock.monotonic()
    const at = cursor
    const [next, keys] = await connection.run((client) =>
      client.scanBuffer(at, 'MATCH', match, 'COUNT', count),
    )
    count = nextCount(count, clock.monotonic() - startedAt)
    cursor = next.toString('latin1')
    deleted += await connection.run((client) => unlink(client, keys))
  } while (cursor !== '0')
  return deleted
}

async function unlink(client: Redis, keys: readonly Buffer[]): Promise<number> {
  let deleted = 0
  for (let start = 0; start < keys.length; start += BATCH)
    deleted += await client.unlink(keys.slice(start, start + BATCH))
  return deleted
}

function nextCount(count: number, stepMs: number): number {
  return stepMs <= QUICK_STEP_MS ? Math.min(MAX_COUNT, count * 2) : Math.max(MIN_COUNT, Math.floor(count / 2))
}

function throwIfAborted(signal: AbortSignal | undefined, deleted: number): void {
  if (signal?.aborted) {
    throw new CacheError(
      'ABORTED',
      `The deletion was aborted after ${deleted} keys; the others are still there.`,
      { cause: signal.reason },
    )
  }
}
