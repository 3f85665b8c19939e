import type { HerdPoint, SnapshotCost, SnapshotFigures } from '../scaling-figures.ts'
import { Appender, NOWHERE } from './measure-appends.ts'
import { type BenchServer, openBenchServer } from '../bench-server.ts'
import { encodeCommand, RawConnection } from '../raw-connection.ts'
import { fitLine } from '../line-fit.ts'
import { median, medianOf } from '../median.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'
import { serverCostUs } from '../server-meter.ts'

const NAMESPACE = 'larder'
/** Of a call to the shared tier, in ms: Larder's default. */
const DEADLINE_MS = 150
const REPEATS = 10
const LOOKS = 2_000

/** What it costs to catch up: by a look at the log, and by a snapshot where that does not do. */
export async function measureSnapshots(sizes: ScalingSizes): Promise<SnapshotFigures> {
  const costs: SnapshotCost[] = []
  for (const barriers of sizes.snapshots) costs.push(await costOf(barriers, sizes))
  const herd: HerdPoint[] = []
  for (const connections of sizes.herd) herd.push(await herdOf(connections, sizes))
  return {
    costs,
    server: fitLine(costs.map(({ barriers, serverUs }) => [barriers, serverUs])),
    herd,
    lookUs: await lookUs(sizes),
  }
}

async function costOf(barriers: number, { rounds }: ScalingSizes): Promise<SnapshotCost> {
  await using bench = await openBenchServer()
  const backend = await bench.open()
  const log = backend.openLog(NAMESPACE)
  await remember(new Appender(log), barriers)
  const known = (await log.snapshot()).barriers.length
  const clientUs: number[] = []
  const serverUs = await medianOf(rounds, async () => {
    const us = await serverCostUs(bench.admin, async () => {
      for (let time = 0; time < REPEATS; time++) {
        const before = process.cpuUsage()
        await log.snapshot()
        const { user, system } = process.cpuUsage(before)
        clientUs.push(user + system)
      }
    })
    return us / REPEATS
  })
  const asking = await recorded(bench, () => log.snapshot())
  const raw = await RawConnection.open(bench.server.port)
  await raw.exchange(asking)
  const replyBytes = raw.bytesRead
  raw.close()
  return { barriers: known, serverUs, clientUs: median(clientUs), replyBytes }
}

/** All ask in the same instant, as all processes do that were cut off for long, or begin together. */
async function herdOf(connections: number, { snapshots }: ScalingSizes): Promise<HerdPoint> {
  await using bench = await openBenchServer()
  const log = (await bench.open()).openLog(NAMESPACE)
  await remember(new Appender(log), Math.max(...snapshots))
  const asking = await recorded(bench, () => log.snapshot())
  const herd: RawConnection[] = []
  for (let member = 0; member < connections; member++) herd.push(await RawConnection.open(bench.server.port))
  const startedAt = performance.now()
  const tookMs = await Promise.all(
    herd.map(async (member) => {
      await member.exchange(asking)
      return performance.now() - startedAt
    }),
  )
  for (const member of herd) member.close()
  const inTime = tookMs.filter((ms) => ms <= DEADLINE_MS).length / connections
  return { connections, lastMs: Math.max(...tookMs), inTime }
}

/** Half of them deletions and half sets, which the log remembers apart. */
async function remember(appender: Appender, barriers: number): Promise<void> {
  const record = Math.min(500, Math.ceil(barriers / 2))
  for (let made = 0; made < barriers; made += 2 * record) {
    await appender.append(record, 'delete')
    await appender.append(record, 'replace')
  }
}

async function lookUs({ rounds, appends }: ScalingSizes): Promise<number> {
  await using bench = await openBenchServer()
  const log = (await bench.open()).openLog(NAMESPACE)
  await new Appender(log).append(1)
  const { end } = await log.readSince(NOWHERE)
  const looks = Math.min(LOOKS, appends)
  return await medianOf(rounds, async () => {
    const us = await serverCostUs(bench.admin, async () => {
      for (let look = 0; look < looks; look++) await log.readSince(end)
    })
    return us / looks
  })
}

/** What Larder sends for a script, to be sent again by clients that cost nothing. */
async function recorded({ admin }: BenchServer, act: () => Promise<unknown>): Promise<Buffer> {
  const listener = admin.duplicate()
  const monitor = await listener.monitor()
  const seen = Promise.withResolvers<readonly string[]>()
  monitor.on('monitor', (_at: string, args: readonly string[], source: string) => {
    if (args[0]?.toLowerCase() === 'evalsha' && source !== 'lua') seen.resolve(args)
  })
  await act()
  const args = await seen.promise
  monitor.disconnect()
  listener.disconnect()
  return encodeCommand(args)
}
