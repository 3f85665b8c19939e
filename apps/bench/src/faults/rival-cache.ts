import type { DrillCache } from './drill-cache.ts'
import type { TieredSetup } from '../peers/peer.ts'

/** Another cache, in the set-up of the scoreboard. It tells nothing of itself: only its answers are judged. */
export function openRival(name: string, setup: TieredSetup, redisUrl: string): DrillCache {
  const opening = setup.open(redisUrl)
  // It may never be done opening while Redis is away: its calls wait for that, as its callers' would.
  opening.catch(() => {})
  const { hasTags } = setup
  return {
    name,
    tells: false,
    async read({ key, tag, load }) {
      const cache = await opening
      let isLoaded = false
      const loader = () => {
        isLoaded = true
        return load()
      }
      const value =
        tag !== undefined && hasTags && cache.getOrSetTagged
          ? await cache.getOrSetTagged(key, tag, loader)
          : await cache.getOrSet(key, loader)
      return { value, outcome: isLoaded ? 'load' : 'cached' }
    },
    async delete(key) {
      await (await opening).delete(key)
      return true
    },
    ...(hasTags
      ? {
          async invalidateTag(tag: string) {
            await (await opening).invalidateTag?.(tag)
            return true
          },
        }
      : {}),
    state: () => ({ isHealthy: true, reason: undefined, read: 'closed', write: 'closed' }),
    close: async () => {},
  }
}
