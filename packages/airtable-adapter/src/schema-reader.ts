import type { Cache, Clock, EntryOptions, LoadContext, Source } from '@larder/cache-core'
import type { AirtableRequest } from './airtable-client.ts'
import { AirtableError } from './airtable-error.ts'
import { BaseSchema, type SchemaAnswer } from './base-schema.ts'
import { TableKeys } from './table-keys.ts'

/** How long a schema is used without asking the cache again, in ms. */
const AT_HAND_MS = 5_000

const SCHEMA_RULES: EntryOptions = {
  ttlMs: 600_000,
  staleWhileRevalidateMs: 600_000,
  staleIfErrorMs: 86_400_000,
  // So that a token without the scope does not cost a request per read.
  negativeTtlMs: 60_000,
}

export interface SchemaReaderOptions {
  readonly cache: Cache
  readonly source: Source<AirtableRequest, unknown>
  /** Who may see it; empty: everybody. */
  readonly partition: string
  readonly clock: Clock
}

/** Reads the schemas of bases through the cache, and keeps those in use at hand. */
export class SchemaReader {
  readonly #cache: Cache
  readonly #source: Source<AirtableRequest, unknown>
  readonly #clock: Clock
  /** So that a schema is not read from the cache with every request, in time and in statistics. Real bases only. */
  readonly #atHand = new Map<string, { readonly schema: BaseSchema; readonly until: number }>()

  readonly #partition: string

  constructor({ cache, source, partition, clock }: SchemaReaderOptions) {
    this.#partition = partition
    this.#cache = cache
    this.#source = source
    this.#clock = clock
  }

  /** What needs no waiting for. */
  atHand(base: string): BaseSchema | undefined {
    const known = this.#atHand.get(base)
    return known && this.#clock.monotonic() < known.until ? known.schema : undefined
  }

  /** `undefined` when the token may not read it, or Airtable cannot be asked now: all works without, less precisely. */
  async of(base: string): Promise<BaseSchema | undefined> {
    const known = this.atHand(base)
    if (known) return known
    const answer = await this.#read(base)
    if (!answer) return undefined
    const schema = new BaseSchema(answer)
    this.#atHand.set(base, { schema, until: this.#clock.monotonic() + AT_HAND_MS })
    return schema
  }

  /** The next one to ask has it from the cache again. */
  forget(base: string): void {
    this.#atHand.delete(base)
  }

  async #read(base: string): Promise<SchemaAnswer | undefined> {
    const load = async (context: LoadContext) => {
      try {
        return (await this.#source.load(
          { method: 'GET', base: 'meta', segments: ['bases', base, 'tables'] },
          context,
        )) as SchemaAnswer
      } catch (error) {
        if (error instanceof AirtableError && error.kind === 'request') return undefined
        throw error
      }
    }
    try {
      return await this.#cache.getOrSet<SchemaAnswer | undefined>(
        TableKeys.schema(base, this.#partition),
        load,
        SCHEMA_RULES,
      )
    } catch {
      return undefined
    }
  }
}
