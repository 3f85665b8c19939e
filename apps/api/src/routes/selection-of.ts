import type { Cache, Selection } from '@larder/cache-core'

/** What a request means by its parameters: exactly one of them. */
export const SELECTORS = ['key', 'tag', 'prefix', 'pattern'] as const
export type Selector = (typeof SELECTORS)[number]

export interface Chosen {
  readonly by: Selector
  readonly what: string
}

/** `undefined` unless exactly one is given, and not empty: an empty prefix would be everything. */
export function chosenIn(query: Readonly<Record<string, string>>): Chosen | undefined {
  const given = SELECTORS.filter((selector) => query[selector] !== undefined)
  const [by] = given
  const what = by && query[by]
  return given.length === 1 && by && what ? { by, what } : undefined
}

export const CHOOSE_ONE =
  'Give exactly one of ?key=, ?tag=, ?prefix= (literal) and ?pattern= (a glob; * alone is everything), once and not empty.'

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

/** Deletes and frees; resolves to how many there were, and whether Redis is still to be told. */
export async function deleteChosen(
  cache: Cache,
  { by, what }: Chosen,
  signal: AbortSignal,
): Promise<{ readonly deleted: number; readonly pending: boolean }> {
  if (by === 'key')
    return { deleted: await cache.deleteMany([what]), pending: cache.health().journalSize > 0 }
  const { acknowledged, reclaim } =
    by === 'tag'
      ? await cache.invalidateTag(what)
      : by === 'prefix'
        ? await cache.deleteByPrefix(what)
        : await cache.deleteByPattern(what)
  return { deleted: await reclaim({ signal }), pending: !acknowledged }
}
