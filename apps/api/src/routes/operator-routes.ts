import { type Cache, CacheError, type HeldEntry } from '@larder/cache-core'
import { type Context, Hono } from 'hono'
import type { LiveFeed } from '../dashboard/live-feed.ts'
import { LiveRoute } from '../dashboard/live-route.ts'
import { problem } from '../problem.ts'
import { CHOOSE_ONE, chosenIn, countChosen } from './selection-of.ts'

export interface OperatorRoutesOptions {
  readonly cache: Cache
  readonly feed: LiveFeed
}

/** `/cache/live`, `/cache/explain`, `/cache/count`, and Redis out of service and back: for people who look after a Larder. */
export function operatorRoutes({ cache, feed }: OperatorRoutesOptions): Hono {
  const live = new LiveRoute(feed)
  return new Hono()
    .get('/live', (c) =>
      live.isFull
        ? problem(c, 503, 'Fifty people are watching already: close one of their pages.')
        : live.answer(c),
    )
    .get('/explain', async (c) => {
      const key = c.req.query('key')
      if (key === undefined) return problem(c, 400, 'Give the key to explain: ?key=…')
      return answered(c, async () => {
        const { l1, l2, ...said } = await cache.explain(key)
        return { ...said, memory: heldBody(l1), redis: heldBody(l2) }
      })
    })
    .get('/count', async (c) => {
      const chosen = chosenIn(c.req.query())
      if (!chosen) return problem(c, 400, CHOOSE_ONE)
      return answered(c, () => countChosen(cache, chosen, c.req.raw.signal))
    })
    .post('/isolate', (c) => {
      cache.isolate()
      return c.json({ isolated: true })
    })
    .post('/rejoin', (c) => {
      cache.rejoin()
      return c.json({ isolated: false })
    })
}

/** What the cache refuses is the caller's mistake. */
export async function answered(c: Context, body: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await body())
  } catch (error) {
    if (error instanceof CacheError && error.code === 'INVALID_ARGUMENT')
      return problem(c, 400, error.message)
    throw error
  }
}

/** Without the value, whose size is all that is told of it. */
function heldBody(held: HeldEntry | undefined): object | null {
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
