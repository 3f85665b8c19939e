import { SeededRandom } from '@larder/cache-core/testing'
import { openLoop, type OpenLoopFigures, randomGaps } from './open-loop.ts'

/*
 * What asks at a rate, in a process of its own: whatever else the bench keeps and collects would be charged to the server.
 * Told a load, it answers with its figures, one load at a time.
 */

export interface RateLoad {
  readonly urls: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly seconds: number
  /** On average; the instants are random. */
  readonly perSecond: number
  readonly seed: number
}

process.on('disconnect', () => process.exit(0))
process.on('message', (load: RateLoad) => void answer(load))

async function answer({ perSecond, seed, ...load }: RateLoad): Promise<void> {
  const nextGapMs = randomGaps(perSecond, new SeededRandom(seed))
  const figures: OpenLoopFigures = await openLoop({ ...load, nextGapMs })
  process.send?.(figures)
}
