import { FULL_LOG } from './capacity-model.ts'
import type { ScalingFigures } from './scaling-figures.ts'
import type { ScalingSizes } from './scaling-sizes.ts'
import type { FleetScenario } from './simulation/fleet-scenario.ts'
import { serverCosts } from './server-costs.ts'
import type { Route } from './simulation/simulated-line.ts'

/** Within a data centre. */
export const NEAR: Route = { rttMs: 0.5, jitterMs: 0.05, loss: 0, bytesPerSecond: 1.25e8 }
/** Across an ocean: one packet in a thousand is sent again, and one connection gets 100 Mbit a second. */
export const FAR: Route = { rttMs: 80, jitterMs: 1, loss: 0.001, bytesPerSecond: 1.25e7 }

/** Until Sentinel has made another server the master, at its usual settings, in ms. */
const DOWN_MS = 3_000

interface Shape {
  readonly name: string
  readonly processes: number
  readonly invalidations: number
  readonly far?: boolean
  readonly restartsPerSecond?: number
  readonly failover?: boolean
}

const GROWTH: readonly Shape[] = [
  { name: '100 processes', processes: 100, invalidations: 20 },
  { name: '300 processes', processes: 300, invalidations: 20 },
  { name: '1,000 processes', processes: 1_000, invalidations: 20 },
  { name: '1,000 processes, 50/s', processes: 1_000, invalidations: 50 },
  { name: '1,000 processes, 100/s', processes: 1_000, invalidations: 100 },
  { name: '1,000 processes in two regions', processes: 1_000, invalidations: 20, far: true },
]

const RESTARTS: readonly Shape[] = [2, 5, 10].map((perSecond) => ({
  name: `1,000 processes, ${perSecond} restarted a second`,
  processes: 1_000,
  invalidations: 20,
  restartsPerSecond: perSecond,
}))

const FAILOVERS: readonly Shape[] = [10, 100, 300, 1_000].map((processes) => ({
  name: `${processes.toLocaleString('en')} processes`,
  processes,
  invalidations: 20,
  failover: true,
}))

/** The scenarios of one group, at the costs that were measured. `short` runs a twentieth of the processes. */
export function scenariosOf(
  group: 'growth' | 'restarts' | 'failovers',
  figures: ScalingFigures,
  sizes: ScalingSizes,
): readonly FleetScenario[] {
  const shapes = { growth: GROWTH, restarts: RESTARTS, failovers: FAILOVERS }[group]
  return shapes.map((shape) => scenarioOf(shape, figures, sizes))
}

function scenarioOf(
  shape: Shape,
  figures: ScalingFigures,
  { simulatedMs, name: size }: ScalingSizes,
): FleetScenario {
  const { name, invalidations, restartsPerSecond = 0, failover = false } = shape
  const processes = size === 'short' ? Math.ceil(shape.processes / 20) : shape.processes
  return {
    name,
    seed: 1,
    regions: shape.far
      ? [
          { name: 'near', processes: Math.ceil(processes / 2), route: NEAR },
          { name: 'far', processes: Math.ceil(processes / 2), route: FAR },
        ]
      : [{ name: 'near', processes, route: NEAR }],
    costs: serverCosts(figures, { barriers: FULL_LOG }),
    durationMs: failover ? 2 * simulatedMs : simulatedMs,
    invalidationsPerSecond: invalidations,
    watchedKeys: 20,
    readsPerSecond: 2 * processes,
    loadMs: 30,
    lostMessages: 0,
    breaksPerMinute: 0.1,
    restartsPerSecond,
    failover: failover
      ? { atMs: Math.min(1_000, simulatedMs / 4), downMs: DOWN_MS, lostRecords: 2 }
      : undefined,
  }
}
