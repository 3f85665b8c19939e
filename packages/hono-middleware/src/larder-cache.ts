import type { Context, MiddlewareHandler } from 'hono'
import { Answer } from './answer.ts'
import { parseCacheControl } from './cache-control.ts'
import { Exchange } from './exchange.ts'
import { HandlerRun } from './handler-run.ts'
import {
  type LarderCacheConfiguration,
  type LarderCacheOptions,
  resolveLarderCacheOptions,
} from './larder-cache-options.ts'
import { isReplay } from './replay.ts'
import { partsOf, prefixOf, prefixOfKey } from './response-key.ts'

/** They change nothing at their URL (RFC 9110, section 9.2.1); only the first two are cached. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'])

/** Requests that one of these middlewares answers already: one further in would wait for itself. */
const answering = new WeakSet<Context>()

/**
 * Caches what stands behind it, by the rules of RFC 9111 for a shared cache: what its responses say in `Cache-Control`,
 * `Expires` and `Vary` decides. Adds `ETag`, `Age`, `Cache-Status` and answers with 304; requests for a response that nobody
 * has share one call of the handler, in all processes. Trouble with the cache is a miss. Throws INVALID_ARGUMENT that
 * lists every bad option.
 *
 * @example
 * app.get('/menu', larderCache({ cache, tags: ['menu'] }), (c) => c.json(menu, 200, { 'Cache-Control': 'max-age=60' }))
 * await cache.invalidateTag('menu')
 */
export function larderCache(options: LarderCacheOptions): MiddlewareHandler {
  const configuration = resolveLarderCacheOptions(options)
  return async (context, next) => {
    if (answering.has(context) || isReplay(context)) return next()
    answering.add(context)
    const prefix = keyPrefixOf(context, configuration)
    const { method } = context.req
    const fwd = forwardedFor(context)
    if (fwd === undefined) return new Exchange(context, next, configuration, prefix).answer()
    const run = new HandlerRun(context, next)
    await run.pass()
    new Answer(context, run, configuration).note({ fwd })
    if (!SAFE.has(method) && configuration.invalidateOnWrite) await invalidate(context, configuration, prefix)
  }
}

/** Why a request is none of the cache's business. */
function forwardedFor(context: Context): 'method' | 'bypass' | 'request' | undefined {
  const { method } = context.req
  const { headers } = context.req.raw
  if (method !== 'GET' && method !== 'HEAD') return 'method'
  if (headers.has('range') || headers.has('upgrade')) return 'bypass'
  return parseCacheControl(headers.get('cache-control')).has('no-store') ? 'request' : undefined
}

function keyPrefixOf(context: Context, { key }: LarderCacheConfiguration): string {
  if (key) return prefixOfKey(key(context))
  const { host, target } = partsOf(context.req.url)
  return prefixOf(host, target)
}

/** A write that succeeded has changed what a GET of the URL would give. */
async function invalidate(
  context: Context,
  { cache }: LarderCacheConfiguration,
  prefix: string,
): Promise<void> {
  const { status } = context.res
  if (status < 200 || status >= 400) return
  try {
    await cache.deleteByPrefix(prefix)
  } catch {
    // Only a closed cache refuses, and that serves nothing any more.
  }
}
