import { DELTA_MS, type InvalidationEvent, type RaceEvents, type ReadEvent } from './protocol.ts'

/** What was heard of one process. */
export interface ProcessHistory {
  readonly name: string
  readonly events: readonly RaceEvents[]
}

/** Every read that is older than an invalidation it must know of, as a sentence. */
export function judge(histories: readonly ProcessHistory[]): readonly string[] {
  const setReturnedAt = new Map(
    histories.flatMap(({ events }) => events.flatMap(({ sets }) => Object.entries(sets))),
  )
  const everybodys = byKey(histories.flatMap(invalidationsOf).filter(({ acknowledged }) => acknowledged))
  return histories.flatMap((history) => {
    const own = byKey(invalidationsOf(history))
    return history.events
      .flatMap(({ reads }) => reads)
      .flatMap((read) => {
        const bound = [
          ...binding(own.get(read.key), read, read.beganAt),
          ...binding(everybodys.get(read.key), read, read.strict ? read.beganAt : read.beganAt - DELTA_MS),
        ]
        // A value that was set while something was invalidated may count as set afterwards.
        const setAt =
          read.setBy === undefined ? 0 : (setReturnedAt.get(read.setBy) ?? Number.POSITIVE_INFINITY)
        const broken = bound.find(({ beganAt }) => beganAt > setAt)
        return broken ? [sentence(history.name, read, broken)] : []
      })
  })
}

export function count(histories: readonly ProcessHistory[]): {
  readonly reads: number
  readonly invalidations: number
} {
  const events = histories.flatMap((history) => history.events)
  return {
    reads: events.reduce((sum, { reads }) => sum + reads.length, 0),
    invalidations: events.reduce((sum, { invalidations }) => sum + invalidations.length, 0),
  }
}

function invalidationsOf({ events }: ProcessHistory): readonly InvalidationEvent[] {
  return events.flatMap(({ invalidations }) => invalidations)
}

/** In order of version, newest last. */
function byKey(
  invalidations: readonly InvalidationEvent[],
): ReadonlyMap<string, readonly InvalidationEvent[]> {
  const grouped = Map.groupBy(invalidations, ({ key }) => key)
  for (const group of grouped.values()) group.sort((a, b) => a.version - b.version)
  return grouped
}

/** Those that had returned by `instant` and demand a newer version than was read. */
function* binding(
  invalidations: readonly InvalidationEvent[] | undefined,
  { version }: ReadEvent,
  instant: number,
): Generator<InvalidationEvent> {
  for (let index = (invalidations?.length ?? 0) - 1; index >= 0; index--) {
    const invalidation = invalidations?.[index]
    if (!invalidation || invalidation.version <= version) return
    if (invalidation.returnedAt < instant) yield invalidation
  }
}

function sentence(
  name: string,
  read: ReadEvent,
  { version, returnedAt, beganAt }: InvalidationEvent,
): string {
  const of = read.setBy === undefined ? 'loaded' : `set by ${read.setBy}`
  return (
    `${name} read version ${read.version} of ${read.key} (${of}${read.strict ? ', strict' : ''}) at ${read.beganAt.toFixed(1)}, ` +
    `although what is older than ${version} was invalidated from ${beganAt.toFixed(1)} to ${returnedAt.toFixed(1)}`
  )
}
