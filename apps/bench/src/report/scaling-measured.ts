import {
  entriesPerGiB,
  followersAt,
  herdInTime,
  idleShare,
  nodesForReads,
  readsPerNode,
  recordsPerSecond,
  snapshotMs,
} from '../scaling/capacity-model.ts'
import type { ScalingFigures } from '../scaling/scaling-figures.ts'
import { figure, percent, span } from './scaling-figure.ts'
import { table } from './markdown-row.ts'

const READS = 1_000_000

/** What was measured on one machine, and what follows from it by arithmetic, in Markdown. */
export function measuredTables(figures: ScalingFigures): string {
  return [
    '### Entries and bytes',
    entriesTable(figures),
    '### One log, by its followers',
    followersTable(figures),
    '### Followers of one log, by its records',
    ratesTable(figures),
    '### Snapshots and herds',
    snapshotTable(figures),
    herdTable(figures),
    '### Connections and processes at rest',
    connectionsTable(figures),
    '### Reads and writes of one node',
    readsTable(figures),
  ].join('\n\n')
}

function entriesTable({ entries }: ScalingFigures): string {
  const rows = entries.sizes.map(({ what, jsonBytes, storedBytes, redisBytes }) => [
    what,
    `${figure(jsonBytes)} B`,
    `${figure(storedBytes)} B`,
    `${figure(redisBytes)} B`,
    figure(entriesPerGiB(redisBytes)),
    `${figure((10_000_000 * redisBytes) / 2 ** 30)} GiB`,
  ])
  return `${table(['entry', 'as JSON', 'stored', 'in Redis', 'entries per GiB', '10 million entries'], rows)}

Of it, ${figure(entries.keyBytes)} B are what Redis adds to any key and value, and ${figure(entries.expiryBytes)} B its expiry. Entries per GiB of \`maxmemory\` of which they take three quarters.`
}

function followersTable(figures: ScalingFigures): string {
  const { points, alone, burst, clientUs, messageBytes } = figures.followers
  const rows = points.map(({ followers, aloneUs, burstUs, lastMs }) => {
    const rates = recordsPerSecond(figures, followers)
    return [
      figure(followers),
      `${figure(aloneUs)} µs`,
      `${figure(burstUs)} µs`,
      `${figure(lastMs)} ms`,
      `${figure(rates.alone)}/s`,
      `${figure(rates.burst)}/s`,
    ]
  })
  const header = [
    'followers',
    'a record alone',
    'in a burst',
    'until the last has it',
    'records alone',
    'in bursts',
  ]
  return `${table(header, rows)}

CPU of the server's thread for one record of one invalidation; records a second at half of the thread. The lines through them: ${figure(alone.fixed)} µs and ${figure(alone.slope)} µs a follower alone, ${figure(burst.fixed)} µs and ${figure(burst.slope)} µs in a burst. A message is ${figure(messageBytes)} B, and costs the process that hears it alone ${figure(clientUs)} µs. One record holds up to 500 invalidations of one process: ${figures.appends.costs.map(({ barriers, serverUs }) => `${barriers} cost ${figure(serverUs)} µs`).join(', ')}, with nobody following.`
}

function ratesTable(figures: ScalingFigures): string {
  const rows = [1, 10, 50, 100, 300, 1_000].map((records) => [
    `${figure(records)}/s`,
    figure(followersAt(figures, records)),
  ])
  return `${table(['records, each alone', 'followers at half of the thread'], rows)}

What processes cost at rest is taken off.`
}

function snapshotTable(figures: ScalingFigures): string {
  const { snapshots } = figures
  const rows = snapshots.costs.map(({ barriers, serverUs, clientUs, replyBytes }) => [
    figure(barriers),
    `${figure(serverUs / 1_000)} ms`,
    `${figure(clientUs / 1_000)} ms`,
    `${figure(replyBytes / 1_024)} KiB`,
    figure(herdInTime(figures, barriers)),
  ])
  return `${table(['invalidations remembered', 'of the server', 'of the process', 'reply', 'at once within 150 ms'], rows)}

By the line through them a full log, 20,000, costs its server ${figure(snapshotMs(figures))} ms a snapshot: ${figure(1_000 / snapshotMs(figures))} a second, and ${figure(herdInTime(figures))} processes at once within the default deadline. A look that finds nothing new costs ${figure(snapshots.lookUs)} µs.`
}

function herdTable({ snapshots }: ScalingFigures): string {
  const rows = snapshots.herd.map(({ connections, lastMs, inTime }) => [
    figure(connections),
    span(lastMs),
    percent(inTime),
  ])
  return `${table(['connections that ask in the same instant', 'until the last has its snapshot', 'within 150 ms'], rows)}

Measured with clients that cost nothing, on a log that remembers ${figure(Math.max(...snapshots.costs.map(({ barriers }) => barriers)))}.`
}

function connectionsTable(figures: ScalingFigures): string {
  const { connections } = figures
  const rows = [
    ['connections of one process, at rest', figure(connections.atRest)],
    ['with 512 readers at once, large values among them', figure(connections.underLoad)],
    ['memory of the server for one', `${figure(connections.bytes / 1_024)} KiB`],
    ['CPU of the server to open one', `${figure(connections.connectUs)} µs`],
    ['commands of a process at rest', `${figure(connections.idleCommands)}/s`],
    ['CPU of the server for it', `${figure(connections.idleUs)} µs each second`],
    ['1,000 processes at rest', `${percent(idleShare(figures, 1_000))} of the thread`],
  ]
  return table(['', ''], rows)
}

function readsTable({ reads, snapshots }: ScalingFigures): string {
  const rows = reads.costs.map((cost) => [
    `${figure(cost.storedBytes)} B`,
    figure(cost.keys),
    `${figure(cost.serverUs)} µs`,
    `${figure(readsPerNode(cost))}/s`,
    figure(nodesForReads(READS, cost)),
  ])
  return `${table(['stored', 'keys of one MGET', 'of the server, a key', 'keys at half of the thread', 'nodes for a million keys a second'], rows)}

Some 16 keys at least come in one write, as they do from busy processes; a command that comes all alone costs the server what a look at the log does, ${figure(snapshots.lookUs)} µs, most of it for waking up and for the socket. A read of 900 B of JSON costs the process ${figure(reads.clientUs)} µs, a write the server ${figure(reads.writeUs)} µs, a lease taken and given back ${figure(reads.leaseUs)} µs.`
}
