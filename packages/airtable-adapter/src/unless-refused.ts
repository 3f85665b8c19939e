import type { Cache, LoaderContext } from '@larder/cache-core'
import { AirtableError } from './airtable-error.ts'

/**
 * Loads what is kept under a key. A stale answer may stand in for one that cannot be had, and not for a refusal: the record or
 * the field may be gone, or nobody may see them any more. So what was known is forgotten then.
 */
export async function unlessRefused<T>(
  cache: Cache,
  key: string,
  { stale }: LoaderContext,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (stale !== undefined && error instanceof AirtableError && error.kind === 'request')
      await cache.delete(key)
    throw error
  }
}
