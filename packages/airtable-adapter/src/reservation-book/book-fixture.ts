import { randomUUID } from 'node:crypto'
import type { BookingDraft, CommitContext } from '@larder/assistant'
import {
  type AirtableSimulator,
  type LimiterMode,
  reservasDemo,
  startAirtableSimulator,
} from '@larder/airtable-simulator'
import {
  type Clock,
  createCache,
  type RateBudget,
  RateLimit,
  SharedRateBudget,
  systemClock,
} from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { expect } from 'vitest'
import { createAirtableClient } from '../airtable-client.ts'
import { airtableLimitOf, AirtableSource } from '../airtable-source.ts'
import { RecordCache } from '../record-cache.ts'
import { AirtableReservationBook } from './airtable-reservation-book.ts'
import type { BookLock } from './book-lock.ts'
import { LocalBookLock } from './local-book-lock.ts'
import { SharedBookLock } from './shared-book-lock.ts'

export const BASE = 'appReservasDemo01'
/** Few reservations: a simulator for each test. */
const SMALL = reservasDemo({ reservations: 40 })
/** The base's bookings are over by then, and the clocks are set within the next weeks. */
export const FROM = '2027-03-15'
const NOW = Date.parse('2027-03-10T12:00:00+01:00')
export interface BookProcess {
  readonly book: AirtableReservationBook
  readonly records: RecordCache
  readonly close: () => Promise<void>
}

export interface BookProcessOptions {
  /** Default: nothing is shared. */
  readonly redisUrl?: string | undefined
  /** Default: of the process's own, or by Redis where there is one. */
  readonly lock?: BookLock | undefined
  readonly waitMs?: number | undefined
  readonly houseTtlMs?: number | undefined
}

export interface BookFixture {
  readonly simulator: AirtableSimulator
  /** One process's worth of a book: a cache, a source and a budget of its own. */
  readonly start: (options?: BookProcessOptions) => Promise<BookProcess>
  /** Sets the clocks of all forward, in ms. */
  readonly setForward: (ms: number) => void
  readonly close: () => Promise<void>
}

/** The demo base over HTTP, a few days before `FROM`. */
export async function bookFixture(limiter: LimiterMode = 'off'): Promise<BookFixture> {
  let aheadMs = NOW - systemClock.now()
  const clock: Clock = {
    now: () => systemClock.now() + aheadMs,
    monotonic: () => systemClock.monotonic(),
    setTimer: (callback, delayMs) => systemClock.setTimer(callback, delayMs),
  }
  const simulator = await startAirtableSimulator({ limiter, bases: [SMALL], clock })
  const processes: BookProcess[] = []
  return {
    simulator,
    start: async (options) => {
      const process = await startProcess(simulator.url, { limiter, clock, ...options })
      processes.push(process)
      return process
    },
    setForward: (ms) => {
      aheadMs += ms
    },
    close: async () => {
      await Promise.all(processes.map((process) => process.close()))
      await simulator.close()
    },
  }
}

interface ProcessOptions extends BookProcessOptions {
  readonly limiter: LimiterMode
  readonly clock: Clock
}

async function startProcess(
  endpointUrl: string,
  { limiter, clock, redisUrl, lock, waitMs = 25_000, houseTtlMs }: ProcessOptions,
): Promise<BookProcess> {
  const backend =
    redisUrl === undefined ? undefined : createRedisBackend({ url: redisUrl, deadlineMs: 5_000 })
  if (backend) await connected(backend)
  const cache = createCache({ namespace: 'book', shared: backend })
  const budget = limiter === 'off' ? UNLIMITED : backend && sharedBudget(backend)
  const source = new AirtableSource({ client: createAirtableClient({ apiKey: 'pat', endpointUrl }), budget })
  const records = new RecordCache({ cache, source, echoAfterMs: 0 })
  const shared = backend && new SharedBookLock({ backend, namespace: 'book', deadlineMs: 5_000 })
  const rules = { name: 'Casa Larder', maxAdvanceDays: 365 }
  const book = new AirtableReservationBook({
    records,
    base: BASE,
    rules,
    lock: lock ?? shared ?? new LocalBookLock(),
    waitMs,
    houseTtlMs,
    clock,
  })
  const close = async () => {
    await records.close()
    await cache.close()
    await backend?.close()
  }
  return { book, records, close }
}

type Backend = ReturnType<typeof createRedisBackend>

const UNLIMITED = new RateLimit({ limit: 10_000, intervalMs: 1_000, clock: systemClock })

function sharedBudget(backend: Backend): RateBudget {
  const ledger = backend.openLedger('book')
  const process = randomUUID()
  return new SharedRateBudget({
    ledger,
    process,
    limit: airtableLimitOf,
    expectedProcesses: 2,
    clock: systemClock,
  })
}

/** The first connection is on its way: not what is asked here. */
async function connected(backend: Backend): Promise<void> {
  await expect
    .poll(() => backend.store.check(backend.store.nodes()[0] ?? '').then(() => 'ready', String), {
      timeout: 10_000,
    })
    .toBe('ready')
}

/** A Thursday's dinner for two at one of the tables of the demo base, or at some. */
export function aDraft(tables: readonly number[] = [1], more: Partial<BookingDraft> = {}): BookingDraft {
  return {
    people: 2,
    guest: { name: 'Ana Gil', phone: '+34 600 100 200' },
    seating: {
      date: '2027-03-18',
      time: '21:30',
      startsAt: '2027-03-18T21:30:00+01:00',
      endsAt: '2027-03-18T23:00:00+01:00',
      tables: tables.map((number) => `recMesa${String(number).padStart(10, '0')}`),
      zone: 'indoor',
    },
    ...more,
  }
}

/** What a person writes into the base for the same evening. */
export function byHand(table = 1, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    Código: 'R-90001',
    Mesa: [`recMesa${String(table).padStart(10, '0')}`],
    Fecha: '2027-03-18',
    Hora: '22:00',
    Inicio: '2027-03-18T21:00:00.000Z',
    Personas: 4,
    Estado: 'Confirmada',
    ...more,
  }
}

const signal = new AbortController().signal
let keys = 0

export function keyed(idempotencyKey = `key-${++keys}`): CommitContext {
  return { signal, idempotencyKey }
}

/** The records of a table as the base has them, by names of fields; oldest first. */
export function recordsIn(
  simulator: AirtableSimulator,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const base = simulator.base(BASE)
  const table = base.table(name)
  return [...table.records.values()].map((record) =>
    Object.fromEntries(table.schema.fields.map((field) => [field.name, base.cell(table, record, field)])),
  )
}
