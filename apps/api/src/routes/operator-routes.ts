import {
  cacheLiveRoute,
  countKeysRoute,
  deleteKeysRoute,
  type ExplanationBody,
  explainKeyRoute,
  isolateRoute,
  rejoinRoute,
} from '@larder/api-contract'
import { type Cache, CacheError, type HeldEntry } from '@larder/cache-core'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { LiveFeed } from '../dashboard/live-feed.ts'
import { LiveRoute } from '../dashboard/live-route.ts'
import { invalidInput, shown } from '../problem/invalid-input.ts'
import { ProblemError } from '../problem/problem-error.ts'
import { chosenIn, countChosen, deleteChosen } from './selection-of.ts'

export interface OperatorRoutesOptions {
  readonly cache: Cache
  readonly feed: LiveFeed
}

/** `/cache/live`, `/cache/explain`, `/cache/count`, `/cache/keys`, and Redis out of service and back: for people who look after a Larder. */
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
      const { by, what } = chosenIn(c.req.valid('query'))
      const gone = await refusing(by, what, () => deleteChosen(cache, { by, what }, c.req.raw.signal))
      return c.json({ deleted: gone.deleted, [by]: what, pending: gone.pending }, 200)
    })
    .openapi(isolateRoute, (c) => {
      cache.isolate()
      return c.json({ isolated: true }, 200)
    })
    .openapi(rejoinRoute, (c) => {
      cache.rejoin()
      return c.json({ isolated: false }, 200)
    })
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
