import { measureScaling } from './measure-scaling.ts'
import type { FleetResult, FleetScenario } from './simulation/fleet-scenario.ts'
import type { MemoryResult } from './simulation/simulate-memory.ts'
import type { ScalingFigures } from './scaling-figures.ts'
import type { ScalingSizes } from './scaling-sizes.ts'
import { scenariosOf } from './scenarios.ts'
import { simulateFleet } from './simulation/simulate-fleet.ts'
import { simulateMemory } from './simulation/simulate-memory.ts'

/** A scenario and what came of it. */
export interface Simulated {
  readonly scenario: Pick<
    FleetScenario,
    'name' | 'invalidationsPerSecond' | 'restartsPerSecond' | 'durationMs'
  >
  readonly result: FleetResult
}

export interface ScalingReport {
  readonly sizes: ScalingSizes
  readonly figures: ScalingFigures
  readonly growth: readonly Simulated[]
  readonly restarts: readonly Simulated[]
  readonly failovers: readonly Simulated[]
  readonly memory: readonly MemoryResult[]
}

const KEYS = 10_000_000
const MEMORIES = [64, 256].flatMap((mib) =>
  [0.8, 1].map((exponent) => ({ l1MaxBytes: mib * 2 ** 20, exponent })),
)

/** Measures, and carries what was measured to a large fleet by simulation. `known`: what was measured before. */
export async function runScaling(
  sizes: ScalingSizes,
  onProgress: (line: string) => void,
  known?: ScalingFigures,
  onMeasured?: (figures: ScalingFigures) => void,
): Promise<ScalingReport> {
  const figures = known ?? (await measureScaling(sizes, onProgress))
  onMeasured?.(figures)
  const simulated = async (group: 'growth' | 'restarts' | 'failovers') => {
    const results: Simulated[] = []
    for (const scenario of scenariosOf(group, figures, sizes)) {
      onProgress(`simulating ${group}: ${scenario.name}`)
      const { name, invalidationsPerSecond, restartsPerSecond, durationMs } = scenario
      results.push({
        scenario: { name, invalidationsPerSecond, restartsPerSecond, durationMs },
        result: await simulateFleet(scenario),
      })
    }
    return results
  }
  const [growth, restarts, failovers] = [
    await simulated('growth'),
    await simulated('restarts'),
    await simulated('failovers'),
  ]
  const memory: MemoryResult[] = []
  for (const shape of MEMORIES) {
    onProgress(`simulating memory: ${shape.l1MaxBytes / 2 ** 20} MiB, exponent ${shape.exponent}`)
    memory.push(await simulateMemory({ keys: KEYS, accesses: sizes.accesses, seed: 1, ...shape }))
  }
  return { sizes, figures, growth, restarts, failovers, memory }
}
