import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type Query = readonly (readonly [name: string, value: Json])[]

/** One request as pyairtable sends it, and what is expected of the answer. */
export interface Shape {
  readonly name: string
  readonly method: string
  /** Below /v0/, decoded; {name} stands for what was saved. */
  readonly path: string
  readonly query?: Query
  readonly body?: Json
  /** Pages: the member of one that names the next, and the parameter that asks for it. */
  readonly follow?: {
    readonly member: string
    readonly parameter: string
    readonly items: string
    readonly while?: string
  }
  /** Default 200. */
  readonly status?: number
  /** Part of the body. */
  readonly expect?: Json
  /** Paths in the body where nothing stands. */
  readonly absent?: readonly string[]
  readonly items?: number
  readonly pages?: number
  /** Times for which the answers have asked to wait, in s. Default: none. */
  readonly waits?: readonly number[]
  /** What later shapes need of the body, by its path. */
  readonly save?: Readonly<Record<string, string>>
}

export interface Spoken {
  readonly status: number
  readonly body: unknown
  readonly pages: readonly (readonly unknown[])[]
  readonly waits: readonly number[]
}

interface Table {
  readonly headers: Readonly<Record<string, string>>
  readonly shapes: readonly Shape[]
}

/** The same table that python/pyairtable_shapes.py reads. */
export const PYAIRTABLE: Table = JSON.parse(
  readFileSync(new URL('../python/pyairtable_shapes.json', import.meta.url), 'utf8'),
) as Table

/** As urllib3 has them for the Retry that pyairtable makes. */
const RETRIES = 5
const RETRY_AFTER_STATUS_CODES = new Set([413, 429, 503])

export interface ConversationOptions {
  readonly url: string
  readonly token: string
  readonly base: string
  /** How many seconds of the endpoint go by in one of ours. */
  readonly timeFactor: number
}

/** Speaks the shapes one after the other, as python/pyairtable_shapes.py does, by fetch. */
export class PyairtableConversation {
  readonly #options: ConversationOptions
  readonly #saved: Map<string, string>

  constructor(options: ConversationOptions) {
    this.#options = options
    this.#saved = new Map([['base', options.base]])
  }

  /** With {name} replaced by what was saved, and with what is to be made. */
  fill(value: Json): Json {
    if (typeof value === 'string')
      return value.replace(/\{([a-z]+)\}/g, (all, name: string) => this.#saved.get(name) ?? all)
    if (typeof value !== 'object' || value === null) return value
    if (isList(value)) return value.map((one) => this.fill(one))
    const { longFormula, longText } = value
    if (typeof longFormula === 'number') return formulaOf(longFormula)
    if (typeof longText === 'number') return `LEN('${'x'.repeat(longText)}')>0`
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.fill(one)]))
  }

  async speak(shape: Shape): Promise<Spoken> {
    const waits: number[] = []
    const spoken = shape.follow
      ? await this.#follow(shape, shape.follow, waits)
      : { ...(await this.#send(shape, shape.query ?? [], waits)), pages: [], waits }
    for (const [name, path] of Object.entries(shape.save ?? {}))
      this.#saved.set(name, String(at(spoken.body, path)))
    return spoken
  }

  async #follow(shape: Shape, rule: NonNullable<Shape['follow']>, waits: number[]): Promise<Spoken> {
    const pages: (readonly unknown[])[] = []
    let query = shape.query ?? []
    for (;;) {
      const { status, body } = await this.#send(shape, query, waits)
      if (status !== 200) return { status, body, pages, waits }
      const page = body as Readonly<Record<string, Json | undefined>>
      const items = page[rule.items] as readonly unknown[]
      pages.push(items)
      const hasMore = rule.while === undefined || (page[rule.while] === true && items.length > 0)
      const next = page[rule.member]
      if (!hasMore || next === undefined || next === null) return { status, body, pages, waits }
      query = [...query.filter(([name]) => name !== rule.parameter), [rule.parameter, String(next)]]
    }
  }

  async #send(
    shape: Shape,
    query: Query,
    waits: number[],
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#sendOnce(shape, query)
      const retryAfter = answer.headers.get('retry-after')
      const isRetried =
        answer.status === 429 || (retryAfter !== null && RETRY_AFTER_STATUS_CODES.has(answer.status))
      const text = await answer.text()
      if (!isRetried || attempt === RETRIES)
        return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
      if (retryAfter !== null) waits.push(Number(retryAfter))
      const backoffMs = attempt > 0 ? 100 * 2 ** attempt : 0
      await sleep(retryAfter === null ? backoffMs : (Number(retryAfter) * 1_000) / this.#options.timeFactor)
    }
  }

  #sendOnce({ method, path, body }: Shape, query: Query): Promise<Response> {
    const { url, token } = this.#options
    const segments = (this.fill(path) as string).split('/').map(encodeURIComponent)
    const encoded = new URLSearchParams(
      query.map(([name, value]): [string, string] => [name, this.fill(value) as string]),
    )
    return fetch(`${url}/v0/${segments.join('/')}${encoded.size > 0 ? `?${encoded.toString()}` : ''}`, {
      method,
      headers: {
        ...PYAIRTABLE.headers,
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(this.fill(body)) }),
    })
  }
}

/** What stands at a path of a JSON value. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((part: unknown, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function formulaOf(count: number): string {
  const ids = Array.from({ length: count }, (_, index) => `recMesa${String(index + 1).padStart(10, '0')}`)
  return `OR(${ids.map((id) => `RECORD_ID()='${id}'`).join(', ')})`
}
