import type { Redis } from 'ioredis'
import {
  CacheError,
  type Clock,
  escapeGlob,
  type SweepOptions,
  type SweepPredicate,
} from '@larder/cache-core'
import { bySlot } from './by-slot.ts'
import { redirectionOf } from './redirection.ts'
import type { RedisConnection } from './redis-connection.ts'
import type { RedisRouter } from './redis-router.ts'
import { readStamp, STAMP_BYTES } from './envelope.ts'

/** Keys that SCAN looks at in one step: so many that about the fewest are found, since each has to be read. */
const MIN_COUNT = 25
const MAX_COUNT = 1_000
/** A pause after each step, so many times as long as the step: the server is there for others. */
const REST_FACTOR = 3
/** So often everything is looked at again when slots have changed hands meanwhile. */
const MAX_PASSES = 3

export interface SweepContext {
  readonly router: RedisRouter
  readonly clock: Clock
}

/** What goes on while one server is swept. */
interface Pass {
  readonly router: RedisRouter
  readonly match: string
  readonly isDead: SweepPredicate
  readonly signal: AbortSignal | undefined
  readonly clock: Clock
  /** Told how many each step that found keys has removed. */
  readonly onRemoved: (count: number) => void
}

/**
 * Removes the entries below a literal prefix that `isDead` names, on every server, with SCAN and UNLINK, never KEYS; resolves
 * to how many. Only the head of each value is read, and what another release wrote is left to that. SCAN finds what was
 * there from start to end; repeats do no harm. Rejects with ABORTED between steps when the signal aborts.
 */
export async function sweep(
  prefix: string,
  isDead: SweepPredicate,
  { signal, onProgress }: SweepOptions,
  { router, clock }: SweepContext,
): Promise<number> {
  let removed = 0
  const onRemoved = (count: number) => {
    removed += count
    onProgress?.(removed)
  }
  const pass = { router, match: `${escapeGlob(prefix)}*`, isDead, signal, clock, onRemoved }
  for (let count = 1; ; count++) {
    const { version } = router
    // While nobody is known, say why.
    if (router.nodes().length === 0) await Promise.all(router.names().map((name) => router.check(name)))
    const ends = await Promise.allSettled(router.nodes().map(({ bulk }) => sweepServer(bulk, pass)))
    for (const end of ends) {
      // Only now, when none goes on behind.
      if (end.status === 'rejected') throw end.reason
    }
    if (router.version === version || count === MAX_PASSES) return removed
  }
}

async function sweepServer(connection: RedisConnection, pass: Pass): Promise<void> {
  const { match, signal, clock, onRemoved } = pass
  let cursor = '0'
  let removed = 0
  let count = MIN_COUNT
  // It has time: what has just begun to connect is waited for.
  await connection.attempt
  do {
    throwIfAborted(signal, removed)
    const startedAt = clock.monotonic()
    const [at, most] = [cursor, count]
    const [next, keys] = await connection.run((client) => client.scan(at, 'MATCH', match, 'COUNT', most))
    cursor = next
    count = countAfter(most, keys.length)
    if (keys.length > 0) {
      const dead = await connection.run((client) => removeDead(client, keys, pass))
      removed += dead
      onRemoved(dead)
    }
    if (cursor !== '0') await pause(clock, REST_FACTOR * (clock.monotonic() - startedAt))
  } while (cursor !== '0')
}

function countAfter(count: number, found: number): number {
  if (found < MIN_COUNT / 2) return Math.min(MAX_COUNT, count * 2)
  return found > MIN_COUNT * 2 ? Math.max(MIN_COUNT, Math.ceil(count / 2)) : count
}

async function removeDead(client: Redis, keys: readonly string[], { router, isDead }: Pass): Promise<number> {
  const heads = await inOneWrite(client, keys, (key) => client.getrangeBuffer(key, 0, STAMP_BYTES - 1))
  const dead = keys.filter((key, index) => {
    const stamp = readStamp(heads[index])
    return stamp !== 'other version' && isDead(key, stamp)
  })
  const groups = bySlot(router, dead, (key) => key)
  const removed = await inOneWrite(client, groups, (group) => client.unlink(...group))
  return removed.reduce<number>((sum, one) => sum + (one ?? 0), 0)
}

/** A command for each item; `undefined` for what is no string, and for what has just moved to another server. */
async function inOneWrite<Item, T>(
  client: Redis,
  items: readonly Item[],
  command: (item: Item) => Promise<T>,
): Promise<readonly (T | undefined)[]> {
  client.stream.cork()
  const replies = items.map((item) => command(item).catch(ignoreOthers))
  client.stream.uncork()
  return Promise.all(replies)
}

function ignoreOthers(error: unknown): undefined {
  const text = error instanceof Error ? error.message : ''
  if (text.startsWith('WRONGTYPE') || redirectionOf(text, '')) return undefined
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
