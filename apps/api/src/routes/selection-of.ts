import type { Cache, Invalidation, Selection } from '@larder/cache-core'
import { type Selector, SELECTORS } from '@larder/api-contract'

export interface Chosen {
  readonly by: Selector
  readonly what: string
}

/** The one that is given: the schema of the route has refused any other number of them. */
export function chosenIn(query: Readonly<Partial<Record<Selector, string | undefined>>>): Chosen {
  const by = SELECTORS.find((selector) => query[selector] !== undefined) as Selector
  return { by, what: query[by] as string }
}

/** Counted in memory and in Redis; a key counts as what it would be found by. */
export async function countChosen(
  cache: Cache,
  { by, what }: Chosen,
  signal: AbortSignal,
): Promise<{ readonly memory: number; readonly redis: number | undefined }> {
  if (by === 'key') {
    const { l1, l2 } = await cache.explain(what)
    const isHeld = (held: typeof l1) => (held && !held.isInvalidated ? 1 : 0)
    return { memory: isHeld(l1), redis: cache.health().status === 'disabled' ? undefined : isHeld(l2) }
  }
  const { l1, l2 } = await cache.count({ [by]: what } as unknown as Selection, { signal })
  return { memory: l1, redis: l2 }
}

/**
 * Deletes. What it resolves to frees what was covered; that of a key has nothing left to free, and tells how many there were.
 */
export async function deleteChosen(cache: Cache, { by, what }: Chosen): Promise<Invalidation> {
  if (by === 'tag') return cache.invalidateTag(what)
  if (by === 'prefix') return cache.deleteByPrefix(what)
  if (by === 'pattern') return cache.deleteByPattern(what)
  const deleted = await cache.deleteMany([what])
  return { acknowledged: cache.health().journalSize === 0, reclaim: async () => deleted }
}
