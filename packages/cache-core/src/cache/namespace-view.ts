import type { EntryCount, Selection } from './count.ts'
import type { Cache, Invalidation, Lookup } from './cache.ts'
import type { CacheHealth } from './health.ts'
import type { CacheStats } from '../metrics/cache-stats.ts'
import { type HotKey, MOST_HOT_KEYS } from '../metrics/hot-keys.ts'
import type { EntryOptions, GetOrSetOptions, Loader, ManyLoader, ReadOptions, SetOptions } from './options.ts'
import type { Explanation } from './explain.ts'
import { type FamilyOptions, KeyFamily } from './key-family.ts'
import type { WaitOptions } from './waits.ts'
import { ViewedWatch, type Watch } from './watch.ts'
import { assertHotKeyLimit, assertName } from './assert-arguments.ts'
import { assertKey, assertPrefix, buildKey } from '../key.ts'
import { escapeGlob, parseGlob } from '../glob.ts'

/** A cache below a prefix of another one. Statistics, health, tags and `close` are the other's. */
export class NamespaceView implements Cache {
  readonly #cache: Cache
  readonly #prefix: string

  constructor(cache: Cache, name: string) {
    assertName(name)
    this.#cache = cache
    this.#prefix = `${buildKey(name)}:`
  }

  async get<T>(key: string, options?: ReadOptions): Promise<T | undefined> {
    return this.#cache.get<T>(this.#key(key), options)
  }

  async getOrSet<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<T> {
    return this.#cache.getOrSet(this.#key(key), this.#scoped(loader), options)
  }

  async lookup<T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>> {
    return this.#cache.lookup(this.#key(key), this.#scoped(loader), options)
  }

  lookupInMemory<T>(key: string): Lookup<T> | undefined {
    return this.#cache.lookupInMemory<T>(this.#key(key))
  }

  async getMany<T>(keys: readonly string[], options?: ReadOptions): Promise<readonly (T | undefined)[]> {
    return this.#cache.getMany<T>(this.#full(keys), options)
  }

  async getOrSetMany<T>(
    keys: readonly string[],
    loader: ManyLoader<T>,
    options?: GetOrSetOptions,
  ): Promise<readonly (T | undefined)[]> {
    const own = (key: string) => key.slice(this.#prefix.length)
    return this.#cache.getOrSetMany<T>(
      this.#full(keys),
      async (full, { adapt, ...context }) => {
        const loaded = await loader(full.map(own), {
          ...context,
          adapt: (key, adaptation) => adapt(this.#key(key), adaptation),
        })
        if (!(loaded instanceof Map)) return loaded
        return new Map([...(loaded as ReadonlyMap<string, T>)].map(([key, value]) => [this.#key(key), value]))
      },
      options,
    )
  }

  async set(key: string, value: unknown, options?: SetOptions): Promise<void> {
    return this.#cache.set(this.#key(key), value, options)
  }

  async setMany(
    entries: readonly (readonly [key: string, value: unknown])[],
    options?: SetOptions,
  ): Promise<void> {
    return this.#cache.setMany(
      entries.map(([key, value]) => [this.#key(key), value] as const),
      options,
    )
  }

  async delete(key: string): Promise<boolean> {
    return this.#cache.delete(this.#key(key))
  }

  async deleteMany(keys: readonly string[]): Promise<number> {
    return this.#cache.deleteMany(this.#full(keys))
  }

  async deleteByPrefix(prefix: string): Promise<Invalidation> {
    assertPrefix(prefix)
    return this.#cache.deleteByPrefix(this.#prefix + prefix)
  }

  async deleteByPattern(pattern: string): Promise<Invalidation> {
    parseGlob(pattern)
    return this.#cache.deleteByPattern(escapeGlob(this.#prefix) + pattern)
  }

  invalidateTag(tag: string): Promise<Invalidation> {
    return this.#cache.invalidateTag(tag)
  }

  clear(): Promise<Invalidation> {
    return this.#cache.deleteByPrefix(this.#prefix)
  }

  async expire(key: string): Promise<void> {
    return this.#cache.expire(this.#key(key))
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

  async explain(key: string, options?: EntryOptions): Promise<Explanation> {
    return this.#cache.explain(this.#key(key), options)
  }

  async count(
    selection: Selection,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<EntryCount> {
    if ('tag' in selection) return this.#cache.count(selection, options)
    if ('prefix' in selection) {
      assertPrefix(selection.prefix)
      return this.#cache.count({ prefix: this.#prefix + selection.prefix }, options)
    }
    parseGlob(selection.pattern)
    return this.#cache.count({ pattern: escapeGlob(this.#prefix) + selection.pattern }, options)
  }

  async *keys(
    prefix: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<string, void, void> {
    assertPrefix(prefix)
    for await (const key of this.#cache.keys(this.#prefix + prefix, options))
      yield key.slice(this.#prefix.length)
  }

  ready(options?: WaitOptions): Promise<boolean> {
    return this.#cache.ready(options)
  }

  settled(options?: WaitOptions): Promise<boolean> {
    return this.#cache.settled(options)
  }

  watch(prefix: string): Watch {
    assertPrefix(prefix)
    return new ViewedWatch(this.#cache.watch(this.#prefix + prefix), this.#prefix.length)
  }

  stats(): CacheStats {
    return this.#cache.stats()
  }

  hotKeys({ limit = 20 }: { readonly limit?: number | undefined } = {}): readonly HotKey[] {
    assertHotKeyLimit(limit)
    return this.#cache
      .hotKeys({ limit: MOST_HOT_KEYS })
      .filter(({ key }) => key.startsWith(this.#prefix))
      .slice(0, limit)
      .map((hot) => ({ ...hot, key: hot.key.slice(this.#prefix.length) }))
  }

  health(): CacheHealth {
    return this.#cache.health()
  }

  isolate(): void {
    this.#cache.isolate()
  }

  rejoin(): void {
    this.#cache.rejoin()
  }

  close(): Promise<void> {
    return this.#cache.close()
  }

  /** Checked as the key that was given: with the prefix before it, anything would be one. */
  #key(key: string): string {
    assertKey(key)
    return this.#prefix + key
  }

  #full(keys: readonly string[]): readonly string[] {
    return keys.map((key) => this.#key(key))
  }

  /** What a loader keeps alongside belongs below the prefix too. */
  #scoped<T>(loader: Loader<T>): Loader<T> {
    return (context) =>
      loader({
        ...context,
        keepAlso: (key, value, options) => context.keepAlso(this.#key(key), value, options),
      })
  }
}
