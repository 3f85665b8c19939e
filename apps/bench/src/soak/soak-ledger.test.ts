import { expect, test } from 'vitest'
import { type Request, SoakLedger } from './soak-ledger.ts'

const record = (process: number, at: number): Request => ({
  process,
  path: '/Clientes/rec1',
  record: 'rec1',
  at,
})
const list = (at: number): Request => ({ process: 0, path: '/Clientes?pageSize=20', record: undefined, at })
const other = (at: number): Request => ({ process: 0, path: '/Mesas', record: undefined, at })

function ledger(): SoakLedger {
  const made = new SoakLedger('Clientes')
  made.redisCalm(0)
  return made
}

test('a server shows its own writes at once', () => {
  const one = ledger()
  one.wrote(record(0, 10), 7, 200, 20)

  one.read(record(0, 15), 200, 6, 30)
  expect(one.verdicts().ownWritesMissed).toBe(0)
  one.read(record(0, 20), 200, 6, 30)
  expect(one.verdicts().ownWritesMissed).toBe(1)
})

test('another server shows them within the bound, while Redis is in service', () => {
  const one = ledger()
  one.wrote(record(0, 10), 7, 200, 20)

  one.read(record(1, 2_000), 200, 6, 2_010)
  expect(one.verdicts().staleReads).toBe(0)
  one.read(record(1, 2_520), 200, 6, 2_530)
  expect(one.verdicts().staleReads).toBe(1)
  one.redisTroubled()
  one.read(record(1, 9_000), 200, 6, 9_010)
  expect(one.verdicts().staleReads).toBe(1)
  one.redisCalm(10_000)
  one.read(record(1, 12_500), 200, 6, 12_510)
  expect(one.verdicts().staleReads).toBe(2)
})

test('a write that failed need not be shown', () => {
  const one = ledger()
  one.wrote(record(0, 10), 7, 502, 20)

  one.read(record(0, 30), 200, 6, 40)

  expect(one.verdicts()).toMatchObject({ ownWritesMissed: 0, staleReads: 0 })
})

test('a read may fail only while Airtable is away, and only of what a write has taken away', () => {
  const one = ledger()
  for (const request of [record(0, 5_000), list(5_000), other(5_000)])
    one.read(request, 200, undefined, 5_010)
  one.upstreamDown(9_000)

  for (const request of [record(0, 5_020), list(5_020), other(5_020)])
    one.read(request, 502, undefined, 5_030)
  expect(one.verdicts()).toMatchObject({ failedReads: 3, excusedReads: 0 })

  one.writing(record(0, 5_040))
  for (const request of [record(0, 5_050), list(5_050), other(5_050)])
    one.read(request, 502, undefined, 5_060)
  expect(one.verdicts()).toMatchObject({ failedReads: 4, excusedReads: 2 })

  one.read(record(0, 7_600), 200, undefined, 7_610)
  one.read(record(0, 7_620), 502, undefined, 7_630)
  expect(one.verdicts()).toMatchObject({ failedReads: 5, excusedReads: 2 })

  one.read(list(9_001), 502, undefined, 9_010)
  expect(one.verdicts()).toMatchObject({ failedReads: 6, excusedReads: 2 })
})
