import { FULL_LOG, snapshotMs } from './capacity-model.ts'
import type { ScalingFigures } from './scaling-figures.ts'
import type { ServerCosts } from './simulation/simulated-server.ts'

/** Probes of one process in a second: each is a check and a look at the log. */
const PROBES_PER_SECOND = 2

/** What was measured, as the simulated server takes it; the log remembers so many barriers. */
export function serverCosts(
  figures: ScalingFigures,
  {
    barriers = FULL_LOG,
    background = 0.1,
  }: { readonly barriers?: number; readonly background?: number } = {},
): ServerCosts {
  const { followers, snapshots, connections, reads } = figures
  const largest = snapshots.costs.at(-1)
  const bytesPerBarrier = largest ? largest.replyBytes / largest.barriers : 0
  return {
    checkUs: Math.max(0, connections.idleUs / PROBES_PER_SECOND - snapshots.lookUs),
    lookUs: snapshots.lookUs,
    appendUs: followers.alone.fixed,
    // In a burst one write to a socket carries many messages; a record that comes alone pays for a write to each.
    copyUs: Math.max(0, followers.burst.slope),
    wakeUs: Math.max(0, followers.alone.slope - followers.burst.slope),
    snapshotUs: 1_000 * snapshotMs(figures, barriers),
    snapshotBytes: bytesPerBarrier * barriers,
    connectUs: connections.connectUs,
    readUs: Math.max(0, ...reads.costs.filter(({ keys }) => keys === 1).map(({ serverUs }) => serverUs)),
    writeUs: reads.writeUs,
    leaseUs: reads.leaseUs,
    background,
  }
}
