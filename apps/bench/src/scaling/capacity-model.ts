import type { ReadCost, ScalingFigures } from './scaling-figures.ts'

/** A share of the one thread of a Redis that may be used before its queue grows long: above it, waits multiply. */
export const BUSY_SHARE = 0.5
/** A share of maxmemory that entries may take: the rest is for connections, the log, fragmentation and copies. */
export const MEMORY_SHARE = 0.75
/** Redis's default. */
export const MAX_CLIENTS = 10_000
/** Larder's default deadline of a call to the shared tier, in ms. */
export const DEADLINE_MS = 150
/** Deletions that a log remembers at least, of different keys and tags, and a running process: see redis-invalidation-log.ts and barrier-table.ts. */
const GENERATION = 5_000
const OF_PROCESS = 100_000
/** Most barriers that a log remembers: two generations of 5,000, of deletions and of sets. */
export const FULL_LOG = 20_000

const SECOND_US = 1e6

/** Entries that fit into one GiB of maxmemory. */
export function entriesPerGiB(redisBytes: number): number {
  return Math.floor((MEMORY_SHARE * 2 ** 30) / redisBytes)
}

/** Nodes of so many GiB that hold so many entries. */
export function nodesForEntries(entries: number, redisBytes: number, nodeGiB: number): number {
  return Math.ceil(entries / (entriesPerGiB(redisBytes) * nodeGiB))
}

/** Records a second that take the given share of the thread: each alone, and many without a pause between them. */
export function recordsPerSecond(
  { followers: { alone, burst } }: Pick<ScalingFigures, 'followers'>,
  followers: number,
  share: number = BUSY_SHARE,
): { readonly alone: number; readonly burst: number } {
  const rate = ({ fixed, slope }: typeof alone) =>
    (share * SECOND_US) / Math.max(1, fixed + slope * followers)
  return { alone: rate(alone), burst: rate(burst) }
}

/** Followers that one log can have at so many records a second, each alone, beside what they cost at rest. */
export function followersAt(
  { followers: { alone }, connections }: Pick<ScalingFigures, 'followers' | 'connections'>,
  records: number,
  share: number = BUSY_SHARE,
): number {
  const left = share * SECOND_US - records * alone.fixed
  return Math.max(0, Math.floor(left / (records * alone.slope + connections.idleUs)))
}

/** The share of the thread that so many processes take with nothing to do, by probes and looks at the log. */
export function idleShare({ connections }: Pick<ScalingFigures, 'connections'>, processes: number): number {
  return (processes * connections.idleUs) / SECOND_US
}

/** Processes that one server takes before it refuses connections, when all have as many as under load. */
export function processesPerServer(
  { connections }: Pick<ScalingFigures, 'connections'>,
  maxClients: number = MAX_CLIENTS,
): number {
  // Redis keeps some for itself, and operators want one.
  return Math.floor((maxClients - 32) / connections.underLoad)
}

/** Reads a second that one node can answer. */
export function readsPerNode({ serverUs }: ReadCost, share: number = BUSY_SHARE): number {
  return (share * SECOND_US) / serverUs
}

/** Nodes that so many reads a second need. */
export function nodesForReads(reads: number, cost: ReadCost, share: number = BUSY_SHARE): number {
  return Math.max(1, Math.ceil(reads / readsPerNode(cost, share)))
}

/** What one snapshot of a log that remembers so many barriers costs its server, in ms. */
export function snapshotMs(
  { snapshots }: Pick<ScalingFigures, 'snapshots'>,
  barriers: number = FULL_LOG,
): number {
  return (snapshots.server.fixed + snapshots.server.slope * barriers) / 1_000
}

/** Processes that can have a snapshot within the deadline when all ask in the same instant. */
export function herdInTime(
  figures: Pick<ScalingFigures, 'snapshots'>,
  barriers: number = FULL_LOG,
  deadlineMs: number = DEADLINE_MS,
): number {
  return Math.max(1, Math.floor(deadlineMs / snapshotMs(figures, barriers)))
}

/**
 * Up to which age entries of Redis are believed at so many deletions of different targets a second, in s: by a process
 * that has just read a snapshot, at least, and by one that has been there all the while.
 */
export function believedForSeconds(deletions: number): {
  readonly afterSnapshot: number
  readonly running: number
} {
  return { afterSnapshot: GENERATION / deletions, running: OF_PROCESS / deletions }
}
