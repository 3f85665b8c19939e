import { expect, test } from 'vitest'
import { type Cache, createCache, type Source } from '@larder/cache-core'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { airtableErrorFromAnswer } from './airtable-error.ts'
import type { AirtableRequest } from './airtable-client.ts'
import { listQueryFromSearch } from './list-query.ts'
import { type ListPage, ListPages } from './list-pages.ts'
import { TableKeys } from './table-keys.ts'

const forgotten = airtableErrorFromAnswer(422, { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } })

/** A table whose listings are fixed when they begin, as Airtable's are, until they are forgotten. */
class ListedRecords implements Source<AirtableRequest, unknown> {
  ids: string[]
  requests = 0
  isAway = false
  /** Told of each request, by its number. */
  onRequest: (number: number) => unknown = () => {}
  readonly #listings = new Map<string, readonly string[]>()

  constructor(count: number) {
    this.ids = Array.from({ length: count }, (_, index) => `rec${index}`)
  }

  forget(): void {
    this.#listings.clear()
  }

  async load({ query }: AirtableRequest): Promise<unknown> {
    await this.onRequest(++this.requests)
    if (this.isAway) throw airtableErrorFromAnswer(503, {})
    const [name = `itr${this.requests}`, from = '0'] = query?.get('offset')?.split('/') ?? []
    const listing = query?.get('offset') == null ? [...this.ids] : this.#listings.get(name)
    if (!listing) throw forgotten
    this.#listings.set(name, listing)
    const end = Number(from) + 100
    const records = listing
      .slice(Number(from), end)
      .filter((id) => this.ids.includes(id))
      .map((id) => ({ id, createdTime: '2026-01-01T00:00:00.000Z', fields: {} }))
    return end < listing.length ? { records, offset: `${name}/${end}` } : { records }
  }
}

interface Fixture {
  readonly source: ListedRecords
  readonly clock: FakeClock
  readonly cache: Cache
  readonly page: (pageSize: number, offset?: string) => Promise<ListPage>
  /** What a client gets that follows the offsets; told after each page how many there were. */
  readonly all: (pageSize: number, between?: (pages: number) => unknown) => Promise<readonly string[]>
}

function fixture(count: number, staleIfErrorMs = 0): Fixture {
  const clock = new FakeClock()
  const source = new ListedRecords(count)
  const cache = createCache({ clock })
  const pages = new ListPages({ cache, source, random: new SeededRandom(1) })
  const table = {
    base: 'app',
    table: 'T',
    keys: TableKeys.of('app', 'T'),
    options: { ttlMs: 60_000, staleWhileRevalidateMs: 0, staleIfErrorMs },
  }
  const page = async (pageSize: number, offset = '') => {
    const query = listQueryFromSearch(new URLSearchParams({ pageSize: `${pageSize}`, offset }))
    const lookup = await pages.page(table, query, undefined)
    return lookup.value
  }
  const all = async (pageSize: number, between: (pages: number) => unknown = () => {}) => {
    const ids: string[] = []
    let offset: string | undefined = ''
    for (let count = 1; offset !== undefined; count++) {
      const { records, offset: next }: ListPage = await page(pageSize, offset)
      ids.push(...records.map(({ id }) => id))
      offset = next
      await between(count)
    }
    return ids
  }
  return { source, clock, cache, page, all }
}

test('pages of any size are full, hold the same list, and cost the same requests', async () => {
  const { source, page, all } = fixture(250)

  for (const pageSize of [100, 1, 7, 30, 50, 99]) {
    expect(await all(pageSize)).toEqual(source.ids)
    const { records } = await page(pageSize)
    expect(records).toHaveLength(pageSize)
  }

  expect(source.requests).toBe(3)
})

test('the last page is the rest, and tells of no more', async () => {
  const { page } = fixture(25)

  const first = await page(10)
  const second = await page(10, first.offset)
  const third = await page(10, second.offset)

  expect([first, second, third].map(({ records }) => records.length)).toEqual([10, 10, 5])
  expect(third.offset).toBeUndefined()
})

test('a client in the middle of the first chunk goes on in it, though the list was read anew since', async () => {
  const { source, clock, page, all } = fixture(250)
  const before = [...source.ids]

  const seen = await all(40, async (pages) => {
    if (pages !== 1) return
    // Nobody told the cache of this: it learns when the ttl is over.
    source.ids.reverse()
    await clock.advance(61_000)
    expect((await page(40)).records[0]?.id).toBe('rec249')
  })

  expect(seen).toEqual(before)
})

test.each([
  ['the last record that was read', ['rec29']],
  ['the last two', ['rec28', 'rec29']],
  ['one before', ['rec10']],
  ['all that anchored the place', ['rec27', 'rec28', 'rec29']],
])('%s is deleted under a client: nothing is missed and nothing comes twice', async (_what, deleted) => {
  const { source, cache, all } = fixture(250)
  const expected = [...source.ids]

  const seen = await all(10, async (pages) => {
    if (pages !== 3) return
    source.ids = source.ids.filter((id) => !deleted.includes(id))
    await cache.deleteByPrefix(TableKeys.of('app', 'T').queries)
  })

  expect(seen).toEqual(expected)
})

test('a listing that Airtable forgets is gone on with, in the middle of a chunk and between two', async () => {
  const { source, cache, all } = fixture(350)

  const seen = await all(30, async () => {
    source.forget()
    await cache.clear()
  })

  expect(seen).toEqual(source.ids)
})

test('a listing that is forgotten again while it is looked for is looked for again', async () => {
  const { source, cache, page } = fixture(550)
  let offset = ''
  for (let pages = 0; pages < 4; pages++) offset = (await page(100, offset)).offset ?? ''
  source.forget()
  await cache.clear()
  const asked = source.requests
  source.onRequest = (number) => {
    if (number === asked + 3) source.forget()
  }

  expect((await page(100, offset)).records[0]?.id).toBe('rec400')
})

test('a place far down a list is found, however long the way through it takes', async () => {
  const { source, clock, cache, page } = fixture(4_200)
  let offset = ''
  for (let pages = 0; pages < 41; pages++) offset = (await page(100, offset)).offset ?? ''
  source.forget()
  await cache.clear()
  // The budget is used by others too.
  source.onRequest = () => new Promise<void>((resolve) => void clock.setTimer(resolve, 1_000))

  const going = page(100, offset)
  for (let seconds = 0; seconds < 45; seconds++) await clock.advance(1_000)

  expect((await going).records[0]?.id).toBe('rec4100')
})

test('the same page is the same object while its chunk is in memory', async () => {
  const { page } = fixture(250)
  const { offset } = await page(100)

  expect(await page(100)).toBe(await page(100))
  expect(await page(20, offset)).toBe(await page(20, offset))
  expect(await page(20, offset)).not.toBe(await page(21, offset))
})

test('whoever is in the middle of the first chunk has it for as long as others would, and no longer', async () => {
  const { source, clock, page } = fixture(100, 1_200_000)
  const { offset } = await page(40)
  source.isAway = true

  await clock.advance(700_000)
  expect((await page(40, offset)).records[0]?.id).toBe('rec40')
  await clock.advance(550_000)
  expect((await page(40, offset)).records[0]?.id).toBe('rec40')
  await clock.advance(20_000)

  await expect(page(40, offset)).rejects.toMatchObject({ status: 503 })
})
