import type { SharedBackend } from '@larder/cache-core'
import type { ReadCost, ReadFigures } from '../scaling-figures.ts'
import { type BenchServer, openBenchServer } from '../bench-server.ts'
import { encodeCommand, RawConnection } from '../raw-connection.ts'
import { samplePage, sampleRecord } from '../../sample-items.ts'
import { medianOf } from '../median.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'
import { serverCostUs } from '../server-meter.ts'

/** Keys of one MGET: a lone reader, a few, and what Larder joins at most. */
const BATCHES = [1, 8, 64, 256]
/** Commands of one write. */
const PIPELINE = 16
const KEYS = 2_000
const CALLERS = 64

const VALUES: readonly { readonly keys: number; readonly valueOf: (index: number) => unknown }[] = [
  { keys: KEYS, valueOf: (index) => ({ id: index, name: 'x'.repeat(60), at: '2026-01-10T19:30:00.000Z' }) },
  { keys: KEYS, valueOf: sampleRecord },
  { keys: 100, valueOf: (index) => samplePage(index, 90_000) },
]

/** What reads and writes of entries cost the server, and the process that makes them. */
export async function measureReads(sizes: ScalingSizes): Promise<ReadFigures> {
  const costs: ReadCost[] = []
  for (const value of VALUES) costs.push(...(await costsOf(value, sizes)))
  return { costs, ...(await costsByLarder(sizes)) }
}

async function costsOf(
  { keys, valueOf }: (typeof VALUES)[number],
  { reads, rounds }: ScalingSizes,
): Promise<readonly ReadCost[]> {
  await using bench = await openBenchServer()
  const backend = await bench.open()
  await fill(backend, keys, valueOf)
  const storedBytes = (await backend.store.inspect(keyOf(0)))?.storedBytes ?? 0
  const costs: ReadCost[] = []
  for (const batch of BATCHES) {
    const total = keys < KEYS ? Math.min(reads, 5_000) : reads
    const serverUs = await medianOf(rounds, () => readUs(bench, { batch, keys, total }))
    costs.push({ storedBytes, keys: batch, serverUs })
  }
  return costs
}

async function readUs(
  { admin, server }: BenchServer,
  { batch, keys, total }: { readonly batch: number; readonly keys: number; readonly total: number },
): Promise<number> {
  const raw = await RawConnection.open(server.port)
  const commandsAtOnce = Math.max(1, Math.round(PIPELINE / batch))
  let next = 0
  const commands = Array.from({ length: 50 }, () =>
    Buffer.concat(
      Array.from({ length: commandsAtOnce }, () =>
        encodeCommand(['MGET', ...Array.from({ length: batch }, () => keyOf(next++ % keys))]),
      ),
    ),
  )
  const bursts = Math.max(5, Math.ceil(total / batch / commandsAtOnce))
  const us = await serverCostUs(admin, async () => {
    for (let burst = 0; burst < bursts; burst++) await raw.exchange(commands[burst % 50] as Buffer)
  })
  raw.close()
  return us / (bursts * commandsAtOnce * batch)
}

async function costsByLarder({
  reads,
  rounds,
}: ScalingSizes): Promise<{ clientUs: number; writeUs: number; leaseUs: number }> {
  await using bench = await openBenchServer()
  const backend = await bench.open()
  const { store } = backend
  await fill(backend, KEYS, sampleRecord)
  const count = Math.max(500, Math.round(reads / 5))
  const clientUs = await medianOf(rounds, async () => {
    const before = process.cpuUsage()
    await byMany(count, (index) => store.get(keyOf(index % KEYS)))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / count
  })
  const writeUs = await medianOf(rounds, async () => {
    const write = () => byMany(count, (index) => store.set(keyOf(index % KEYS), entryOf(sampleRecord(index))))
    return (await serverCostUs(bench.admin, write)) / count
  })
  const leases = backend.openLeases('larder')
  const stamp = { era: 1, seq: 1 }
  const leaseUs = await medianOf(rounds, async () => {
    const lease = async (index: number) => {
      const [key, token] = [`lease:${index}`, `token${index}`]
      await leases.acquire(key, { token, ttlMs: 450, stamp, notBefore: 0 })
      await leases.release(key, token, 'kept')
    }
    return (await serverCostUs(bench.admin, () => byMany(count / 5, lease))) / (count / 5)
  })
  return { clientUs, writeUs, leaseUs }
}

async function byMany(count: number, act: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const caller = async () => {
    while (next < count) await act(next++)
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
}

async function fill(
  { store }: SharedBackend,
  keys: number,
  valueOf: (index: number) => unknown,
): Promise<void> {
  await byMany(keys, (index) => store.set(keyOf(index), entryOf(valueOf(index))))
}

function keyOf(index: number): string {
  return `larder:reservations:rec${String(index).padStart(14, '0')}`
}

function entryOf(value: unknown): Parameters<SharedBackend['store']['set']>[1] {
  const stamp = { era: 1, seq: 1, tags: [] }
  return { value, createdAt: Date.now(), ttlMs: 3_600_000, staleMs: 0, stamp, loadMs: 20 }
}
