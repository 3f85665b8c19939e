import { hc } from 'hono/client'
import type { LarderApi } from './larder-api.ts'

export type { LarderApi } from './larder-api.ts'

export interface LarderClientOptions {
  /** A key of Larder; needless where it has none. */
  readonly key?: string | undefined
  /** Default: that of the platform. */
  readonly fetch?: typeof fetch | undefined
}

/** Calls of one Larder, by their paths. */
export type LarderClient = ReturnType<typeof hc<LarderApi>>

/**
 * A client whose paths, parameters and answers have the types of the server. Calls resolve to a Response whatever its
 * status, and reject only when there is none.
 *
 * @example
 * const larder = larderClient('http://127.0.0.1:3000', { key: process.env.LARDER_KEY })
 * const response = await larder.cache.stats.$get()
 * if (response.status === 200) console.log((await response.json()).cache.loads.saved)
 */
export function larderClient(url: string, { key, fetch }: LarderClientOptions = {}): LarderClient {
  return hc<LarderApi>(url, {
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch === undefined ? {} : { fetch }),
  })
}
