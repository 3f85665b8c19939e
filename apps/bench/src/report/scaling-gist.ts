import {
  believedForSeconds,
  entriesPerGiB,
  followersAt,
  FULL_LOG,
  idleShare,
  MAX_CLIENTS,
  nodesForEntries,
  processesPerServer,
  readsPerNode,
  recordsPerSecond,
  snapshotMs,
} from '../scaling/capacity-model.ts'
import type { ScalingReport } from '../scaling/run-scaling.ts'
import type { EntrySize, ReadCost, ScalingFigures } from '../scaling/scaling-figures.ts'
import { figure, percent, span } from './scaling-figure.ts'
import { table } from './markdown-row.ts'

/** Of one node that operators like to have, in GiB. */
const NODE_GIB = 16
const ENTRIES = 10_000_000

/** One row a part: what limits it, what was measured, where it must be sharded and how, and what Larder does there. */
export function scalingGist({ figures, failovers }: ScalingReport): string {
  return table(
    ['part', 'what limits it', 'measured', 'to be sharded at', 'how', 'what Larder does there'],
    [
      entriesRow(figures),
      readsRow(figures),
      recordsRow(figures),
      followersRow(figures),
      memoryRow(),
      failoverRow(figures, failovers),
      connectionsRow(figures),
      regionRow(),
    ],
  )
}

function entriesRow({ entries }: ScalingFigures): readonly string[] {
  const record = entries.sizes.find(({ what }) => what.startsWith('record')) as EntrySize
  const page = entries.sizes.at(-1) as EntrySize
  const nodes = ({ redisBytes }: EntrySize) => nodesForEntries(ENTRIES, redisBytes, NODE_GIB)
  return [
    'entries',
    '`maxmemory`',
    `${figure(record.redisBytes)} B for ${figure(record.jsonBytes)} B of JSON: ${figure(entriesPerGiB(record.redisBytes))} a GiB; ${figure(page.redisBytes)} B for a page of ${figure(page.jsonBytes)} B: ${figure(entriesPerGiB(page.redisBytes))} a GiB`,
    `${figure(NODE_GIB * entriesPerGiB(record.redisBytes))} records in ${NODE_GIB} GiB; 10 million are ${nodes(record)} such node${nodes(record) === 1 ? '' : 's'} as records, ${nodes(page)} as pages`,
    'Cluster: keys spread over its slots',
    'with an eviction policy Redis evicts; without one it refuses writes (OOM): the write breaker opens, reads go on, `health` tells',
  ]
}

function readsRow({ reads }: ScalingFigures): readonly string[] {
  const cost = (keys: number) =>
    reads.costs.find(
      (one) => one.keys === keys && one.storedBytes > 500 && one.storedBytes < 5_000,
    ) as ReadCost
  return [
    'reads from Redis',
    'the one thread of a node',
    `${figure(cost(1).serverUs)} µs a key with 16 commands in a write, ${figure(cost(64).serverUs)} µs as one of 64`,
    `${figure(readsPerNode(cost(1)))}/s (half of the thread), ${figure(readsPerNode(cost(64)))}/s in batches of 64`,
    'Cluster; a larger `l1MaxBytes` takes reads away',
    'calls later than `storeDeadlineMs` are misses; five in a row open the node’s read breaker, and loads go on, behind `originLimit` if that is set',
  ]
}

function recordsRow(figures: ScalingFigures): readonly string[] {
  const rate = (followers: number) => recordsPerSecond(figures, followers)
  return [
    'invalidations through one log',
    'a write to every follower for each record',
    `${figure(figures.followers.alone.fixed)} µs and ${figure(figures.followers.alone.slope)} µs a follower; in bursts ${figure(figures.followers.burst.slope)} µs a follower`,
    `${figure(rate(100).alone)} records/s at 100 followers, ${figure(rate(1_000).alone)} at 1,000 (half of the thread); in bursts ${figure(rate(1_000).burst)} at 1,000`,
    'a namespace for each domain, each with its own cache and log; in Cluster their logs lie on different slots',
    'invalidations of one process join in one record, up to 500; what the log does not take in time waits in the journal',
  ]
}

function followersRow(figures: ScalingFigures): readonly string[] {
  return [
    'followers of one log',
    'their probes at rest, and the row above',
    `${figure(figures.connections.idleCommands)} commands/s a process at rest: 1,000 take ${percent(idleShare(figures, 1_000))} of the thread`,
    `${figure(followersAt(figures, 10))} at 10 records/s, ${figure(followersAt(figures, 100))} at 100/s`,
    'cells: processes that share data share a Redis; or fewer namespaces in each process',
    `a follower that lags is cut by Redis (32 MiB unread: ${figure(figures.followers.unreadUntilCut)} records), connects again and looks at the log`,
  ]
}

function memoryRow(): readonly string[] {
  const { afterSnapshot, running } = believedForSeconds(20)
  return [
    'what one log remembers',
    '5,000 to 10,000 deleted keys and tags in Redis, 100,000 in a process',
    'by its constants, not measured',
    `at 20 deletions/s of different targets a process that has just begun believes entries of the last ${figure(afterSnapshot)} s at least, a running one of the last ${figure(running)} s: shard where entries are to be used for longer`,
    'namespaces; one tag in the place of many keys',
    'takes older entries of Redis for misses and loads them anew: never an old value, but a colder cache',
  ]
}

function failoverRow(figures: ScalingFigures, failovers: ScalingReport['failovers']): readonly string[] {
  const { connections, snapshots } = figures
  const backMs = (connections.atRest * connections.connectUs + snapshots.lookUs) / 1_000
  const [largest] = failovers
    .filter(({ result }) => Number.isFinite(result.recoveryMs?.all))
    .toSorted((one, other) => other.result.processes - one.result.processes)
  return [
    'a failover of the log’s server',
    'all processes connect and look at the log in the same instant',
    `${figure(backMs)} ms of the server for a process that followed; a snapshot of a full log (${figure(FULL_LOG)}), for one that missed more than 1,000 records, ${figure(snapshotMs(figures))} ms`,
    largest
      ? `simulated: ${largest.scenario.name} are all back after ${span(largest.result.recoveryMs?.all ?? Number.NaN)}`
      : 'see the simulated failovers below',
    'cells; namespaces over several servers',
    'goes on from the last record that the new server has, and keeps its memory; reads one snapshot at a time where it must, and uses one that comes late',
  ]
}

function connectionsRow(figures: ScalingFigures): readonly string[] {
  const { connections } = figures
  return [
    'connections',
    '`maxclients`',
    `${connections.atRest} a process at rest, ${connections.underLoad} under load, ${figure(connections.bytes / 1_024)} KiB each`,
    `${figure(processesPerServer(figures))} processes at ${figure(MAX_CLIENTS)}; at most 3 + \`maxConnections\` a process`,
    'raise `maxclients`; lower `maxConnections`; cells',
    'a refused connection is tried again at most 0.4 s apart; the process serves from memory and the origin, and `health` tells',
  ]
}

function regionRow(): readonly string[] {
  return [
    'a second region',
    'the way between them, on every call',
    'simulated at 80 ms there and back',
    'at once: a read from a far Redis costs a round trip',
    'a Redis and a log of its own in each region',
    'nothing by itself: invalidations of one region do not reach the other’s log; the application sends them to both',
  ]
}
