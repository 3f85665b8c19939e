import type { Redis } from 'ioredis'
import {
  CacheError,
  type Clock,
  escapeGlob,
  type SweepOptions,
  type SweepPredicate,
} from '@larder/cache-core'
import type { RedisConnection } from './redis-connection.ts'
import { readStamp, STAMP_BYTES } from './envelope.ts'

/** Keys that SCAN looks at in one step: so many that about the fewest are found, since each has to be read. */
const MIN_COUNT = 25
const MAX_COUNT = 1_000
/** A pause after each step, so many times as long as the step: the server is there for others. */
const REST_FACTOR = 3

export interface SweepContext {
  readonly connection: RedisConnection
  readonly clock: Clock
}

/**
 * Removes the entries below a literal prefix that `isDead` names, with SCAN and UNLINK, never KEYS; resolves to how many.
 * Only the head of each value is read, and what another release wrote is left to that. SCAN finds what was there from start to end; repeats do no harm.
 * Rejects with ABORTED between steps when the signal aborts.
 */
export async function sweep(
  prefix: string,
  isDead: SweepPredicate,
  { signal }: SweepOptions,
  { connection, clock }: SweepContext,
): Promise<number> {
  const match = `${escapeGlob(prefix)}*`
  let cursor = '0'
  let removed = 0
  let count = MIN_COUNT
  do {
    throwIfAborted(signal, removed)
    const startedAt = clock.monotonic()
    const [at, most] = [cursor, count]
    const [next, keys] = await connection.run((client) => client.scan(at, 'MATCH', match, 'COUNT', most))
    cursor = next
    count = countAfter(most, keys.length)
    if (keys.length > 0) removed += await connection.run((client) => removeDead(client, keys, isDead))
    if (cursor !== '0') await pause(clock, REST_FACTOR * (clock.monotonic() - startedAt))
  } while (cursor !== '0')
  return removed
}

function countAfter(count: number, found: number): number {
  if (found < MIN_COUNT / 2) return Math.min(MAX_COUNT, count * 2)
  return found > MIN_COUNT * 2 ? Math.max(MIN_COUNT, Math.ceil(count / 2)) : count
}

async function removeDead(client: Redis, keys: readonly string[], isDead: SweepPredicate): Promise<number> {
  const heads = await readHeads(client, keys)
  const dead = keys.filter((key, index) => {
    const stamp = readStamp(heads[index])
    return stamp !== 'other version' && isDead(key, stamp)
  })
  return dead.length === 0 ? 0 : client.unlink(...dead)
}

/** The heads of values in one write; `undefined` for what is no string. */
async function readHeads(client: Redis, keys: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
  client.stream.cork()
  const reads = keys.map((key) => client.getrangeBuffer(key, 0, STAMP_BYTES - 1).catch(ignoreWrongType))
  client.stream.uncork()
  return Promise.all(reads)
}

function ignoreWrongType(error: unknown): undefined {
  if (error instanceof Error && error.message.startsWith('WRONGTYPE')) return undefined
  throw error
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(resolve, ms))
}

function throwIfAborted(signal: AbortSignal | undefined, removed: number): void {
  if (signal?.aborted) {
    throw new CacheError(
      'ABORTED',
      `The sweep was aborted after ${removed} keys; the others are still there.`,
      {
        cause: signal.reason,
      },
    )
  }
}
