import type { CacheParts } from './cache-parts.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import { assertPrefix } from '../key.ts'
import { CacheError } from '../errors.ts'
import { parseGlob } from '../glob.ts'
import { resolveTags } from './resolve-tags.ts'

/** Entries that are meant together: what `deleteByPrefix`, `deleteByPattern` or `invalidateTag` would cover. */
export type Selection = { readonly prefix: string } | { readonly pattern: string } | { readonly tag: string }

export interface EntryCount {
  /** In the memory of this process. */
  readonly l1: number
  /** In the shared tier; `undefined` when there is none, or when it cannot say. */
  readonly l2: number | undefined
}

/** Where all of them begin, and what tells them. */
interface Reach {
  readonly prefix: string
  readonly covers: (key: string, tags: readonly string[]) => boolean
}

/** Looks at every entry that may be meant, in steps: as much work as freeing them. Rejects with ABORTED. */
export async function countEntries(
  { memory, shared, invalidations, configuration }: CacheParts,
  selection: Selection,
  signal: AbortSignal | undefined,
): Promise<EntryCount> {
  const { prefix, covers } = reachOf(selection)
  const { clock } = configuration
  throwIfAborted(signal)
  let l1 = 0
  const note = (key: string, entry: MemoryEntry) => {
    if (covers(key, entry.tags) && invalidations.check(key, entry, clock.monotonic())) l1++
    return false
  }
  for (const _ of memory.deleteWhere(note)) {
    throwIfAborted(signal)
    await new Promise<void>((resolve) => clock.setTimer(resolve, 0))
  }
  let l2 = 0
  const noteShared = (key: string, tags: readonly string[]) => {
    if (covers(key, tags)) l2++
  }
  const isKnown = await shared?.visitAlive(prefix, noteShared, signal)
  return { l1, l2: isKnown ? l2 : undefined }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CacheError('ABORTED', 'The count was aborted.', { cause: signal.reason })
}

function reachOf(selection: Selection): Reach {
  if ('prefix' in selection) {
    const { prefix } = selection
    assertPrefix(prefix)
    return { prefix, covers: (key) => key.startsWith(prefix) }
  }
  if ('pattern' in selection) {
    const { literalPrefix: prefix, matches } = parseGlob(selection.pattern)
    return { prefix, covers: (key) => matches(key) }
  }
  const [tag = ''] = resolveTags([selection.tag])
  return { prefix: '', covers: (_key, tags) => tags.includes(tag) }
}
