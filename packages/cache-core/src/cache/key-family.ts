import type { Cache, Invalidation, Lookup } from './cache.ts'
import type { Adaptation, GetOrSetOptions, LoaderContext, NotModified, SetOptions } from './options.ts'
import type { LoadContext } from '../ports/source.ts'
import type { StandardSchema } from '../standard-schema.ts'
import { assertName, assertOptions } from './assert-arguments.ts'
import { assertEntryOptions } from './entry-rules.ts'
import { buildKey } from '../key.ts'
import { CacheError } from '../errors.ts'

/** What makes a family of keys: how an id becomes a key, how a value is loaded, and how it lives. */
export interface FamilyOptions<Id, T> extends Omit<GetOrSetOptions, 'tags' | 'schema' | 'signal'> {
  /** First part of every key; `clear` ends there. */
  readonly name: string
  /** The parts of an id's key. Default: the id itself, which must then be a string or a number. */
  readonly key?: ((id: Id) => string | number | readonly (string | number)[]) | undefined
  readonly tags?: ((id: Id) => readonly string[]) | readonly string[] | undefined
  /** Loads one value; `undefined` means "not found". */
  readonly load?: ((id: Id, context: LoaderContext) => Promise<T | NotModified> | T | NotModified) | undefined
  /** Loads many values, in the order of the ids; `undefined` means "not found". Used for one id too where there is no `load`. */
  readonly loadMany?:
    | ((ids: readonly Id[], context: FamilyBatchContext<Id>) => Promise<readonly T[]> | readonly T[])
    | undefined
  /** What comes from the shared tier must fit it, else it is loaded anew. Any Standard Schema: zod, valibot, arktype. */
  readonly schema?: StandardSchema<T> | undefined
}

export interface FamilyBatchContext<Id> extends LoadContext {
  readonly adapt: (id: Id, adaptation: Adaptation) => void
}

/** Options of one read of a family. */
export type FamilyReadOptions = Pick<GetOrSetOptions, 'consistency' | 'signal' | 'deadlineMs'>

/** Keys of one type. Made by `cache.define`. */
export class KeyFamily<Id, T> {
  readonly #cache: Cache
  readonly #options: FamilyOptions<Id, T>
  readonly #prefix: string

  constructor(cache: Cache, options: FamilyOptions<Id, T>) {
    assertOptions(options)
    assertName(options.name)
    assertEntryOptions(options)
    if (options.load === undefined && options.loadMany === undefined)
      throw new CacheError('INVALID_ARGUMENT', `The family ${options.name} needs load or loadMany.`)
    this.#cache = cache
    this.#options = options
    this.#prefix = `${buildKey(options.name)}:`
  }

  /** The key of an id, as the cache knows it. */
  key(id: Id): string {
    const parts = this.#options.key ? this.#options.key(id) : id
    if (typeof parts === 'string' || typeof parts === 'number') return this.#prefix + buildKey(parts)
    if (Array.isArray(parts)) return this.#prefix + buildKey(...(parts as (string | number)[]))
    throw new CacheError(
      'INVALID_ARGUMENT',
      `The family ${this.#options.name} was given an id of type ${typeof id}: say by its option "key" how that becomes a key.`,
    )
  }

  async get(id: Id, options?: FamilyReadOptions): Promise<T> {
    return (await this.lookup(id, options)).value
  }

  /** Like `get`, and tells where the value came from and how old it is. */
  async lookup(id: Id, options?: FamilyReadOptions): Promise<Lookup<T>> {
    const { load, loadMany } = this.#options
    const loadOne = async (context: LoaderContext): Promise<T | NotModified> => {
      if (load) return load(id, context)
      const adapt = (_id: Id, adaptation: Adaptation) => context.adapt(adaptation)
      const [value] = (await loadMany?.([id], { ...context, adapt })) ?? []
      return value as T
    }
    return this.#cache.lookup(this.key(id), loadOne, { ...this.#readOptions(id), ...options })
  }

  /** One value per id, in order, by one call of `loadMany` for what nobody has. */
  async getMany(ids: readonly Id[], options?: FamilyReadOptions): Promise<readonly T[]> {
    const { loadMany } = this.#options
    if (!loadMany) return Promise.all(ids.map((id) => this.get(id, options)))
    const byKey = new Map(ids.map((id) => [this.key(id), id]))
    const idOf = (key: string) => byKey.get(key) as Id
    const values = await this.#cache.getOrSetMany<T>(
      ids.map((id) => this.key(id)),
      async (keys, { adapt, ...context }) => {
        for (const key of keys) adapt(key, { tags: this.#tagsOf(idOf(key)) })
        return loadMany(keys.map(idOf), {
          ...context,
          adapt: (id, adaptation) => adapt(this.key(id), withTags(adaptation, this.#tagsOf(id))),
        })
      },
      { ...this.#commonOptions(), ...options },
    )
    return values as readonly T[]
  }

  async set(id: Id, value: T, options?: Omit<SetOptions, 'tags'>): Promise<void> {
    return this.#cache.set(this.key(id), value, { ...this.#readOptions(id), ...options })
  }

  async delete(id: Id): Promise<boolean> {
    return this.#cache.delete(this.key(id))
  }

  async deleteMany(ids: readonly Id[]): Promise<number> {
    return this.#cache.deleteMany(ids.map((id) => this.key(id)))
  }

  async expire(id: Id): Promise<void> {
    return this.#cache.expire(this.key(id))
  }

  /** Deletes the whole family, in constant time. */
  clear(): Promise<Invalidation> {
    return this.#cache.deleteByPrefix(this.#prefix)
  }

  #readOptions(id: Id): GetOrSetOptions {
    return { ...this.#commonOptions(), tags: this.#tagsOf(id) }
  }

  #commonOptions(): GetOrSetOptions {
    const { name: _name, key: _key, tags: _tags, load: _load, loadMany: _loadMany, ...rest } = this.#options
    return rest
  }

  #tagsOf(id: Id): readonly string[] {
    const { tags } = this.#options
    return typeof tags === 'function' ? tags(id) : (tags ?? [])
  }
}

function withTags(adaptation: Adaptation, tags: readonly string[]): Adaptation {
  return { ...adaptation, tags: [...tags, ...(adaptation.tags ?? [])] }
}
