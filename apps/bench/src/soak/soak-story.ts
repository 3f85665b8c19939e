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
  /** After the fault had ended, until every server had said for a second that it was healthy, in ms; `undefined`: never. */
  readonly healthyAfterMs: number | undefined
  /** How often a server was not healthy later on, before the next fault. */
  readonly relapses: number
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
    ...recovery(episode, each),
  }
}

/** So long a server has to be healthy to count as such, in ms: a single sample may come between two troubles. */
const SUSTAINED_MS = 1_000

function recovery(
  { endedAt }: Episode,
  each: readonly (readonly Sample[])[],
): Pick<EpisodeStory, 'healthyAfterMs' | 'relapses'> {
  const healthyAt = each.map((own) => sustainedSince(own.filter(({ at }) => at >= endedAt)))
  const relapses = each.map((own, process) => {
    const from = healthyAt[process] ?? Number.POSITIVE_INFINITY
    const later = own.filter(({ at }) => at >= from)
    return later.filter((one, index) => isBad(one) && !isBad(later[index - 1])).length
  })
  const isOver = !healthyAt.includes(undefined)
  return {
    healthyAfterMs: isOver ? Math.max(0, ...(healthyAt as number[]).map((at) => at - endedAt)) : undefined,
    relapses: sum(relapses),
  }
}

/** The first sample of those that are healthy for a second, or for as long as there are any. */
function sustainedSince(samples: readonly Sample[]): number | undefined {
  return samples.find(
    (first, index) =>
      !isBad(first) && !samples.slice(index).some((one) => one.at < first.at + SUSTAINED_MS && isBad(one)),
  )?.at
}

function isBad(sample: Sample | undefined): boolean {
  return sample !== undefined && sample.status !== 'healthy'
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
