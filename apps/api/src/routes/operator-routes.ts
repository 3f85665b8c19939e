import {
  cacheLiveRoute,
  countKeysRoute,
  deleteKeysRoute,
  type ExplanationBody,
  explainKeyRoute,
  type HotKeysBody,
  hotKeysRoute,
  isolateRoute,
  rejoinRoute,
} from '@larder/api-contract'
import { type Cache, CacheError, type HeldEntry, type HotKey, type Invalidation } from '@larder/cache-core'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { LiveFeed } from '../dashboard/live-feed.ts'
import { LiveRoute } from '../dashboard/live-route.ts'
import { invalidInput, shown } from '../problem/invalid-input.ts'
import { ProblemError } from '../problem/problem-error.ts'
import { preferredType } from '../openapi/preferred-type.ts'
import { chosenIn, countChosen, deleteChosen } from './selection-of.ts'
import { isAborted, streamedDeletion } from './streamed-deletion.ts'

export interface OperatorRoutesOptions {
  readonly cache: Cache
  readonly feed: LiveFeed
}

/** `/cache/live`, `/cache/explain`, `/cache/count`, `/cache/keys`, `/cache/hot-keys`, and Redis out of service and back: for people who look after a Larder. */
export function operatorRoutes({ cache, feed }: OperatorRoutesOptions): OpenAPIHono {
  const live = new LiveRoute(feed)
  return new OpenAPIHono()
    .openapi(cacheLiveRoute, (c) => {
      if (live.isFull)
        throw new ProblemError(
          'too-many-watchers',
          'Fifty people are watching already: close one of their pages.',
        )
      return live.answer(c)
    })
    .openapi(explainKeyRoute, async (c) => {
      const { key } = c.req.valid('query')
      const { l1, l2, ...said } = await refusing('key', key, () => cache.explain(key))
      return c.json({ ...said, memory: heldBody(l1), redis: heldBody(l2) }, 200)
    })
    .openapi(countKeysRoute, async (c) => {
      const { by, what } = chosenIn(c.req.valid('query'))
      const count = await refusing(by, what, () => countChosen(cache, { by, what }, c.req.raw.signal))
      return c.json(count, 200)
    })
    .openapi(deleteKeysRoute, async (c) => {
      const chosen = chosenIn(c.req.valid('query'))
      const { by, what } = chosen
      const deletion = await refusing(by, what, () => deleteChosen(cache, chosen))
      if (preferredType(c.req.header('accept'), DELETIONS) === EVENTS)
        // The types of the route know its JSON alone.
        return streamedDeletion(c, chosen, deletion) as never
      const deleted = await freed(deletion, c.req.raw.signal)
      return c.json({ deleted, [by]: what, pending: !deletion.acknowledged }, 200)
    })
    .openapi(hotKeysRoute, (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ hot_keys: cache.hotKeys(c.req.valid('query')).map(hotKeyBody) }, 200)
    })
    .openapi(isolateRoute, (c) => {
      assertRedis(cache)
      cache.isolate()
      return c.json({ isolated: true }, 200)
    })
    .openapi(rejoinRoute, (c) => {
      assertRedis(cache)
      cache.rejoin()
      return c.json({ isolated: false }, 200)
    })
}

const EVENTS = 'text/event-stream'
const DELETIONS = ['application/json', EVENTS]

/** Frees what was covered; resolves to how many entries there were. */
async function freed({ reclaim }: Invalidation, signal: AbortSignal): Promise<number> {
  try {
    return await reclaim({ signal })
  } catch (error) {
    // Nobody reads it. The deletion holds, and what is left is freed in the background.
    throw isAborted(error) ? new ProblemError('caller-gone', 'The caller has gone.') : error
  }
}

function assertRedis(cache: Cache): void {
  if (cache.health().status === 'disabled')
    throw new ProblemError(
      'no-redis',
      'There is no Redis to take out of service, or to put back: memory serves alone. Set REDIS_URL to share the cache.',
    )
}

function hotKeyBody({ key, perSecond, atLeastPerSecond, share }: HotKey): HotKeysBody['hot_keys'][number] {
  return {
    key,
    per_second: rounded(perSecond),
    at_least_per_second: rounded(atLeastPerSecond),
    share: rounded(share),
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/** What the cache refuses is the caller's mistake. */
async function refusing<T>(field: string, got: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CacheError && error.code === 'INVALID_ARGUMENT')
      throw invalidInput([{ in: 'query', field, detail: error.message, got: shown(got) }])
    throw error
  }
}

/** Without the value, whose size is all that is told of it. */
function heldBody(held: HeldEntry | undefined): ExplanationBody['memory'] {
  if (!held) return null
  return {
    age_ms: Math.round(held.ageMs),
    ttl_left_ms: Math.round(held.ttlLeftMs),
    usable_ms: Math.round(held.usableMs),
    tags: held.tags,
    stamp: held.stamp,
    invalidated: held.isInvalidated,
    raw_bytes: held.rawBytes,
    stored_bytes: held.storedBytes,
  }
}
