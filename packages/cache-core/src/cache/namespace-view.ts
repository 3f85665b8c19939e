import type { Cache, Invalidation, Lookup } from './cache.ts'
import type { CacheHealth } from './health.ts'
import type { CacheStats } from '../metrics/cache-stats.ts'
import type { EntryOptions, GetOrSetOptions, Loader, ManyLoader, ReadOptions, SetOptions } from './options.ts'
import type { Explanation } from './explain.ts'
import { type FamilyOptions, KeyFamily } from './key-family.ts'
import { buildKey } from '../key.ts'
import { escapeGlob } from '../glob.ts'

/** A cache below a prefix of another one. Statistics, health, tags and `close` are the other's. */
export class NamespaceView implements Cache {
  readonly #cache: Cache
  readonly #prefix: string

  constructor(cache: Cache, name: string) {
    this.#cache = cache
    this.#prefix = `${buildKey(name)}:`
  }

  get<T>(key: string, options?: ReadOptions): Promise<T | undefined> {
    return this.#cache.get<T>(this.#prefix + key, options)
  }

  getOrSet<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<T> {
    return this.#cache.getOrSet(this.#prefix + key, this.#scoped(loader), options)
  }

  lookup<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>> {
    return this.#cache.lookup(this.#prefix + key, this.#scoped(loader), options)
  }

  getMany<T>(keys: readonly string[], options?: ReadOptions): Promise<readonly (T | undefined)[]> {
    return this.#cache.getMany<T>(this.#full(keys), options)
  }

  getOrSetMany<T>(
    keys: readonly string[],
    loader: ManyLoader<T>,
    options?: GetOrSetOptions,
  ): Promise<readonly (T | undefined)[]> {
    const own = (key: string) => key.slice(this.#prefix.length)
    return this.#cache.getOrSetMany<T>(
      this.#full(keys),
      async (full, { signal, adapt }) => {
        const loaded = await loader(full.map(own), {
          signal,
          adapt: (key, adaptation) => adapt(this.#prefix + key, adaptation),
        })
        if (!(loaded instanceof Map)) return loaded
        return new Map(
          [...(loaded as ReadonlyMap<string, T>)].map(([key, value]) => [this.#prefix + key, value]),
        )
      },
      options,
    )
  }

  set(key: string, value: unknown, options?: SetOptions): Promise<void> {
    return this.#cache.set(this.#prefix + key, value, options)
  }

  setMany(entries: readonly (readonly [key: string, value: unknown])[], options?: SetOptions): Promise<void> {
    return this.#cache.setMany(
      entries.map(([key, value]) => [this.#prefix + key, value] as const),
      options,
    )
  }

  delete(key: string): Promise<boolean> {
    return this.#cache.delete(this.#prefix + key)
  }

  deleteMany(keys: readonly string[]): Promise<number> {
    return this.#cache.deleteMany(this.#full(keys))
  }

  deleteByPrefix(prefix: string): Promise<Invalidation> {
    return this.#cache.deleteByPrefix(this.#prefix + prefix)
  }

  deleteByPattern(pattern: string): Promise<Invalidation> {
    return this.#cache.deleteByPattern(escapeGlob(this.#prefix) + pattern)
  }

  invalidateTag(tag: string): Promise<Invalidation> {
    return this.#cache.invalidateTag(tag)
  }

  clear(): Promise<Invalidation> {
    return this.#cache.deleteByPrefix(this.#prefix)
  }

  expire(key: string): Promise<void> {
    return this.#cache.expire(this.#prefix + key)
  }

  expireTag(tag: string): Promise<void> {
    return this.#cache.expireTag(tag)
  }

  define<Id, T>(options: FamilyOptions<Id, T>): KeyFamily<Id, T> {
    return new KeyFamily(this, options)
  }

  namespace(name: string): Cache {
    return new NamespaceView(this, name)
  }

  explain(key: string, options?: EntryOptions): Promise<Explanation> {
    return this.#cache.explain(this.#prefix + key, options)
  }

  stats(): CacheStats {
    return this.#cache.stats()
  }

  health(): CacheHealth {
    return this.#cache.health()
  }

  close(): Promise<void> {
    return this.#cache.close()
  }

  #full(keys: readonly string[]): readonly string[] {
    return keys.map((key) => this.#prefix + key)
  }

  /** What a loader keeps alongside belongs below the prefix too. */
  #scoped<T>(loader: Loader<T>): Loader<T> {
    return (context) =>
      loader({
        ...context,
        keepAlso: (key, value, options) => context.keepAlso(this.#prefix + key, value, options),
      })
  }
}
