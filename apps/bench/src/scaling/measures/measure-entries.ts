import type { SharedBackend, StoredEntry } from '@larder/cache-core'
import type { EntryFigures, EntrySize } from '../scaling-figures.ts'
import { samplePage, sampleRecord } from '../../sample-items.ts'
import { type BenchServer, openBenchServer } from '../bench-server.ts'
import { encodeCommand, RawConnection } from '../raw-connection.ts'
import { infoNumber } from '../server-meter.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'

interface Kind {
  readonly what: string
  readonly tags: number
  readonly isPage?: boolean
  readonly valueOf: (index: number) => unknown
}

const KINDS: readonly Kind[] = [
  { what: 'value of 100 B', tags: 0, valueOf: small },
  { what: 'record of 900 B', tags: 0, valueOf: sampleRecord },
  { what: 'record of 900 B, 3 tags', tags: 3, valueOf: sampleRecord },
  { what: 'page of 100 records', tags: 0, isPage: true, valueOf: (index) => samplePage(index, 90_000) },
]

const AT_ONCE = 256
const HOUR_MS = 3_600_000

/** Bytes of Redis for one entry, by what is in it; each kind on a server of its own, in whole. */
export async function measureEntries({ entries, pages }: ScalingSizes): Promise<EntryFigures> {
  const sizes: EntrySize[] = []
  for (const kind of KINDS) sizes.push(await sizeOf(kind, kind.isPage ? pages : entries))
  const bare = await bareBytes(entries, [])
  const expiring = await bareBytes(entries, ['PX', HOUR_MS])
  return { sizes, keyBytes: bare, expiryBytes: expiring - bare }
}

async function sizeOf(kind: Kind, count: number): Promise<EntrySize> {
  await using bench = await openBenchServer()
  const backend = await bench.open()
  const before = await settledMemory(bench)
  await fill(backend, kind, count)
  const after = await settledMemory(bench)
  const sample = await backend.store.inspect(keyOf(0))
  return {
    what: kind.what,
    jsonBytes: sample?.rawBytes ?? 0,
    tags: kind.tags,
    storedBytes: sample?.storedBytes ?? 0,
    redisBytes: (after - before) / count,
  }
}

async function fill(backend: SharedBackend, { tags, valueOf }: Kind, count: number): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const part = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index)
    await Promise.all(
      part.map((index) => backend.store.set(keyOf(index), entryOf(valueOf(index), index, tags))),
    )
  }
}

/** Client buffers come and go: they are not the entries'. */
async function settledMemory({ admin }: BenchServer): Promise<number> {
  const clients = await infoNumber(admin, 'memory', 'mem_clients_normal')
  return (await infoNumber(admin, 'memory', 'used_memory')) - clients
}

/** What Redis adds to the bytes of a key and of its value. */
async function bareBytes(count: number, options: readonly (string | number)[]): Promise<number> {
  await using bench = await openBenchServer()
  const raw = await RawConnection.open(bench.server.port)
  const before = await settledMemory(bench)
  const value = 'v'.repeat(100)
  for (let from = 0; from < count; from += 1_000) {
    const part = Array.from({ length: Math.min(1_000, count - from) }, (_, index) => from + index)
    await raw.exchange(
      Buffer.concat(part.map((index) => encodeCommand(['SET', keyOf(index), value, ...options]))),
    )
  }
  const bytes = ((await settledMemory(bench)) - before) / count - keyOf(0).length - value.length
  raw.close()
  return bytes
}

function small(index: number): unknown {
  return { id: index, name: 'x'.repeat(60), at: '2026-01-10T19:30:00.000Z' }
}

/** As long as a record's key: namespace, table and id. */
function keyOf(index: number): string {
  return `larder:reservations:rec${String(index).padStart(14, '0')}`
}

function entryOf(value: unknown, index: number, tags: number): StoredEntry {
  return {
    value,
    createdAt: Date.now(),
    ttlMs: HOUR_MS,
    staleMs: 0,
    stamp: {
      era: 1,
      seq: index,
      tags: Array.from({ length: tags }, (_, tag) => `table:reservations:${tag}`),
    },
    loadMs: 20,
  }
}
