import { randomUUID } from 'node:crypto'
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
}

export interface BookFixture {
  readonly simulator: AirtableSimulator
  /** One process's worth of a book: a cache, a source and a budget of its own. */
  readonly start: (options?: BookProcessOptions) => Promise<BookProcess>
  readonly close: () => Promise<void>
}

/** The demo base over HTTP. */
export async function bookFixture(limiter: LimiterMode = 'off'): Promise<BookFixture> {
  const simulator = await startAirtableSimulator({ limiter, bases: [SMALL] })
  const processes: BookProcess[] = []
  return {
    simulator,
    start: async (options) => {
      const process = await startProcess(simulator.url, limiter, options)
      processes.push(process)
      return process
    },
    close: async () => {
      await Promise.all(processes.map((process) => process.close()))
      await simulator.close()
    },
  }
}

async function startProcess(
  endpointUrl: string,
  limiter: LimiterMode,
  { redisUrl, lock, waitMs = 25_000 }: BookProcessOptions = {},
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
    clock: atMarch(systemClock),
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

/** The same clock, with the wall time of a day before `FROM`. */
function atMarch(clock: Clock): Clock {
  const startedAt = clock.now()
  return {
    now: () => NOW + clock.now() - startedAt,
    monotonic: () => clock.monotonic(),
    setTimer: (callback, delayMs) => clock.setTimer(callback, delayMs),
  }
}
