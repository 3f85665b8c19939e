import type { Context } from 'hono'
import { type CacheStatus, cacheStatus } from './cache-status.ts'
import { isNotModified, isOfNotModified } from './conditional.ts'
import type { HandlerRun } from './handler-run.ts'
import type { LarderCacheConfiguration } from './larder-cache-options.ts'
import { bodyOf, type StoredResponse } from './stored-response.ts'

/** Puts responses into the context of one request. */
export class Answer {
  readonly #context: Context
  readonly #run: HandlerRun
  readonly #configuration: LarderCacheConfiguration

  constructor(context: Context, run: HandlerRun, configuration: LarderCacheConfiguration) {
    this.#context = context
    this.#run = run
    this.#configuration = configuration
  }

  /** A stored response, beside the headers that middleware further out has made for this request. */
  serve(stored: StoredResponse, ageMs: number, status: CacheStatus): void {
    const headers = new Headers(this.#run.outer)
    for (const [name, value] of stored.headers) headers.set(name, value)
    const vary = unionOf(this.#run.outer.get('vary'), new Map(stored.headers).get('vary'))
    if (vary !== undefined) headers.set('vary', vary)
    headers.set('age', String(Math.max(0, Math.floor((stored.ageMs + ageMs) / 1_000))))
    const names = stored.headers.map(([name]) => name)
    if (stored.status === 200 && isNotModified(this.#run.headers, new Map(stored.headers)))
      return this.#put(notModified(headers, names), status)
    this.#put(new Response(bodyOf(stored), { status: stored.status, headers }), status)
  }

  /** A response that is not stored, as it is. */
  passOn(response: Response, status: CacheStatus): void {
    const headers = new Headers(response.headers)
    // Of a replay: middleware further out has not seen it.
    const unseen = [...this.#run.outer].filter(([name]) => !headers.has(name))
    for (const [name, value] of unseen) headers.append(name, value)
    headers.delete(this.#configuration.tagHeader)
    if (response.status === 200 && isNotModified(this.#run.headers, new Map(headers))) {
      void response.body?.cancel().catch(() => {})
      const { outer } = this.#run
      const isOwn = (name: string) => outer.get(name) !== response.headers.get(name)
      return this.#put(notModified(headers, [...response.headers.keys()].filter(isOwn)), status)
    }
    this.#put(new Response(response.body, { status: response.status, headers }), status)
  }

  /** Says in the context's own response what became of the request. */
  note(status: CacheStatus): void {
    this.#context.header(this.#configuration.tagHeader, undefined)
    const said = cacheStatus(this.#configuration.name, { ...status, ...this.#fwdStatus(status) })
    this.#context.header('cache-status', said, { append: true })
  }

  #fwdStatus(status: CacheStatus): { readonly fwdStatus?: number } {
    return status.hit || status.fwd === 'bypass' ? {} : { fwdStatus: this.#context.res.status }
  }

  /** In the place of what is there: hono would otherwise mix the headers of both. */
  #put(response: Response, status: CacheStatus): void {
    response.headers.append('cache-status', cacheStatus(this.#configuration.name, status))
    this.#context.res = undefined
    this.#context.res = response
  }
}

/** Without the headers of a body that is not sent, which are among those of the handler. */
function notModified(headers: Headers, names: readonly string[]): Response {
  for (const name of names) if (!isOfNotModified(name)) headers.delete(name)
  return new Response(null, { status: 304, headers })
}

function unionOf(outer: string | null, stored: string | undefined): string | undefined {
  if (outer === null || stored === undefined) return undefined
  const names = `${outer},${stored}`.split(',').map((name) => name.trim().toLowerCase())
  return [...new Set(names)].join(', ')
}
