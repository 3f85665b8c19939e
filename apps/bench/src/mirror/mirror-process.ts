import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  AirtableSource,
  createAirtableClient,
  type ListQuery,
  listQueryFromSearch,
  RecordCache,
} from '@larder/airtable-adapter'
import { createCache, RateLimit, systemClock } from '@larder/cache-core'

/** What one process has measured of its mirror. */
export interface MirrorFigures {
  readonly records: number
  readonly loadMs: number
  /** More than before the tables were read. */
  readonly heapBytes: number
  readonly questions: readonly MirrorQuestion[]
}

export interface MirrorQuestion {
  readonly name: string
  readonly count: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** How long anything else of the process had to wait at most. */
  readonly blockedMs: number
}

/*
 * One process that mirrors the demo base: `mirror-process.ts AIRTABLE LIMITER`. It reads the tables, within the budget where
 * there is a limiter, asks its questions, and tells its figures.
 */

const BASE = 'appReservasDemo01'
const TABLES = ['Mesas', 'Turnos', 'Clientes', 'Reservas']
const [airtableUrl = '', limiter = 'documented'] = process.argv.slice(2)

process.on('disconnect', () => process.exit(0))
const before = heapBytes()
const client = createAirtableClient({ apiKey: 'patBench', endpointUrl: airtableUrl })
const budget = limiter === 'off' ? new RateLimit({ limit: 100_000, clock: systemClock }) : undefined
const source = new AirtableSource({ client, budget })
const mirror = { tables: { [BASE]: TABLES }, isFollowed: () => true }
const startedAt = performance.now()
const records = new RecordCache({ cache: createCache(), source, mirror })
while (!isCurrent()) await new Promise((resolve) => setTimeout(resolve, 20))
const loadMs = performance.now() - startedAt
const heap = heapBytes() - before
const questions = [
  await ask('filter, never asked before', 200, (index) =>
    query({ filterByFormula: `AND({Estado}='Confirmada',{Personas}>${1 + index / 1_000})` }),
  ),
  await ask('filter on a linked name, never asked before', 100, (index) =>
    query({ filterByFormula: `FIND('${index}',{Cliente})` }),
  ),
  await ask('sort of all, never asked before', 20, (index) =>
    query({
      maxRecords: String(1_000 + index),
      'sort[0][field]': 'Fecha',
      'sort[0][direction]': 'desc',
      'sort[1][field]': 'Código',
    }),
  ),
  await ask('the same filter again', 20_000, () =>
    query({ filterByFormula: "AND({Estado}='Confirmada',{Personas}>2)" }),
  ),
]
const size = records.mirrorStatus().reduce((sum, one) => sum + one.records, 0)
const figures: MirrorFigures = { records: size, loadMs, heapBytes: heap, questions }
process.send?.(figures)
await records.close()
process.disconnect()

function isCurrent(): boolean {
  const status = records.mirrorStatus()
  return status.length === TABLES.length && status.every(({ state }) => state === 'current')
}

function query(parameters: Readonly<Record<string, string>>): ListQuery {
  return listQueryFromSearch(new URLSearchParams(parameters))
}

async function ask(
  name: string,
  count: number,
  queryOf: (index: number) => ListQuery,
): Promise<MirrorQuestion> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const times: number[] = []
  await records.listPage(BASE, 'Reservas', queryOf(count))
  delay.enable()
  for (let index = 0; index < count; index++) {
    const asked = queryOf(index)
    const from = performance.now()
    const { detail } = await records.listPage(BASE, 'Reservas', asked)
    times.push(performance.now() - from)
    // As requests do, which come one by one.
    await nextTurn()
    if (detail !== 'mirror') throw new Error(`${name}: not answered from the copy (${String(detail)}).`)
  }
  delay.disable()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    name,
    count,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    blockedMs: delay.max / 1e6,
  }
}

/** After everything that can be freed is. */
function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
