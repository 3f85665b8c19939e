import type { Cache } from '@larder/cache-core'
import { livezRoute, readyzRoute } from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'

export interface ProbeRoutesOptions {
  readonly cache: Cache
  /** Whether it takes no more requests than are under way. */
  readonly isEnding: () => boolean
}

/**
 * For whatever starts, stops and balances processes; open to everybody, and telling nothing else. `/livez`: the process
 * answers. `/readyz`: it may be sent requests, which it may also without Redis.
 */
export function probeRoutes({ cache, isEnding }: ProbeRoutesOptions): OpenAPIHono {
  return new OpenAPIHono()
    .openapi(livezRoute, (c) => c.json({ status: 'alive' as const }, 200))
    .openapi(readyzRoute, (c) =>
      isEnding()
        ? c.json({ status: 'ending' as const }, 503)
        : c.json({ status: 'ready' as const, shared_tier: cache.health().status }, 200),
    )
}
