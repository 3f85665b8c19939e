import { expect, test, vi } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { listParametersFromQuery } from './list-parameters.ts'
import { RecordLister } from './list-records.ts'
import { reservasDemo } from '../seed/reservas-demo.ts'
import { SimulatedBase } from '../base/simulated-base.ts'

/** What pages cost must not grow with the table: only the first one looks at every record. */
test('a page after the first reads the records that it shows, and no other', () => {
  const base = new SimulatedBase(reservasDemo(), new FakeClock(), new SeededRandom(1))
  const table = base.table('Reservas')
  const lister = new RecordLister(300_000, () => true)
  const page = (query: string) =>
    lister.list(base, table, listParametersFromQuery(new URLSearchParams(query)))
  const filter = "filterByFormula={Estado}='Confirmada'"
  const first = page(`pageSize=50&${filter}`)
  const get = vi.spyOn(table.records, 'get')
  const values = vi.spyOn(table.records, 'values')

  const second = page(`pageSize=50&offset=${first.offset}&${filter}`)

  expect(second.records).toHaveLength(50)
  expect(get).toHaveBeenCalledTimes(50)
  expect(values).not.toHaveBeenCalled()
})

test('an offset may come back: a client that did not hear the answer asks again', () => {
  const base = new SimulatedBase(reservasDemo({ reservations: 30 }), new FakeClock(), new SeededRandom(1))
  const table = base.table('Reservas')
  const lister = new RecordLister(300_000, () => true)
  const page = (query: string) =>
    lister.list(base, table, listParametersFromQuery(new URLSearchParams(query)))
  const { offset } = page('pageSize=10')

  const once = page(`pageSize=10&offset=${offset}`)
  page(`pageSize=10&offset=${once.offset}`)

  expect(page(`pageSize=10&offset=${offset}`)).toEqual(once)
})
