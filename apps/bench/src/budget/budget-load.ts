import { listQueryFromSearch, type RecordCache } from '@larder/airtable-adapter'
import type { Random } from '@larder/cache-core'

export const BASE = 'appReservasDemo01'
const TABLE = 'Clientes'
/** Records that are read over and over, and written. */
const RECORDS = Array.from({ length: 40 }, (_, index) => `recCliente${String(index + 1).padStart(7, '0')}`)

export interface LoadMix {
  /** All requests of this process, per second. */
  readonly perSecond: number
  /** Of them, writes and lists that nobody has asked for yet: they have to go upstream. The rest reads records. */
  readonly writesPerSecond: number
  readonly newListsPerSecond: number
}

export interface LoadCounts {
  requests: number
  answered: number
  /** For want of a slot in time. */
  refused: number
  failed: number
}

/** Sends requests at random instants, whether those before are answered or not, until the signal aborts. */
export async function runBudgetLoad(
  records: RecordCache,
  { perSecond, writesPerSecond, newListsPerSecond }: LoadMix,
  random: Random,
  signal: AbortSignal,
): Promise<LoadCounts> {
  const counts: LoadCounts = { requests: 0, answered: 0, refused: 0, failed: 0 }
  const running = new Set<Promise<void>>()
  const startedAt = performance.now()
  for (let due = 0; !signal.aborted;) {
    due += (-Math.log(1 - random.next()) * 1_000) / perSecond
    const waitMs = startedAt + due - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    counts.requests++
    const call = sendOne(records, random, random.next() * perSecond, [writesPerSecond, newListsPerSecond])
      .then(
        () => void counts.answered++,
        (error: { readonly code?: string }) =>
          void (error.code === 'RATE_LIMITED' || error.code === 'DEADLINE_EXCEEDED'
            ? counts.refused++
            : counts.failed++),
      )
      .finally(() => running.delete(call))
    running.add(call)
  }
  await Promise.all(running)
  return counts
}

/** What keeps the slots busy that nobody waits for: a page of all records, from which the cache has them. */
export async function readAll(records: RecordCache): Promise<void> {
  await records.listPage(BASE, TABLE, listQueryFromSearch(new URLSearchParams()))
}

async function sendOne(
  records: RecordCache,
  random: Random,
  dice: number,
  [writes, lists]: readonly [number, number],
): Promise<unknown> {
  const recordId = RECORDS[Math.floor(RECORDS.length * random.next())] as string
  if (dice < writes) {
    const body = { fields: { Notas: `${random.next()}` } }
    const { signal } = new AbortController()
    return records.write({ method: 'PATCH', base: BASE, table: TABLE, recordId, body }, signal)
  }
  if (dice < writes + lists) {
    const filter = `{Notas}='${random.next()}'`
    return records.listPage(
      BASE,
      TABLE,
      listQueryFromSearch(new URLSearchParams({ filterByFormula: filter })),
    )
  }
  return records.record(BASE, TABLE, recordId, new URLSearchParams())
}
