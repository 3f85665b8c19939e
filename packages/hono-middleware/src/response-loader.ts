import type { LoaderContext } from '@larder/cache-core'
import { type HandlerRun, HandlerFailed, isFailure } from './handler-run.ts'
import type { LarderCacheConfiguration } from './larder-cache-options.ts'
import { readBody } from './read-body.ts'
import { variantKey } from './response-key.ts'
import { type Stored, type StoredResponse, storedOf } from './stored-response.ts'
import { type Storing, storingOf } from './storing.ts'
import { tagsOf } from './tags.ts'

/** Under which key a response is looked for, and which headers of the request have gone into it. */
export interface Place {
  readonly key: string
  readonly vary: readonly string[]
}

/** What this request brought in itself, for its own answer. */
export type Made =
  | { readonly stored: StoredResponse }
  | { readonly passed: Response; readonly reason: string }

/** So many times the key may grow by names in `Vary`: with more, keys would grow too long. */
export const MAX_PLACES = 3

/** Names in `Vary` are a property of the route: where to look is remembered for longer than what is there. */
const VARIES_MS = 86_400_000

/** Fills the places of one request, by its handler. */
export class ResponseLoader {
  readonly #run: HandlerRun
  readonly #configuration: LarderCacheConfiguration
  readonly #isAuthorized: boolean
  readonly #ownTags: () => readonly string[]
  /** What the last load brought, also where it may not be stored. */
  made: Made | undefined
  /** Resolves when the last load is over, whoever waits for what it brings, and however it ends. */
  ended: Promise<void> = Promise.resolve()
  #isAbandoned = false

  constructor(run: HandlerRun, configuration: LarderCacheConfiguration, request: LoadedRequest) {
    this.#run = run
    this.#configuration = configuration
    this.#isAuthorized = request.isAuthorized
    this.#ownTags = request.ownTags
  }

  /** Throws HandlerFailed for an error, and for a failure that is not to be stored or that something stale can stand in for. */
  load(context: LoaderContext, places: readonly Place[]): Promise<Stored> {
    const loading = this.#load(context, places).catch((error: unknown) => this.#run.fail(error))
    const end = () => this.#discard()
    this.ended = loading.then(end, end)
    return loading
  }

  /** The request has another answer: what a load brings beside what is stored goes to nobody, and lets go of its source. */
  abandon(): void {
    this.#isAbandoned = true
    this.#discard()
  }

  #discard(): void {
    if (!this.#isAbandoned || !this.made || 'stored' in this.made) return
    const { body } = this.made.passed
    if (body && !body.locked) void body.cancel().catch(() => {})
  }

  async #load(
    { adapt, keepAlso, isBackground = false, stale }: LoaderContext,
    places: readonly Place[],
  ): Promise<Stored> {
    this.made = undefined
    const response = await this.#run.load(isBackground)
    const { clock } = this.#configuration
    const storing = storingOf(response, this.#isAuthorized, this.#configuration, clock.now())
    if (isFailure(response.status) && (stale !== undefined || 'reason' in storing)) {
      this.made = { passed: response, reason: 'failed' }
      throw new HandlerFailed(response.status)
    }
    const missing = missingIn(places, storing.vary)
    const isTooDeep = missing.length > 0 && places.length === MAX_PLACES
    const { stored, tags } = await this.#take(response, isTooDeep ? { ...storing, reason: 'vary' } : storing)
    const life = this.#lifeOf(stored, tags)
    if (missing.length === 0 || isTooDeep) {
      adapt(life)
      return stored
    }
    const { key } = places.at(-1) as Place
    adapt({ ttlMs: VARIES_MS, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 })
    keepAlso(variantKey(key, missing, this.#run.headers), stored, life)
    return { kind: 'varies', vary: missing }
  }

  /** Reads the body, unless the response may not be stored. */
  async #take(
    response: Response,
    storing: ReturnType<typeof storingOf>,
  ): Promise<{ readonly stored: Stored; readonly tags: readonly string[] }> {
    if ('reason' in storing) return this.#pass(response, storing.reason)
    const tags = tagsOf(this.#ownTags(), response.headers.get(this.#configuration.tagHeader))
    if (tags === undefined) return this.#pass(response, 'tags')
    const { maxBodyBytes } = this.#configuration
    if (Number(response.headers.get('content-length') ?? 0) > maxBodyBytes)
      return this.#pass(response, 'too-large')
    const body = await readBody(response.body, maxBodyBytes)
    if ('tooLarge' in body) return this.#pass(new Response(body.tooLarge, response), 'too-large')
    const stored = this.#storedOf(response, body.bytes, storing)
    this.made = { stored }
    return { stored, tags }
  }

  /** What middleware further out has put into the response is that of this request, and is made anew for each. */
  #storedOf({ status, headers }: Response, body: Uint8Array, storing: Storing): StoredResponse {
    const { outer } = this.#run
    const { tagHeader, clock } = this.#configuration
    const own = new Headers([...headers].filter(([name, value]) => outer.get(name) !== value))
    own.delete(tagHeader)
    return storedOf({ status, headers: own, body }, storing, clock.now())
  }

  #pass(passed: Response, reason: string): { readonly stored: Stored; readonly tags: readonly string[] } {
    this.made = { passed, reason }
    return { stored: { kind: 'passes', reason }, tags: [] }
  }

  #lifeOf(stored: Stored, tags: readonly string[]): Life {
    if (stored.kind !== 'response')
      return { ttlMs: this.#configuration.passMs, staleWhileRevalidateMs: 0, staleIfErrorMs: 0, tags }
    const { ttlMs, staleWhileRevalidateMs, staleIfErrorMs } = stored
    return { ttlMs, staleWhileRevalidateMs, staleIfErrorMs, tags }
  }
}

/** Names that the response depends on, and that have not gone into the key yet. */
function missingIn(places: readonly Place[], vary: readonly string[]): readonly string[] {
  const known = new Set(places.flatMap((place) => place.vary))
  return vary.filter((name) => !known.has(name))
}

export interface LoadedRequest {
  readonly isAuthorized: boolean
  readonly ownTags: () => readonly string[]
}

interface Life {
  readonly ttlMs: number
  readonly staleWhileRevalidateMs: number
  readonly staleIfErrorMs: number
  readonly tags: readonly string[]
}
