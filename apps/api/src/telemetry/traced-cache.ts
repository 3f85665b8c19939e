import type { Cache, GetOrSetOptions, Loader, Lookup, ReadOptions } from '@larder/cache-core'
import { type Attributes, type Tracing, within } from './tracing.ts'

/** The cache, whose reads and loads are spans; of keys no more than their family is told. */
export function tracedCache(cache: Cache, tracing: Tracing): Cache {
  const lookup = <T>(key: string, loader: Loader<T>, options?: GetOrSetOptions): Promise<Lookup<T>> =>
    within(tracing, 'cache.read', { attributes: familyOf(key) }, async (span) => {
      const found = await cache.lookup(key, tracedLoader(tracing, key, loader), options)
      span.note(resultOf(found))
      return found
    })
  const reads: Partial<Cache> = {
    lookup,
    lookupInMemory: <T>(key: string) => {
      const found = cache.lookupInMemory<T>(key)
      if (found) tracing.begin('cache.read', { attributes: { ...familyOf(key), ...resultOf(found) } }).end()
      return found
    },
    getOrSet: async (key, loader, options) => (await lookup(key, loader, options)).value,
    get: <T>(key: string, options?: ReadOptions) =>
      within(tracing, 'cache.read', { attributes: familyOf(key) }, async (span) => {
        const value = await cache.get<T>(key, options)
        span.note({ 'larder.cache.result': value === undefined ? 'miss' : 'hit' })
        return value
      }),
    getMany: <T>(keys: readonly string[], options?: ReadOptions) =>
      within(
        tracing,
        'cache.read',
        { attributes: { ...familyOf(keys[0]), 'larder.cache.keys': keys.length } },
        () => cache.getMany<T>(keys, options),
      ),
  }
  return new Proxy(cache, {
    get(target, name) {
      if (Object.hasOwn(reads, name)) return Reflect.get(reads, name) as unknown
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

/** A load may begin behind the answer, for whoever asked first: it belongs to that read wherever it runs. */
function tracedLoader<T>(tracing: Tracing, key: string, loader: Loader<T>): Loader<T> {
  return tracing.bind((context: Parameters<Loader<T>>[0]) =>
    within(tracing, 'cache.load', { attributes: familyOf(key) }, async () => loader(context)),
  )
}

function resultOf({ outcome, tier }: Pick<Lookup<unknown>, 'outcome' | 'tier'>): Attributes {
  return { 'larder.cache.result': outcome, 'larder.cache.tier': tier }
}

/** The first part of a key, which names what kind of value it has. */
function familyOf(key: string | undefined): Attributes {
  const family = typeof key === 'string' ? (/^[a-z][\w-]{0,31}(?=:)/.exec(key)?.[0] ?? 'other') : 'other'
  return { 'larder.cache.family': family }
}
