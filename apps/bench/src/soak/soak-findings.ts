import type { SoakReport } from './run-soak.ts'

/** How long a server may take to say that it is healthy again, after Redis is: 1.5 s, and what a look at it may be late, in ms. */
const HEALTHY_AFTER_MS = 1_500 + 500
/** How much more a server may hold at the end than after its first minutes. */
const GROWTH = 1.15
const EXIT_MS = 2_000
/** Before that share of the time a server still warms up. */
const WARM_UP = 0.34

/** What a soak has shown to be wrong; nothing, if all is well. */
export function findingsOf(report: SoakReport): readonly string[] {
  const { verdicts, problems } = report
  const bad = verdicts.failedReads + verdicts.ownWritesMissed + verdicts.staleReads
  return [
    ...(bad === 0 ? [] : [`${JSON.stringify(verdicts)}: ${problems.join('; ')}`]),
    ...report.episodes.flatMap((episode) => {
      const { fault, hits, healthyAfterMs, toldBy } = episode
      const late = healthyAfterMs === undefined || healthyAfterMs > HEALTHY_AFTER_MS
      return [
        ...(late
          ? [
              `${fault}: healthy again ${healthyAfterMs === undefined ? 'never' : `after ${Math.round(healthyAfterMs)} ms`}`,
            ]
          : []),
        ...(hits === 'redis' && toldBy < report.servers
          ? [`${fault}: only ${toldBy} servers told of it`]
          : []),
      ]
    }),
    ...growth(report),
    ...report.exits.flatMap(({ code, ms }) =>
      code === 0 && ms <= EXIT_MS ? [] : [`a server ended with code ${code} after ${Math.round(ms)} ms`],
    ),
  ]
}

/** Servers whose heap or handles are more at the end than after warming up. */
function growth({ footprints }: SoakReport): readonly string[] {
  return footprints.flatMap((samples, process) => {
    const warm = samples.slice(Math.floor(samples.length * WARM_UP))
    if (warm.length < 6) return []
    const half = Math.floor(warm.length / 2)
    return (['heapBytes', 'handles'] as const).flatMap((member) => {
      const early = median(warm.slice(0, half).map((sample) => sample[member]))
      const late = median(warm.slice(half).map((sample) => sample[member]))
      return late > early * GROWTH ? [`server ${process}: ${member} grew from ${early} to ${late}`] : []
    })
  })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
