import type { Cache } from '@larder/cache-core'
import { Hono } from 'hono'

export interface ProbeRoutesOptions {
  readonly cache: Cache
  /** Whether it takes no more requests than are under way. */
  readonly isEnding: () => boolean
}

/**
 * For whatever starts, stops and balances processes; open to everybody, and telling nothing else. `/livez`: the process
 * answers. `/readyz`: it may be sent requests, which it may also without Redis.
 */
export function probeRoutes({ cache, isEnding }: ProbeRoutesOptions): Hono {
  return new Hono()
    .get('/livez', (c) => c.json({ status: 'alive' }))
    .get('/readyz', (c) =>
      isEnding()
        ? c.json({ status: 'ending' }, 503)
        : c.json({ status: 'ready', shared_tier: cache.health().status }),
    )
}
