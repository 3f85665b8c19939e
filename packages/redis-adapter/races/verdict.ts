import { judgeReads, type ProcessHistory } from '@larder/cache-core/testing'
import { DELTA_MS, type RaceEvents } from './protocol.ts'

/** What was heard of one process. */
export interface RacerEvents {
  readonly name: string
  readonly events: readonly RaceEvents[]
}

/** Every read that is older than an invalidation it must know of, as a sentence. */
export function judge(racers: readonly RacerEvents[]): readonly string[] {
  return judgeReads(racers.map(historyOf), () => DELTA_MS)
}

export function count(racers: readonly RacerEvents[]): {
  readonly reads: number
  readonly invalidations: number
} {
  const events = racers.flatMap((racer) => racer.events)
  return {
    reads: events.reduce((sum, { reads }) => sum + reads.length, 0),
    invalidations: events.reduce((sum, { invalidations }) => sum + invalidations.length, 0),
  }
}

function historyOf({ name, events }: RacerEvents): ProcessHistory {
  return {
    name,
    invalidations: events.flatMap(({ invalidations }) => invalidations),
    reads: events.flatMap(({ reads }) => reads),
    sets: Object.assign({}, ...events.map(({ sets }) => sets)) as ProcessHistory['sets'],
  }
}
