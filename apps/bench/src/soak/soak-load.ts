import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@larder/cache-core'
import type { SoakLedger } from './soak-ledger.ts'

export interface SoakLoadOptions {
  /** Of the servers. */
  readonly urls: readonly string[]
  readonly base: string
  readonly ledger: SoakLedger
  readonly random: Random
  /** Ids of records that are read and written. */
  readonly records: readonly string[]
  readonly signal: AbortSignal
}

const READERS = 8
/** Between two requests of one client, in ms, on average. */
const READ_EVERY_MS = 60
const WRITE_EVERY_MS = 1_500
/** No answer by then counts as none; a write is waited for, so that it is known when it may have had its effect. */
const TIMEOUT_MS = 10_000
const WRITE_TIMEOUT_MS = 90_000
/** The table that is written. */
export const TABLE = 'Clientes'

/** Lists that an application would ask for: pages, sorts, filters. */
const LISTS = [
  'Mesas',
  'Turnos',
  'Mesas?view=Terraza',
  'Clientes?pageSize=20',
  'Clientes?pageSize=20&sort[0][field]=Nombre',
  'Clientes?filterByFormula={VIP}&maxRecords=10',
]

/** Clients that read and write without pause until the signal aborts; the ledger hears of everything. */
export async function runSoakLoad(options: SoakLoadOptions): Promise<void> {
  const readers = Array.from({ length: READERS }, (_, index) => readOn(options, index))
  await Promise.all([...readers, writeOn(options)])
}

async function readOn(options: SoakLoadOptions, reader: number): Promise<void> {
  const { random, records, urls, signal } = options
  while (!signal.aborted) {
    const process = Math.floor(random.next() * urls.length)
    const record = random.next() < 0.7 ? pick(records, random) : undefined
    await readOne(options, process, record)
    await pause(READ_EVERY_MS * (0.5 + random.next()) + reader)
  }
}

async function readOne(options: SoakLoadOptions, process: number, record: string | undefined): Promise<void> {
  const { base, ledger, random } = options
  const path = `/v0/${base}/${record === undefined ? pick(LISTS, random) : `${TABLE}/${record}`}`
  const request = { process, path, record, at: performance.now() }
  const { status, body } = await ask(options, process, path)
  const version = record === undefined ? undefined : versionIn(body)
  ledger.read(request, status, version, performance.now())
}

/** Each record is written by one process only, and read there at once. */
async function writeOn(options: SoakLoadOptions): Promise<void> {
  const { base, ledger, random, records, urls, signal } = options
  for (let version = 1; !signal.aborted; version++) {
    const index = Math.floor(random.next() * records.length)
    const [process, record = ''] = [index % urls.length, records[index]]
    const path = `/v0/${base}/${TABLE}/${record}`
    const request = { process, path, record, at: performance.now() }
    ledger.writing(request)
    const payload = JSON.stringify({ fields: { Notas: `version ${version}` } })
    const { status } = await ask(options, process, path, { method: 'PATCH', body: payload })
    ledger.wrote(request, version, status, performance.now())
    await readOne(options, process, record)
    await pause(WRITE_EVERY_MS * (0.5 + random.next()))
  }
}

async function ask(
  { urls }: SoakLoadOptions,
  process: number,
  path: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: string }> {
  try {
    const headers = { authorization: 'Bearer patSoak', 'content-type': 'application/json' }
    const response = await fetch(`${urls[process]}${path}`, {
      headers,
      signal: AbortSignal.timeout(init.method === 'PATCH' ? WRITE_TIMEOUT_MS : TIMEOUT_MS),
      ...init,
    })
    return { status: response.status, body: await response.text() }
  } catch {
    return { status: 0, body: '' }
  }
}

function versionIn(body: string): number {
  return Number(/"Notas":"version (\d+)"/.exec(body)?.[1] ?? 0)
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random.next() * all.length)] as T
}
