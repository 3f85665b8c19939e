import type { SharedBackend } from '@larder/cache-core'
import type { FanOutPoint, FollowerFigures } from '../scaling-figures.ts'
import { Appender } from './measure-appends.ts'
import { type BenchServer, openBenchServer } from '../bench-server.ts'
import { encodeCommand, RawConnection } from '../raw-connection.ts'
import { FollowerProcess } from '../follower-process.ts'
import { fitLine } from '../line-fit.ts'
import { median, medianOf } from '../median.ts'
import { serverCostUs } from '../server-meter.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'

const NAMESPACE = 'larder'
const CHANNEL = `{${NAMESPACE}}:log`
/** Only a message begins with it, and nothing in it has one. */
const MESSAGE_BEGINS = '*'.codePointAt(0) as number
/** Redis's default for subscribers: cut at once above it, in bytes. */
const PUBSUB_HARD_LIMIT = 32 * 2 ** 20

/** What followers of one log cost its server, by their number. */
export async function measureFollowers(sizes: ScalingSizes): Promise<FollowerFigures> {
  const points: FanOutPoint[] = []
  for (const followers of sizes.followers) points.push(await pointOf(followers, sizes))
  const messageBytes = await bytesOfMessage()
  return {
    points,
    alone: fitLine(points.map(({ followers, aloneUs }) => [followers, aloneUs])),
    burst: fitLine(points.map(({ followers, burstUs }) => [followers, burstUs])),
    clientUs: await clientCpuUs(sizes),
    messageBytes,
    unreadUntilCut: Math.floor(PUBSUB_HARD_LIMIT / messageBytes),
  }
}

async function pointOf(followers: number, { appends, rounds }: ScalingSizes): Promise<FanOutPoint> {
  await using bench = await openBenchServer()
  const crowd = await Crowd.gather(bench, followers)
  const backend = await bench.open()
  const appender = new Appender(backend.openLog(NAMESPACE))
  await crowd.told(1, () => appender.append(1))
  const count = Math.max(20, Math.min(appends, Math.round((10 * appends) / followers)))
  const lastMs: number[] = []
  const aloneUs = await medianOf(rounds, async () => {
    const us = await serverCostUs(bench.admin, async () => {
      for (let record = 0; record < count; record++)
        lastMs.push(await crowd.told(1, () => appender.append(1)))
    })
    return us / count
  })
  const burstUs = await medianOf(rounds, async () => {
    const us = await serverCostUs(bench.admin, () =>
      crowd.told(count, () => Promise.all(burst(backend, count))),
    )
    return us / count
  })
  crowd.leave()
  return { followers, aloneUs, burstUs, lastMs: median(lastMs) }
}

/** Records without a pause between them: each of them asks where nothing can be missing, as one log with many waiting does. */
function burst(backend: SharedBackend, count: number): readonly Promise<unknown>[] {
  const log = backend.openLog(NAMESPACE)
  const end = { era: 1, term: 0, seq: 0, nonce: 0 }
  const barriers = [{ kind: 'key', target: 'reservations:rec00000000000001', effect: 'delete' }] as const
  return Array.from({ length: count }, (_, index) => log.append(barriers, index + 1, end))
}

/** Bare connections that listen to the log's channel. */
class Crowd {
  readonly #members: readonly RawConnection[]
  #heard = 0
  #wanted = 0
  #done: (() => void) | undefined

  static async gather({ server }: BenchServer, size: number): Promise<Crowd> {
    const members: RawConnection[] = []
    for (let member = 0; member < size; member++) members.push(await RawConnection.open(server.port))
    for (const member of members) member.socket.write(encodeCommand(['SUBSCRIBE', CHANNEL]))
    const crowd = new Crowd(members)
    await crowd.#hear(1)
    return crowd
  }

  private constructor(members: readonly RawConnection[]) {
    this.#members = members
    for (const member of members) member.onData((chunk) => this.#count(chunk))
  }

  /** Does it, and resolves when all have heard so many records: to how long that took, in ms. */
  async told(records: number, act: () => Promise<unknown>): Promise<number> {
    const startedAt = performance.now()
    const heard = this.#hear(records)
    await act()
    await heard
    return performance.now() - startedAt
  }

  leave(): void {
    for (const member of this.#members) member.close()
  }

  #hear(records: number): Promise<void> {
    this.#wanted += records * this.#members.length
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#done = resolve
    this.#look()
    return promise
  }

  #count(chunk: Buffer): void {
    for (const byte of chunk) if (byte === MESSAGE_BEGINS) this.#heard++
    this.#look()
  }

  #look(): void {
    if (this.#heard >= this.#wanted) this.#done?.()
  }
}

async function bytesOfMessage(): Promise<number> {
  await using bench = await openBenchServer()
  const raw = await RawConnection.open(bench.server.port)
  raw.socket.write(encodeCommand(['SUBSCRIBE', CHANNEL]))
  const backend = await bench.open()
  const appender = new Appender(backend.openLog(NAMESPACE))
  await appender.append(1)
  await settled(raw)
  const before = raw.bytesRead
  for (let record = 0; record < 100; record++) await appender.append(1)
  await settled(raw)
  raw.close()
  return (raw.bytesRead - before) / 100
}

async function settled(raw: RawConnection): Promise<void> {
  let seen = -1
  while (raw.bytesRead !== seen) {
    seen = raw.bytesRead
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** CPU of a real process with a real cache, for each record that comes alone; what it uses anyway is taken off. */
async function clientCpuUs({ appends, rounds }: ScalingSizes): Promise<number> {
  await using bench = await openBenchServer()
  await using follower = await FollowerProcess.start(bench.server.url)
  const backend = await bench.open()
  const appender = new Appender(backend.openLog(NAMESPACE))
  await appender.append(1)
  return await medianOf(rounds, async () => {
    const startedAt = performance.now()
    const before = await follower.cpuUs()
    for (let record = 0; record < appends; record++) await appender.append(1)
    const busyUs = (await follower.cpuUs()) - before
    const tookMs = performance.now() - startedAt
    const idleFrom = await follower.cpuUs()
    await new Promise((resolve) => setTimeout(resolve, tookMs))
    const idleUs = (await follower.cpuUs()) - idleFrom
    return (busyUs - idleUs) / appends
  })
}
