import type { Context, Next } from 'hono'
import { replay } from './replay.ts'

/** They ask for less than the whole response: whoever fills the cache must not pass them on. */
const CONDITIONS = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range']

/** Answers with 5xx that say that the handler failed (RFC 5861, section 4). */
const FAILURES = new Set([500, 502, 503, 504])

export function isFailure(status: number): boolean {
  return FAILURES.has(status)
}

/** The handler failed, or found nothing, while a response was to be stored. */
export class HandlerFailed extends Error {
  override readonly name: string = 'HandlerFailed'
  readonly status: number | undefined

  constructor(status?: number) {
    super(status === undefined ? 'The handler threw.' : `The handler answered with ${status}.`)
    this.status = status
  }
}

/**
 * Calls what stands behind the middleware for one request: by `next` where that is answered by it, as if there were no
 * cache; else by a replay.
 */
export class HandlerRun {
  readonly #context: Context
  readonly #next: Next
  readonly #routeIndex: number
  /** As the client sent them. */
  readonly headers: Headers
  /** What headers the response had before, made by middleware further out. */
  readonly outer: Headers
  /** Set as soon as `next` was called; then the context has, or will have, a response. */
  passed: Promise<void> | undefined
  /** What the last load threw: an error of this request, and of nobody who waits with it. */
  thrown: { readonly error: unknown } | undefined

  constructor(context: Context, next: Next) {
    this.#context = context
    this.#next = next
    this.#routeIndex = context.req.routeIndex
    this.headers = context.req.raw.headers
    // Not `context.res`: that makes a response, whose headers hono then puts before those of a handler's own.
    this.outer = context.newResponse(null).headers
  }

  /** A whole response. Throws HandlerFailed where there is none. */
  async load(isBackground: boolean): Promise<Response> {
    this.thrown = undefined
    const isOwn = this.passed === undefined && !isBackground && this.#context.req.method === 'GET'
    if (!isOwn) return this.#replayed()
    await this.pass(this.#unconditional())
    return this.#context.res
  }

  /** Keeps the error for this request. Throws HandlerFailed. */
  fail(error: unknown): never {
    if (error instanceof HandlerFailed) throw error
    this.thrown = { error }
    throw new HandlerFailed()
  }

  /** Goes on to the handlers, once; the response is then the context's. */
  pass(headers?: Headers): Promise<void> {
    this.passed ??= this.#pass(headers)
    return this.passed
  }

  async #pass(headers: Headers | undefined): Promise<void> {
    const { req } = this.#context
    const { raw } = req
    if (headers) req.raw = new Request(raw, { headers })
    try {
      await this.#next()
    } finally {
      req.raw = raw
    }
  }

  async #replayed(): Promise<Response> {
    const replayed = await replay(this.#context, this.#routeIndex, this.#unconditional() ?? this.headers)
    if (replayed === 'not-found') throw new HandlerFailed(404)
    if ('response' in replayed) return replayed.response
    throw replayed.error
  }

  /** `undefined` when the request sets no conditions. */
  #unconditional(): Headers | undefined {
    if (!CONDITIONS.some((name) => this.headers.has(name))) return undefined
    const headers = new Headers(this.headers)
    for (const name of CONDITIONS) headers.delete(name)
    return headers
  }
}
