import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'

test('pages hold together while records come and go, and a listing that rests too long is forgotten', async () => {
  const clock = new FakeClock()
  const { inBase, simulator } = await startFixture({ clock })
  const first = await inBase('GET', 'Mesas?pageSize=10')
  simulator.base(BASE).table('Mesas').records.delete('recMesa0000000012')

  const second = await inBase('GET', `Mesas?pageSize=10&offset=${first.body.offset ?? ''}`)
  await clock.advance(300_001)
  const late = await inBase('GET', `Mesas?pageSize=10&offset=${second.body.offset ?? ''}`)

  expect(first.body.offset).toMatch(/^itr[0-9A-Za-z]{14}\/rec[0-9A-Za-z]{14}$/)
  expect(second.body.records.map(({ id }) => id.slice(-2))).toEqual([
    '11',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
    '19',
    '20',
    '21',
  ])
  expect(late).toMatchObject({
    status: 422,
    body: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
  })
})

test('an offset belongs to its table', async () => {
  const { inBase } = await startFixture()
  const { body } = await inBase('GET', 'Clientes?pageSize=1')

  expect(await inBase('GET', `Mesas?offset=${body.offset ?? ''}`)).toMatchObject({
    status: 422,
    body: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
  })
})

test('maxRecords is spread over pages', async () => {
  const { inBase } = await startFixture()
  const sizes: number[] = []
  let offset: string | undefined
  do {
    const { body } = await inBase('GET', `Clientes?maxRecords=25&pageSize=10&offset=${offset ?? ''}`)
    sizes.push(body.records.length)
    ;({ offset } = body)
  } while (offset !== undefined)

  expect(sizes).toEqual([10, 10, 5])
})

test('selects sort by the order of their options, blanks first when ascending', async () => {
  const { inBase } = await startFixture()
  await inBase('PATCH', 'Mesas/recMesa0000000024', { fields: { Zona: null } })

  const { body } = await inBase('GET', 'Mesas?sort[0][field]=Zona&fields[]=Zona')

  const zones = body.records.map(({ fields }) => fields['Zona'])
  expect([...new Set(zones)]).toEqual([undefined, 'Salón', 'Terraza', 'Barra', 'Privado'])
})
