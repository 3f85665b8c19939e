import assert from 'node:assert/strict'
import type { ContractCase } from './contract-case.ts'
import type { Barrier, InvalidationLog, LogMessage, LogPosition } from '../ports/invalidation-log.ts'

export interface InvalidationLogFixture {
  /** Opens an empty log again, as another process does. */
  readonly open: () => InvalidationLog
  /** Loses everything, as FLUSHALL does. */
  readonly flush: () => Promise<void>
  /** Keeps only the newest records; barriers are still known. */
  readonly trim: () => Promise<void>
  /** Forgets the newest record, as a failover to a replica that lagged does. */
  readonly loseTail: () => Promise<void>
  readonly close: () => Promise<void>
}

const NOWHERE: LogPosition = { era: 0, term: 0, seq: 0, nonce: 0 }

const barrier = (kind: Barrier['kind'], target: string, more: Partial<Barrier> = {}): Barrier => ({
  kind,
  target,
  effect: 'delete',
  ...more,
})

const MIXED: readonly Barrier[] = [
  barrier('key', 'mesa:1'),
  barrier('key', 'ñandú "€" \\ {x}'),
  barrier('tag', '#seq', { effect: 'expire' }),
  barrier('prefix', ''),
  barrier('pattern', 'm*:?'),
  barrier('key', 'set:1:2', { effect: 'replace' }),
]

/** What every InvalidationLog does. `setup` gives an empty log. */
export function invalidationLogContract(
  setup: () => Promise<InvalidationLogFixture>,
): readonly ContractCase[] {
  const contractCase = (
    name: string,
    body: (log: InvalidationLog, fixture: InvalidationLogFixture) => Promise<void>,
  ): ContractCase => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(fixture.open(), fixture)
      } finally {
        await fixture.close()
      }
    },
  })
  return [...orderCases(contractCase), ...lossCases(contractCase), ...messageCases(contractCase)]
}

type MakeCase = (
  name: string,
  body: (log: InvalidationLog, fixture: InvalidationLogFixture) => Promise<void>,
) => ContractCase

/** Where an empty log ends. */
async function endOf(log: InvalidationLog): Promise<LogPosition> {
  return (await log.readSince(NOWHERE)).end
}

function orderCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('an empty log has an era, and nothing in it', async (log) => {
      const { end, records } = await log.readSince(NOWHERE)
      assert.ok(end.era > 0)
      assert.equal(end.seq, 0)
      assert.equal(records, 'gap')
      assert.deepEqual(await log.snapshot(), { end, floor: 0, barriers: [] })
      assert.deepEqual(await log.readSince(end), { end, records: [] })
    }),
    contractCase(
      'records are numbered in one order for all, and read back as they were',
      async (log, { open }) => {
        const start = await endOf(log)
        const first = await log.append(MIXED, 11, start)
        const second = await open().append([barrier('tag', 't')], 22, first.end)
        const records = [
          { seq: 1, nonce: 11, barriers: MIXED },
          { seq: 2, nonce: 22, barriers: [barrier('tag', 't')] },
        ]
        assert.deepEqual(first, { end: { ...start, seq: 1, nonce: 11 }, records: records.slice(0, 1) })
        assert.deepEqual(second, { end: { ...start, seq: 2, nonce: 22 }, records: records.slice(1) })
        assert.deepEqual((await log.readSince(start)).records, records)
      },
    ),
    contractCase('an answer to append holds what others appended meanwhile', async (log, { open }) => {
      const start = await endOf(log)
      await open().append([barrier('key', 'theirs')], 1, start)
      const { records } = await log.append([barrier('key', 'ours')], 2, start)
      assert.ok(Array.isArray(records))
      assert.deepEqual(
        records.map(({ seq, nonce }) => [seq, nonce]),
        [
          [1, 1],
          [2, 2],
        ],
      )
    }),
    contractCase('a snapshot has the newest number of each barrier', async (log) => {
      const start = await endOf(log)
      await log.append(MIXED, 1, start)
      await log.append([barrier('key', 'mesa:1'), barrier('key', 'mesa:1', { effect: 'expire' })], 2, start)
      await log.append([barrier('key', 'set:1:2', { effect: 'replace' })], 3, start)
      const { end, floor, barriers } = await log.snapshot()
      assert.deepEqual([end.seq, end.nonce, floor], [3, 3, 0])
      const found = barriers.map(({ seq, barrier: of }) =>
        JSON.stringify([seq, of.effect, of.kind, of.target]),
      )
      const expected = [
        [2, 'delete', 'key', 'mesa:1'],
        [1, 'delete', 'key', 'ñandú "€" \\ {x}'],
        [1, 'expire', 'tag', '#seq'],
        [1, 'delete', 'prefix', ''],
        [1, 'delete', 'pattern', 'm*:?'],
        [2, 'expire', 'key', 'mesa:1'],
        [3, 'replace', 'key', 'set:1:2'],
      ].map((one) => JSON.stringify(one))
      assert.deepEqual(found.sort(), expected.sort())
    }),
  ]
}

function lossCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase(
      'whoever is behind what was trimmed is told of a gap, and the snapshot has it all',
      async (log, { trim }) => {
        const start = await endOf(log)
        for (let index = 0; index < 5; index++)
          await log.append([barrier('key', `k${index}`)], index + 1, start)
        await trim()
        assert.equal((await log.readSince(start)).records, 'gap')
        assert.equal((await log.snapshot()).barriers.length, 5)
        const { end } = await log.append([barrier('key', 'next')], 9, await endOf(log))
        assert.deepEqual((await log.readSince(end)).records, [])
      },
    ),
    contractCase('a log that lost everything begins another era', async (log, { flush }) => {
      const start = await endOf(log)
      const { end } = await log.append([barrier('key', 'k')], 1, start)
      await flush()
      const after = await log.readSince(end)
      assert.notEqual(after.end.era, end.era)
      assert.equal(after.records, 'gap')
      assert.deepEqual((await log.snapshot()).barriers, [])
    }),
    contractCase(
      'a log that lost its newest records goes on in another term, with numbers that nobody has seen',
      async (log, { loseTail }) => {
        const start = await endOf(log)
        const first = await log.append([barrier('key', 'kept')], 1, start)
        const lost = await log.append([barrier('key', 'lost')], 2, first.end)
        await loseTail()
        for (const seen of [first, lost]) {
          const { end, records } = await log.readSince(seen.end)
          assert.equal(end.era, start.era)
          assert.equal(start.term, 0)
          assert.equal(end.term, end.seq)
          assert.ok(end.seq > lost.end.seq + 1_000_000)
          assert.deepEqual(records, [])
        }
        const { end, barriers } = await log.snapshot()
        assert.deepEqual(
          barriers.map(({ barrier: { target } }) => target),
          ['kept'],
        )
        const next = await log.append([barrier('key', 'next')], 3, end)
        assert.deepEqual(next.end, { ...end, seq: end.seq + 1, nonce: 3 })
      },
    ),
    contractCase(
      'who followed the log goes on in the next term from the last record that is there',
      async (log, { loseTail }) => {
        const first = await log.append([barrier('key', 'kept')], 1, await endOf(log))
        const lost = await log.append([barrier('key', 'lost')], 2, first.end)
        await loseTail()
        await log.append([barrier('key', 'next')], 3, lost.end)
        const { end } = await log.append([barrier('key', 'last')], 4, lost.end)
        const records = [
          { seq: end.seq - 1, nonce: 3, barriers: [barrier('key', 'next')] },
          { seq: end.seq, nonce: 4, barriers: [barrier('key', 'last')] },
        ]
        assert.deepEqual(await log.readSince(first.end), { end, records })
        assert.deepEqual(await log.readSince(lost.end), { end, records, after: { seq: 1, nonce: 1 } })
      },
    ),
    contractCase(
      'who knows other records than the next term goes on from is told',
      async (log, { loseTail }) => {
        const first = await log.append([barrier('key', 'kept')], 1, await endOf(log))
        await log.append([barrier('key', 'lost')], 2, first.end)
        await loseTail()
        assert.equal((await log.readSince({ ...first.end, nonce: 9 })).records, 'diverged')
        const { end } = await log.readSince(first.end)
        assert.equal((await log.readSince({ ...end, term: end.term + 1 })).records, 'diverged')
      },
    ),
    contractCase('who saw nothing that is still there reads a snapshot', async (log, { loseTail }) => {
      const start = await endOf(log)
      await log.append([barrier('key', 'lost')], 1, start)
      await loseTail()
      await log.append([barrier('key', 'next')], 2, start)
      assert.equal((await log.readSince(start)).records, 'gap')
    }),
    contractCase('an era is ended once', async (log, { open }) => {
      const start = await endOf(log)
      await log.append([barrier('key', 'k')], 1, start)
      await log.endEra(start.era)
      const { era } = await endOf(log)
      assert.notEqual(era, start.era)
      await open().endEra(start.era)
      assert.equal((await endOf(log)).era, era)
      assert.deepEqual((await log.snapshot()).barriers, [])
    }),
  ]
}

function messageCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('every process is told of every record, numbered or not', async (log, { open }) => {
      const heard: LogMessage[] = []
      const isListening = Promise.withResolvers<void>()
      const isTold = Promise.withResolvers<void>()
      const start = await endOf(log)
      open().subscribe(
        (message) => {
          // What another era has to tell may still be on its way.
          if (message.era === undefined || message.era === start.era) heard.push(message)
          if (heard.length === 2) isTold.resolve()
        },
        () => isListening.resolve(),
      )
      await isListening.promise
      await log.append(MIXED, 5, start)
      await log.broadcast([barrier('key', 'unnumbered')])
      await isTold.promise
      // In whatever order: nothing depends on it, and they may come by different ways.
      const numbered = heard.filter(({ era }) => era !== undefined)
      assert.deepEqual(numbered, [{ era: start.era, record: { seq: 1, nonce: 5, barriers: MIXED } }])
      const others = heard.filter(({ era }) => era === undefined)
      assert.deepEqual(others, [{ barriers: [barrier('key', 'unnumbered')] }])
    }),
  ]
}
