import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import type { ConnectionFigures } from '../scaling-figures.ts'
import { type BenchServer, connected, openBenchServer } from '../bench-server.ts'
import { infoNumber, serverCostUs } from '../server-meter.ts'
import { samplePage, sampleRecord } from '../../sample-items.ts'
import { median, medianOf } from '../median.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'

/** Readers at once that fill every lane. */
const READERS = 512
const IDLE_MS = 2_000
/** From one probe of a cache to its next. */
const PROBE_MS = 500

/** What a process takes of a server by being connected to it. */
export async function measureConnections(sizes: ScalingSizes): Promise<ConnectionFigures> {
  const counts = await countConnections(sizes)
  const opening = await costOfOpening(sizes)
  return { ...counts, ...opening, ...(await costAtRest(sizes)) }
}

async function countConnections({ reads }: ScalingSizes): Promise<{ atRest: number; underLoad: number }> {
  await using bench = await openBenchServer()
  const cache = createCache({ shared: createRedisBackend({ url: bench.server.url }), l1MaxBytes: 0 })
  try {
    await cache.ready({ withinMs: 10_000 })
    const atRest = await clientsOf(bench)
    await load(cache, Math.min(reads, 20_000))
    return { atRest, underLoad: await clientsOf(bench) }
  } finally {
    await cache.close()
  }
}

async function clientsOf({ admin }: BenchServer): Promise<number> {
  return String(await admin.client('LIST'))
    .split('\n')
    .filter((line) => / name=larder:/.test(line)).length
}

/** Many small reads, and large ones among them. */
async function load(cache: Cache, reads: number): Promise<void> {
  const large = samplePage(1, 400_000)
  for (let index = 0; index < 8; index++) await cache.set(`page:${index}`, large)
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => cache.set(`record:${index}`, sampleRecord(index))),
  )
  let left = reads
  const reader = async (number: number) => {
    while (left-- > 0) await cache.get(number % 16 === 0 ? `page:${left % 8}` : `record:${left % 100}`)
  }
  await Promise.all(Array.from({ length: READERS }, (_, number) => reader(number)))
}

async function costOfOpening({
  idleCaches,
  rounds,
}: ScalingSizes): Promise<{ bytes: number; connectUs: number }> {
  const bytes: number[] = []
  const connectUs = await medianOf(rounds, async () => {
    // One of its own each time: a server frees the memory of connections some time after they have gone.
    await using bench = await openBenchServer()
    const { admin, server } = bench
    const before = await infoNumber(admin, 'memory', 'used_memory')
    const backends = Array.from({ length: idleCaches }, () => createRedisBackend({ url: server.url }))
    const us = await serverCostUs(admin, () => Promise.all(backends.map(connected)))
    const connections = await clientsOf(bench)
    bytes.push(((await infoNumber(admin, 'memory', 'used_memory')) - before) / connections)
    await Promise.all(backends.map((backend) => backend.close()))
    return us / connections
  })
  return { bytes: median(bytes), connectUs }
}

async function costAtRest({
  idleCaches,
  rounds,
}: ScalingSizes): Promise<{ idleCommands: number; idleUs: number }> {
  await using bench = await openBenchServer()
  const caches: Cache[] = []
  try {
    // At different times, as processes do: what comes in the same instant costs the server less.
    for (let index = 0; index < idleCaches; index++) {
      caches.push(createCache({ shared: createRedisBackend({ url: bench.server.url }) }))
      await pauseFor(PROBE_MS / idleCaches)
    }
    await Promise.all(caches.map((cache) => cache.ready({ withinMs: 30_000 })))
    const commands = () => infoNumber(bench.admin, 'stats', 'total_commands_processed')
    const perSecond = 1_000 / IDLE_MS / idleCaches
    const before = await commands()
    const idleUs = await medianOf(rounds, async () => {
      return (await serverCostUs(bench.admin, () => pauseFor(IDLE_MS))) * perSecond
    })
    return { idleUs, idleCommands: (((await commands()) - before) * perSecond) / rounds }
  } finally {
    await Promise.all(caches.map((cache) => cache.close()))
  }
}

function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
