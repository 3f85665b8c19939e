import { type Cache, type CacheOptions, createCache } from '@larder/cache-core'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { type Context, Hono } from 'hono'
import { larderCache } from './larder-cache.ts'
import type { LarderCacheOptions } from './larder-cache-options.ts'

export interface AppFixture {
  readonly app: Hono
  readonly cache: Cache
  readonly clock: FakeClock
  /** How often the handler ran. */
  readonly runs: () => number
  /** Sends a GET, or what `init` says. */
  readonly get: (headers?: Record<string, string>, path?: string) => Promise<Response>
}

/** An app with one cached handler, on a clock that stands still. */
export function appFixture(
  handler: (context: Context, run: number) => Response | Promise<Response>,
  options: Partial<LarderCacheOptions> = {},
  cacheOptions: CacheOptions = {},
): AppFixture {
  const clock = new FakeClock()
  const cache = createCache({ clock, random: new SeededRandom(1), earlyRefreshBeta: 0, ...cacheOptions })
  const app = new Hono()
  let runs = 0
  app.onError((_error, context) => context.text('Internal Server Error', 500))
  app.use(larderCache({ cache, clock, ...options }))
  app.all('*', (context) => handler(context, ++runs))
  return {
    app,
    cache,
    clock,
    runs: () => runs,
    get: async (headers = {}, path = '/menu') => app.request(path, { headers }),
  }
}

/** A handler that answers with the number of its run, under this `Cache-Control`. */
export function counting(
  control: string,
  headers: Record<string, string> = {},
): (context: Context, run: number) => Response {
  return (context, run) => context.text(`run ${run}`, 200, { 'Cache-Control': control, ...headers })
}
