import type { FleetFigures } from '../scaling-figures.ts'
import { type BenchServer, openBenchServer } from '../bench-server.ts'
import { FollowerProcess } from '../follower-process.ts'
import { keyBarrier, NOWHERE } from './measure-appends.ts'
import { quantile } from '../median.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'
import type { Barrier, InvalidationLog } from '@larder/cache-core'

const NAMESPACE = 'larder'
const RECORD = 500
/** Between two records of the calm part, in ms. */
const EVERY_MS = 50
/** Time for all to be back after the log changed hands, in ms. */
const PATIENCE_MS = 10_000

/** Real processes with one real cache each: how soon they hear of a record, and how soon they are back after a failover. */
export async function measureFleet({ processes, fleetMs, snapshots }: ScalingSizes): Promise<FleetFigures> {
  await using bench = await openBenchServer()
  const log = (await bench.open()).openLog(NAMESPACE)
  await using fleet = await Fleet.start(bench, processes)
  for (let sent = 0; sent < fleetMs / EVERY_MS; sent++) {
    await append(log, [stamped()])
    await pauseFor(EVERY_MS)
  }
  const delays = (await fleet.reports()).flatMap(({ delaysMs }) => delaysMs)
  const barriers = Math.max(...snapshots)
  for (let made = 0; made < barriers; made += 2 * RECORD)
    for (const effect of ['delete', 'replace'] as const)
      await append(
        log,
        Array.from({ length: RECORD }, (_, index) => keyBarrier(made + index, effect)),
      )
  await pauseFor(1_000)
  await fleet.reports()
  return {
    processes,
    delayMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
    recoveryMs: await recoveryMs(bench, log, fleet),
  }
}

/** The log is told that another server has it, as after a failover, and all hear of it in the same instant. */
async function recoveryMs({ admin }: BenchServer, log: InvalidationLog, fleet: Fleet): Promise<number> {
  await admin.hset(`{${NAMESPACE}}:barriers`, '#server', 'another')
  const changedAt = Date.now()
  await append(log, [stamped()])
  await pauseFor(PATIENCE_MS)
  const turns = (await fleet.reports()).map((report) => report.turns.at(-1))
  if (turns.some((last) => last?.isHealthy === false)) return Number.POSITIVE_INFINITY
  return Math.max(0, ...turns.map((last) => (last?.at ?? changedAt) - changedAt))
}

async function append(log: InvalidationLog, barriers: readonly Barrier[]): Promise<void> {
  await log.append(barriers, 1 + Math.floor(Math.random() * 2 ** 31), NOWHERE)
}

/** Its target says when it was sent: see follower-main.ts. */
function stamped(): Barrier {
  const nowUs = Math.round(1_000 * (performance.timeOrigin + performance.now()))
  return { kind: 'key', target: `sent:${nowUs}:`, effect: 'delete' }
}

class Fleet implements AsyncDisposable {
  readonly #members: readonly FollowerProcess[]

  private constructor(members: readonly FollowerProcess[]) {
    this.#members = members
  }

  static async start({ server }: BenchServer, processes: number): Promise<Fleet> {
    const members: FollowerProcess[] = []
    for (let index = 0; index < processes; index++) members.push(await FollowerProcess.start(server.url))
    return new Fleet(members)
  }

  reports(): Promise<Awaited<ReturnType<FollowerProcess['report']>>[]> {
    return Promise.all(this.#members.map((member) => member.report()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#members.map((member) => member[Symbol.asyncDispose]()))
  }
}

function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
