/*
 * What processes saw of one source whose values have versions, and whether that is in keeping with what they had
 * invalidated. All instants are of one monotonic clock, in ms.
 */

/** Values of the key older than `version` were made to go. */
export interface SeenInvalidation {
  readonly key: string
  readonly version: number
  readonly beganAt: number
  readonly returnedAt: number
  /** Whether all processes were bound by it when it returned. */
  readonly acknowledged: boolean
}

export interface SeenRead {
  readonly key: string
  readonly version: number
  /** Name of the `set` that wrote the value; `undefined` for a loaded one. */
  readonly setBy: string | undefined
  readonly beganAt: number
  readonly strict: boolean
}

/** When each `set` returned, by its name. */
export type SetTimes = Readonly<Record<string, number>>

/** What one process did and saw. */
export interface ProcessHistory {
  readonly name: string
  readonly invalidations: readonly SeenInvalidation[]
  readonly reads: readonly SeenRead[]
  readonly sets: SetTimes
}

/**
 * Every read that is older than an invalidation it must know of, as a sentence: one of its own process that had returned,
 * or one of any process that had been acknowledged, by `boundMs` before the read, or just before it where it is strict.
 */
export function judgeReads(
  histories: readonly ProcessHistory[],
  boundMs: (read: SeenRead) => number,
): readonly string[] {
  const setReturnedAt = new Map(histories.flatMap(({ sets }) => Object.entries(sets)))
  const everybodys = byKey(
    histories.flatMap(({ invalidations }) => invalidations.filter(({ acknowledged }) => acknowledged)),
  )
  return histories.flatMap(({ name, invalidations, reads }) => {
    const own = byKey(invalidations)
    return reads.flatMap((read) => {
      const bound = [
        ...binding(own.get(read.key), read, read.beganAt),
        ...binding(everybodys.get(read.key), read, read.strict ? read.beganAt : read.beganAt - boundMs(read)),
      ]
      // A value that was set while something was invalidated may count as set afterwards.
      const setAt = read.setBy === undefined ? 0 : (setReturnedAt.get(read.setBy) ?? Number.POSITIVE_INFINITY)
      const broken = bound.find(({ beganAt }) => beganAt > setAt)
      return broken ? [sentence(name, read, broken)] : []
    })
  })
}

/** In order of version, newest last. */
function byKey(invalidations: readonly SeenInvalidation[]): ReadonlyMap<string, readonly SeenInvalidation[]> {
  const grouped = Map.groupBy(invalidations, ({ key }) => key)
  for (const group of grouped.values()) group.sort((a, b) => a.version - b.version)
  return grouped
}

/** Those that had returned by `instant` and demand a newer version than was read. */
function* binding(
  invalidations: readonly SeenInvalidation[] | undefined,
  { version }: SeenRead,
  instant: number,
): Generator<SeenInvalidation> {
  for (let index = (invalidations?.length ?? 0) - 1; index >= 0; index--) {
    const invalidation = invalidations?.[index]
    if (!invalidation || invalidation.version <= version) return
    if (invalidation.returnedAt < instant) yield invalidation
  }
}

function sentence(name: string, read: SeenRead, { version, returnedAt, beganAt }: SeenInvalidation): string {
  const of = read.setBy === undefined ? 'loaded' : `set by ${read.setBy}`
  return (
    `${name} read version ${read.version} of ${read.key} (${of}${read.strict ? ', strict' : ''}) at ${read.beganAt.toFixed(1)}, ` +
    `although what is older than ${version} was invalidated from ${beganAt.toFixed(1)} to ${returnedAt.toFixed(1)}`
  )
}
