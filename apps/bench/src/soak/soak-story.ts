import type { Sample } from './soak-watch.ts'
import type { SoakFault } from './soak-faults.ts'

/** A fault as it happened. Times are ms since the soak began. */
export interface Episode {
  readonly fault: string
  readonly hits: SoakFault['hits']
  readonly beganAt: number
  readonly endedAt: number
}

/** What the metrics alone tell of an episode. */
export interface EpisodeStory extends Episode {
  /** Servers that said they were degraded, or counted errors of the tier that was hit. */
  readonly toldBy: number
  /** What they gave as the reason. */
  readonly reasons: readonly string[]
  readonly sharedErrors: number
  readonly loadErrors: number
  readonly staleHits: number
  /** After the fault had ended, until every server said it was healthy, in ms; `undefined`: never. */
  readonly healthyAfterMs: number | undefined
}

/** Reads the episode out of the samples, up to the next one; nothing else is known to whoever looks at the metrics. */
export function readStory(
  episode: Episode,
  samples: readonly Sample[],
  until: number,
  processes: number,
): EpisodeStory {
  const during = samples.filter(({ at }) => at >= episode.beganAt && at < until)
  const each = Array.from({ length: processes }, (_, process) =>
    during.filter((one) => one.process === process),
  )
  const grown = (member: 'sharedErrors' | 'loadErrors' | 'staleHits') =>
    each.map((own) => (own.at(-1)?.[member] ?? 0) - (before(samples, own, episode)?.[member] ?? 0))
  const errors = grown(episode.hits === 'upstream' ? 'loadErrors' : 'sharedErrors')
  const told = each.filter(
    (own, process) => own.some(({ status }) => status === 'degraded') || (errors[process] ?? 0) > 0,
  )
  return {
    ...episode,
    toldBy: told.length,
    reasons: [
      ...new Set(during.flatMap(({ status, reason }) => (status === 'degraded' && reason ? [reason] : []))),
    ],
    sharedErrors: sum(grown('sharedErrors')),
    loadErrors: sum(grown('loadErrors')),
    staleHits: sum(grown('staleHits')),
    healthyAfterMs: healthyAfter(episode, each),
  }
}

/** When all of them were healthy for the rest of the episode. */
function healthyAfter({ endedAt }: Episode, each: readonly (readonly Sample[])[]): number | undefined {
  const times = each.map((own) => {
    const lastBad = own.findLastIndex(({ status }) => status !== 'healthy')
    const first = own[lastBad + 1]
    return first ? Math.max(0, first.at - endedAt) : undefined
  })
  return times.includes(undefined) ? undefined : Math.max(...(times as number[]))
}

/** The last sample before the episode. */
function before(
  samples: readonly Sample[],
  own: readonly Sample[],
  { beganAt }: Episode,
): Sample | undefined {
  const process = own[0]?.process
  return samples.findLast((sample) => sample.process === process && sample.at < beganAt)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
