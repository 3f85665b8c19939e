import { type CacheControl, MAX_MS, millisecondsOf, parseCacheControl } from './cache-control.ts'

/** What a shared cache may do with a response. */
export interface Storing {
  /** How long it is fresh, counted from now, in ms. */
  readonly ttlMs: number
  /** How long after that it may be served while it is loaded anew, and because that fails, in ms. */
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
  /** Names in `Vary`, in lower case, sorted. */
  readonly vary: readonly string[]
}

/** What a response may not be stored for: said in `Cache-Status`. */
export interface NotStoring {
  readonly reason: string
  readonly vary: readonly string[]
}

export interface StoringRules {
  readonly defaultTtlMs: number
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
}

/** As far as the rules look at a response. */
export interface Head {
  readonly status: number
  readonly headers: Headers
}

/** Those that may be kept although nothing says how long (RFC 9110, section 15.1), but for 206. */
const HEURISTIC = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501])

/** The rules of RFC 9111, section 3, for a shared cache; where they leave a choice, the one that stores less. */
export function storingOf(
  response: Head,
  isAuthorized: boolean,
  rules: StoringRules,
  now: number,
): Storing | NotStoring {
  const control = parseCacheControl(response.headers.get('cache-control'))
  const vary = varyOf(response.headers)
  const reason = refusal(response, control, vary) ?? (isAuthorized ? refusalOfAuthorized(control) : undefined)
  if (reason !== undefined) return { reason, vary: vary.includes('*') ? [] : vary }
  const lifeMs = lifetimeOf(response, control, rules, now)
  if (lifeMs === undefined) return { reason: 'no-lifetime', vary }
  const ttlMs = Math.max(0, lifeMs - ageOf(response.headers, now))
  const stale = staleTimesOf(control, rules)
  if (ttlMs + stale.staleWhileRevalidateMs + stale.staleIfErrorMs === 0)
    return { reason: 'no-lifetime', vary }
  return { ttlMs, ...stale, vary }
}

/** When it came here, in ms: of a response that a handler took from elsewhere. By `Age` or `Date`, whichever is more (section 4.2.3). */
export function ageOf(headers: Headers, now: number): number {
  const age = headers.get('age')
  const saidMs = age !== null && /^\d+$/.test(age) ? Number(age) * 1_000 : 0
  const date = Date.parse(headers.get('date') ?? '')
  // `Date` knows only whole seconds.
  return Number.isNaN(date) ? saidMs : Math.max(saidMs, Math.floor((now - date) / 1_000) * 1_000)
}

function refusal(
  { status, headers }: Head,
  control: CacheControl,
  vary: readonly string[],
): string | undefined {
  if (status < 200 || status === 206 || status === 304) return 'status'
  for (const name of ['no-store', 'private', 'no-cache']) if (control.has(name)) return name
  if (headers.has('set-cookie')) return 'set-cookie'
  if (vary.includes('*')) return 'vary'
  if (isStreamed(headers)) return 'streamed'
  return undefined
}

/** Those who make a body while it is read say so: to read it to its end would hold it up, perhaps for ever. */
function isStreamed(headers: Headers): boolean {
  return (
    headers.has('transfer-encoding') ||
    headers.has('x-hono-already-sent') ||
    (headers.get('content-type') ?? '').startsWith('text/event-stream')
  )
}

/** An answer to one who had to show who he is, is his own unless it says that it is for all (section 3.5). */
function refusalOfAuthorized(control: CacheControl): string | undefined {
  const isForAll = ['public', 's-maxage', 'must-revalidate'].some((name) => control.has(name))
  return isForAll ? undefined : 'authorization'
}

/** Section 4.2.1; `undefined` when nothing says how long and nothing may be assumed. */
function lifetimeOf(
  { status, headers }: Head,
  control: CacheControl,
  rules: StoringRules,
  now: number,
): number | undefined {
  const explicit = millisecondsOf(control, 's-maxage') ?? millisecondsOf(control, 'max-age')
  if (explicit !== undefined) return explicit
  const expires = headers.get('expires')
  if (expires !== null) {
    const date = Date.parse(headers.get('date') ?? '')
    const lifeMs = Date.parse(expires) - (Number.isNaN(date) ? now : date)
    // "0" and whatever else is no date mean that it is over.
    return Number.isNaN(lifeMs) ? 0 : Math.min(Math.max(0, lifeMs), MAX_MS)
  }
  return rules.defaultTtlMs > 0 && HEURISTIC.has(status) ? rules.defaultTtlMs : undefined
}

/**
 * What the response says outweighs the options, which outweigh nothing where it forbids stale answers: by
 * must-revalidate and proxy-revalidate, and by s-maxage unless it names a time itself (section 4.2.4, RFC 5861).
 */
function staleTimesOf(
  control: CacheControl,
  rules: StoringRules,
): Pick<Storing, 'staleWhileRevalidateMs' | 'staleIfErrorMs'> {
  if (control.has('must-revalidate') || control.has('proxy-revalidate'))
    return { staleWhileRevalidateMs: 0, staleIfErrorMs: 0 }
  const otherwise = (ms: number) => (control.has('s-maxage') ? 0 : ms)
  return {
    staleWhileRevalidateMs:
      millisecondsOf(control, 'stale-while-revalidate') ?? otherwise(rules.staleWhileRevalidateMs),
    staleIfErrorMs: millisecondsOf(control, 'stale-if-error') ?? otherwise(rules.staleIfErrorMs),
  }
}

/** An encoded body is for those who accept its encoding, also where the response forgets to say so. */
function varyOf(headers: Headers): readonly string[] {
  const names = (headers.get('vary') ?? '').split(',').map((name) => name.trim().toLowerCase())
  if (headers.has('content-encoding')) names.push('accept-encoding')
  return [...new Set(names.filter((name) => name !== ''))].sort()
}
