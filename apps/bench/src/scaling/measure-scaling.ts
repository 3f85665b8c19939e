import { measureAppends } from './measures/measure-appends.ts'
import { measureConnections } from './measures/measure-connections.ts'
import { measureEntries } from './measures/measure-entries.ts'
import { measureFleet } from './measures/measure-fleet.ts'
import { measureFollowers } from './measures/measure-followers.ts'
import { measureReads } from './measures/measure-reads.ts'
import { measureSnapshots } from './measures/measure-snapshots.ts'
import type { ScalingFigures } from './scaling-figures.ts'
import type { ScalingSizes } from './scaling-sizes.ts'

/** Measures what one Redis and one process can do, one thing after the other, on servers of their own. */
export async function measureScaling(
  sizes: ScalingSizes,
  onProgress: (line: string) => void,
): Promise<ScalingFigures> {
  const told = async <T>(what: string, measure: (sizes: ScalingSizes) => Promise<T>): Promise<T> => {
    onProgress(`measuring ${what}`)
    return measure(sizes)
  }
  return {
    entries: await told('entries', measureEntries),
    appends: await told('appends', measureAppends),
    followers: await told('followers', measureFollowers),
    snapshots: await told('snapshots', measureSnapshots),
    connections: await told('connections', measureConnections),
    reads: await told('reads', measureReads),
    fleet: await told('real processes', measureFleet),
  }
}
