import { afterEach, expect } from 'vitest'
import {
  type AirtableSimulator,
  type BaseData,
  reservasDemo,
  startAirtableSimulator,
} from '@larder/airtable-simulator'
import { createCache, RateLimit, systemClock } from '@larder/cache-core'
import { createAirtableClient } from '../airtable-client.ts'
import { AirtableSource } from '../airtable-source.ts'
import { AirtableWebhooks } from '../webhooks/airtable-webhooks.ts'
import { listQueryFromSearch } from '../list-query.ts'
import type { AirtableRecord } from '../airtable-record.ts'
import type { ListPage } from '../list-pages.ts'
import { type CachedAnswer, RecordCache } from '../record-cache.ts'

export const BASE = 'appReservasDemo01'
export const TABLES: readonly string[] = ['Mesas', 'Turnos', 'Clientes', 'Reservas']
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

export interface Mirrored {
  readonly simulator: AirtableSimulator
  readonly records: RecordCache
  /** Whether the base counts as followed. */
  readonly follow: (is: boolean) => void
  readonly list: (table: string, search?: string) => Promise<CachedAnswer<ListPage>>
  readonly record: (table: string, id: string) => Promise<CachedAnswer<AirtableRecord>>
}

/** A mirror of a base, a small demo by default, that is followed by polls, once all of its tables are read. */
export async function mirrored(
  tables: readonly string[] = TABLES,
  data: BaseData = reservasDemo({ reservations: 60 }),
): Promise<Mirrored> {
  const { id: base } = data
  const simulator = await startAirtableSimulator({ limiter: 'off', bases: [data] })
  closing.push(() => simulator.close())
  const client = createAirtableClient({ apiKey: 'patTest', endpointUrl: simulator.url })
  const budget = new RateLimit({ limit: 100_000, clock: systemClock })
  const source = new AirtableSource({ client, budget })
  const cache = createCache()
  closing.push(() => cache.close())
  let isFollowed = false
  const mirror = { tables: { [base]: tables }, isFollowed: () => isFollowed }
  const records = new RecordCache({ cache, source, mirror, policies: { ttlMs: 3_600_000 }, echoAfterMs: 0 })
  closing.push(() => records.close())
  const webhooks = new AirtableWebhooks({
    bases: [base],
    source,
    receiver: records.invalidation,
    pollIntervalMs: 1_000,
    repeatAfterMs: 0,
  })
  closing.push(() => webhooks.close())
  webhooks.start()
  await expect.poll(() => webhooks.status()[0]?.state, { timeout: 20_000, interval: 10 }).toBe('following')
  isFollowed = true
  const isCurrent = () => {
    const status = records.mirrorStatus()
    return status.length === tables.length && status.every(({ state }) => state === 'current')
  }
  await expect.poll(isCurrent, { timeout: 20_000, interval: 10 }).toBe(true)
  return {
    simulator,
    records,
    follow: (is) => void (isFollowed = is),
    list: (table, search = '') =>
      records.listPage(base, table, listQueryFromSearch(new URLSearchParams(search))),
    record: (table, id) => records.record(base, table, id, new URLSearchParams()),
  }
}

/** In an order that does not depend on who was asked. */
export function byId(records: readonly Listed[]): readonly Listed[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A record of a list. */
export interface Listed {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Everything that Airtable itself answers, page after page. */
export async function truth(
  { url }: AirtableSimulator,
  table: string,
  search: string,
): Promise<readonly Listed[]> {
  const records: Listed[] = []
  let offset = ''
  do {
    const query = new URLSearchParams(search)
    if (offset !== '') query.set('offset', offset)
    const answer = await fetch(`${url}/v0/${BASE}/${encodeURIComponent(table)}?${query.toString()}`, {
      headers: { authorization: 'Bearer patTruth' },
    })
    const body = (await answer.json()) as { readonly records: readonly Listed[]; readonly offset?: string }
    records.push(...body.records)
    offset = body.offset ?? ''
  } while (offset !== '')
  return records
}

/** The same through the mirror. */
export async function everyPage(
  larder: Pick<Mirrored, 'list'>,
  table: string,
  search: string,
): Promise<readonly Listed[]> {
  const records: Listed[] = []
  let offset = ''
  do {
    const query = new URLSearchParams(search)
    if (offset !== '') query.set('offset', offset)
    const { value } = await larder.list(table, query.toString())
    records.push(...value.records)
    offset = value.offset ?? ''
  } while (offset !== '')
  return records
}
