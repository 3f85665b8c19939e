import assert from 'node:assert/strict'
import type { ContractCase } from './contract-case.ts'
import type { CacheStore, StoredEntry } from '../ports/cache-store.ts'

export interface CacheStoreFixture {
  readonly store: CacheStore
  /** Lets `ms` pass for the store: moves a fake clock, or waits for a real one. */
  readonly pass: (ms: number) => Promise<void>
}

/** What every CacheStore does. `setup` gives an empty store; it is closed by the case that asked for it. */
export function cacheStoreContract(setup: () => Promise<CacheStoreFixture>): readonly ContractCase[] {
  const contractCase = (name: string, body: (fixture: CacheStoreFixture) => Promise<void>): ContractCase => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(fixture)
      } finally {
        await fixture.store.close()
      }
    },
  })
  return [...entryCases(contractCase), ...deletionCases(contractCase), ...lifecycleCases(contractCase)]
}

type MakeCase = (name: string, body: (fixture: CacheStoreFixture) => Promise<void>) => ContractCase

const entryOf = (value: unknown, times: Partial<StoredEntry> = {}): StoredEntry => ({
  value,
  createdAt: 1_750_000_000_123,
  ttlMs: 60_000,
  staleMs: 5_000,
  stamp: { era: 4_000_000_000, seq: 2 ** 40, tags: [] },
  loadMs: 0,
  ...times,
})

function entryCases(contractCase: MakeCase): readonly ContractCase[] {
  const values = [null, 0, false, '', 'ñandú €', [1, [2]], { fields: { Año: 2026 } }, 'x'.repeat(100_000)]
  return [
    contractCase('an absent key is undefined', async ({ store }) => {
      assert.equal(await store.get('absent'), undefined)
    }),
    contractCase('every JSON value comes back equal, with its times', async ({ store }) => {
      for (const [index, value] of values.entries()) {
        await store.set(`value:${index}`, entryOf(value))
        assert.deepEqual(await store.get(`value:${index}`), entryOf(value))
      }
    }),
    contractCase(
      'sizes of what is written and read are counted, before and after compression',
      async ({ store }) => {
        const value = { text: 'ñandú '.repeat(2_000) }
        const raw = Buffer.byteLength(JSON.stringify(value))
        await store.set('sized', entryOf(value))
        const { written, read } = store.status().bytes
        assert.equal(written.raw, raw)
        assert.ok(written.stored > 0 && written.stored <= raw + 1_024)
        assert.deepEqual(read, { raw: 0, stored: 0 })
        await store.get('sized')
        await store.get('absent')
        assert.deepEqual(store.status().bytes, { written, read: written })
      },
    ),
    contractCase('the stamp, the tags, the load time and the etag come back', async ({ store }) => {
      const stamp = { era: 1, seq: 7, tags: ['mesa', 'ñandú', 'x'.repeat(256)] }
      const entry = entryOf('v', { stamp, loadMs: 1_234, etag: 'W/"añ0"' })
      await store.set('stamped', entry)
      assert.deepEqual(await store.get('stamped'), entry)
      assert.deepEqual((await store.inspect('stamped'))?.entry, entry)
    }),
    contractCase('the text of a codec comes back as it is, with the name of the codec', async ({ store }) => {
      for (const text of ['', '[{"at":1},["Date","2026-01-10"]]', 'ñandú € '.repeat(10_000)]) {
        const entry = entryOf(text, { codec: 'rich-1' })
        await store.set('coded', entry)
        assert.deepEqual(await store.get('coded'), entry)
        assert.deepEqual((await store.inspect('coded'))?.entry, entry)
      }
      await store.set('coded', entryOf('no text'))
      assert.deepEqual(await store.get('coded'), entryOf('no text'))
    }),
    contractCase('inspect tells sizes, and nothing of an absent key', async ({ store }) => {
      await store.set('sized', entryOf('x'.repeat(1_000)))
      const inspected = await store.inspect('sized')
      assert.equal(inspected?.rawBytes, 1_002)
      assert.ok((inspected?.storedBytes ?? 0) > 0)
      assert.equal(await store.inspect('absent'), undefined)
    }),
    contractCase('"not found" is an entry of its own', async ({ store }) => {
      await store.set('none', entryOf(undefined))
      const entry = await store.get('none')
      assert.ok(entry)
      assert.equal(entry.value, undefined)
    }),
    contractCase('a later set replaces an earlier one', async ({ store }) => {
      await store.set('k', entryOf('old'))
      await store.set('k', entryOf('new'))
      assert.equal((await store.get('k'))?.value, 'new')
    }),
    contractCase('a late write does not take the place of what is newer', async ({ store }) => {
      const of = (value: string, era: number, seq: number) =>
        entryOf(value, { stamp: { era, seq, tags: ['t'] } })
      for (const [index, text] of ['short', 'long'.repeat(20_000)].entries()) {
        const key = `late:${index}`
        await store.set(key, of(text, 1, 7))
        await store.set(key, of('older', 1, 6))
        assert.equal((await store.get(key))?.value, text)
        await store.set(key, of('as new', 1, 7))
        assert.equal((await store.get(key))?.value, 'as new')
        await store.set(key, of('newer', 1, 2 ** 40))
        await Promise.all([1, 2, 3].map((seq) => store.set(key, of('much older', 1, seq))))
        assert.equal((await store.get(key))?.value, 'newer')
        await store.set(key, of('of another era', 2, 1))
        assert.equal((await store.get(key))?.value, 'of another era')
      }
    }),
    contractCase('getMany answers in the order of the keys, repeats and gaps included', async ({ store }) => {
      await store.set('a', entryOf(1))
      await store.set('b', entryOf(2))
      const found = await store.getMany(['b', 'absent', 'a', 'b'])
      assert.deepEqual(
        found.map((entry) => entry?.value),
        [2, undefined, 1, 2],
      )
      assert.deepEqual(await store.getMany([]), [])
    }),
    contractCase(
      'an entry is kept through its ttl and its stale time, and dropped after',
      async ({ store, pass }) => {
        await store.set('brief', entryOf(1, { ttlMs: 200, staleMs: 400 }))
        await pass(300)
        assert.ok(await store.get('brief'))
        await pass(500)
        assert.equal(await store.get('brief'), undefined)
      },
    ),
  ]
}

function deletionCases(contractCase: MakeCase): readonly ContractCase[] {
  const fill = (store: CacheStore, keys: readonly string[]) =>
    Promise.all(keys.map((key) => store.set(key, entryOf(key))))
  return [
    contractCase('delete removes the keys and counts those that were there', async ({ store }) => {
      await fill(store, ['a', 'b', 'c'])
      assert.equal(await store.delete(['a', 'b', 'absent']), 2)
      assert.equal(await store.delete([]), 0)
      assert.deepEqual(
        (await store.getMany(['a', 'b', 'c'])).map((entry) => entry?.value),
        [undefined, undefined, 'c'],
      )
    }),
    contractCase('sweep takes the prefix literally, whatever it holds', async ({ store }) => {
      const inside = ['p:[x]*1', 'p:[x]*2', 'p:[x]*']
      const outside = ['p:x1', 'p:[x]1', String.raw`p:\[x]*1`]
      await fill(store, [...inside, ...outside])
      assert.equal(await store.sweep('p:[x]*', () => true), inside.length)
      assert.deepEqual(
        (await store.getMany(outside)).map((entry) => entry?.value),
        outside,
      )
    }),
    contractCase('sweep removes what is named dead, by key and by stamp', async ({ store }) => {
      const stamp = (seq: number, tags: readonly string[] = []) => ({ era: 9, seq, tags })
      await store.set('s:old', entryOf(1, { stamp: stamp(1) }))
      await store.set('s:new', entryOf(2, { stamp: stamp(5) }))
      await store.set('s:tagged', entryOf(3, { stamp: stamp(5, ['a', 'b']) }))
      await store.set('s:named', entryOf(4, { stamp: stamp(5) }))
      const removed = await store.sweep(
        's:',
        (key, of) => key === 's:named' || (of !== undefined && (of.seq < 3 || of.tags.includes('b'))),
      )
      assert.equal(removed, 3)
      const left = await store.getMany(['s:old', 's:new', 's:tagged', 's:named'])
      assert.deepEqual(
        left.map((entry) => entry?.value),
        [undefined, 2, undefined, undefined],
      )
    }),
    contractCase('a sweep over more keys than one step takes finds them all', async ({ store }) => {
      await fill(
        store,
        Array.from({ length: 1_500 }, (_, index) => `bulk:${index}`),
      )
      assert.equal(await store.sweep('bulk:', () => true), 1_500)
      assert.equal(await store.sweep('bulk:', () => true), 0)
    }),
    contractCase('a sweep tells how far it is, and stops between two steps', async ({ store }) => {
      await fill(
        store,
        Array.from({ length: 1_500 }, (_, index) => `bulk:${index}`),
      )
      const told: number[] = []
      const stopping = new AbortController()
      const onProgress = (removed: number) => {
        told.push(removed)
        if (removed > 0) stopping.abort()
      }
      await assert.rejects(
        store.sweep('bulk:', () => true, { signal: stopping.signal, onProgress }),
        { code: 'ABORTED' },
      )
      const before = told.at(-1) ?? 0
      assert.ok(before > 0 && before < 1_500, `${before} were removed before it stopped`)
      told.length = 0
      const rest = await store.sweep('bulk:', () => true, {
        onProgress: (removed) => void told.push(removed),
      })
      assert.equal(before + rest, 1_500)
      assert.equal(told.at(-1), rest)
      assert.deepEqual(
        told,
        told.toSorted((one, other) => one - other),
      )
    }),
    contractCase('an aborted sweep rejects', async ({ store }) => {
      await assert.rejects(
        store.sweep('bulk:', () => true, { signal: AbortSignal.abort() }),
        { code: 'ABORTED' },
      )
    }),
  ]
}

function lifecycleCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('a store that reads and writes passes its check', async ({ store }) => {
      for (const node of store.nodes()) await store.check(node)
      assert.ok(store.nodes().includes(store.nodeOf('any')))
      assert.equal(store.status().connected, true)
    }),
    contractCase('close is idempotent, and calls made later reject', async ({ store }) => {
      await store.close()
      await store.close()
      await assert.rejects(store.get('a'))
      await assert.rejects(store.set('a', entryOf(1)))
    }),
  ]
}
