import { describe, expect, test } from 'vitest'
import type { AirtableSimulator } from '@larder/airtable-simulator'
import { SeededRandom } from '@larder/cache-core/testing'
import { BASE, byId, everyPage, type Listed, mirrored, TABLES, truth } from './mirror-fixture.ts'

const { signal } = new AbortController()

const FORMULAS = [
  ['Mesas', "AND({Zona}='Terraza',{Capacidad}>=4)"],
  ['Mesas', '{Disponible}'],
  ['Mesas', "NOT({Estado}='Libre')"],
  ['Clientes', 'AND({VIP},{NumReservas}>0)'],
  ['Clientes', "FIND('Alergia',{Notas})"],
  ['Clientes', "SEARCH('an',LOWER({Nombre}))"],
  ['Reservas', "{Mesa}='Mesa 1'"],
  ['Reservas', "AND({Estado}='Confirmada',{Personas}>2)"],
  ['Reservas', "IS_AFTER({Fecha},'2026-01-15')"],
  ['Reservas', 'OR(RECORD_ID()="recReserva0000001",RECORD_ID()="recReserva0000007")'],
  ['Reservas', "{Depósito}&''=''"],
] as const

const QUERIES = [
  '',
  'pageSize=7',
  'sort[0][field]=Nombre&sort[0][direction]=desc',
  'maxRecords=5&returnFieldsByFieldId=1',
]

describe('a mirrored table', () => {
  test(
    'answers lists, sorts and records as Airtable does, without a request',
    { timeout: 60_000 },
    async () => {
      const larder = await mirrored()
      const queries: readonly (readonly [table: string, search: string])[] = [
        ...['Mesas', 'Turnos', 'Clientes'].flatMap((table) =>
          QUERIES.map((search) => [table, search] as const),
        ),
        [
          'Reservas',
          'sort[0][field]=Fecha&sort[1][field]=Hora&sort[1][direction]=desc&fields[]=Fecha&fields[]=Hora',
        ],
        ['Reservas', 'sort[0][field]=Estado&sort[1][field]=Personas'],
        ['Reservas', 'sort[0][field]=Mesa&pageSize=25'],
        ['Reservas', 'sort[0][field]=Depósito&maxRecords=30'],
        ...FORMULAS.map(
          ([table, formula]) =>
            [table, new URLSearchParams({ filterByFormula: formula }).toString()] as const,
        ),
      ]
      const expected = await Promise.all(queries.map((query) => truth(larder.simulator, ...query)))
      const answersBefore = requestsOf(larder.simulator)

      for (const [index, [table, search]] of queries.entries())
        expect({ table, search, records: await everyPage(larder, table, search) }).toEqual({
          table,
          search,
          records: expected[index],
        })
      expect((await larder.record('Mesas', 'recMesa0000000001')).detail).toBe('mirror')

      expect(requestsOf(larder.simulator)).toBe(answersBefore)
    },
  )

  test('says why it does not answer', { timeout: 60_000 }, async () => {
    const larder = await mirrored(['Mesas'])

    expect((await larder.list('Mesas', 'view=Terraza')).detail).toBe(
      'mirror: the parameter view is for Airtable',
    )
    expect((await larder.list('Mesas', 'sort[0][field]=Reservas')).detail).toBe(
      'mirror: a table of it is not mirrored',
    )
    expect((await larder.list('Mesas', "filterByFormula={Reservas}='R1'")).detail).toBe(
      'mirror: a table of it is not mirrored',
    )
    await expect(larder.list('Mesas', 'filterByFormula={Nope}')).rejects.toMatchObject({ status: 422 })
    await expect(larder.list('Mesas', 'sort[0][field]=Nope')).rejects.toMatchObject({ status: 422 })
    expect((await larder.list('Turnos')).detail).toBeUndefined()
    larder.follow(false)
    expect((await larder.list('Mesas')).detail).toBe('mirror: the base is not followed by webhooks now')
  })

  test('a client goes on where it was, from the copy to Airtable and back', { timeout: 60_000 }, async () => {
    const larder = await mirrored()
    const expected = await truth(larder.simulator, 'Clientes', '')
    const seen: unknown[] = []
    let offset = ''
    for (let pages = 0; pages === 0 || offset !== ''; pages++) {
      larder.follow(pages % 2 === 0)
      const { value } = await larder.list(
        'Clientes',
        new URLSearchParams({ pageSize: '33', offset }).toString(),
      )
      seen.push(...value.records)
      offset = value.offset ?? ''
    }

    expect(seen).toEqual(expected)
  })

  test(
    'a listing goes on in the order it began with, and shows nothing older than a write',
    { timeout: 60_000 },
    async () => {
      const larder = await mirrored()
      const first = (await larder.list('Turnos', 'pageSize=2&sort[0][field]=Nombre')).value
      const expected = await truth(larder.simulator, 'Turnos', 'sort[0][field]=Nombre')
      const [, , third, fourth, ...rest] = expected.map(({ id }) => id) as [string, ...string[]]
      const write = (method: 'PATCH' | 'DELETE', recordId = '', body?: object) =>
        larder.records.write({ method, base: BASE, table: 'Turnos', recordId, body }, signal)

      await write('DELETE', third)
      await write('PATCH', fourth, { fields: { Nombre: 'A, first of all' } })

      const seen: Listed[] = []
      for (let { offset = '' } = first; offset !== '';) {
        const search = new URLSearchParams({ pageSize: '2', 'sort[0][field]': 'Nombre', offset })
        const { value, detail } = await larder.list('Turnos', search.toString())
        expect(detail).toBe('mirror')
        seen.push(...value.records)
        offset = value.offset ?? ''
      }
      expect(seen.map(({ id }) => id)).toEqual([fourth, ...rest])
      expect(seen[0]?.fields['Nombre']).toBe('A, first of all')
    },
  )

  test('new records come last, in the order in which they were created', { timeout: 60_000 }, async () => {
    const larder = await mirrored()
    const created = larder.simulator
      .base(BASE)
      .asUser()
      .createRecords('Turnos', { Nombre: 'Brunch' }, { Nombre: 'Merienda' })
    const recordIds = created.map(({ id }) => id).reverse()

    await larder.records.invalidation.ofRecords({ base: BASE, table: 'Turnos', recordIds })

    expect(await everyPage(larder, 'Turnos', '')).toEqual(await truth(larder.simulator, 'Turnos', ''))
  })

  test('an offset of another process, or of another table, leads into no listing but its own', async () => {
    const [one, other] = [await mirrored(['Mesas', 'Turnos']), await mirrored(['Mesas', 'Turnos'])]
    const mesas = await truth(one.simulator, 'Mesas', '')
    const offsetOf = async (larder: typeof one, table: string) =>
      (await larder.list(table, 'pageSize=3')).value.offset ?? ''
    const offset = await offsetOf(one, 'Mesas')
    const ofTurnos = [await offsetOf(other, 'Turnos'), await offsetOf(one, 'Turnos')]

    for (const larder of [one, other])
      for (const given of [offset, ...ofTurnos]) {
        const search = new URLSearchParams({ pageSize: '3', offset: given })
        const { records } = (await larder.list('Mesas', search.toString())).value
        expect(mesas.slice(0, 6).map(({ id }) => id)).toEqual(
          expect.arrayContaining(records.map(({ id }) => id)),
        )
      }
  })

  test('a write through Larder is seen at once, in other tables too', { timeout: 60_000 }, async () => {
    const larder = await mirrored()
    const [booking] = (await larder.list('Reservas', 'maxRecords=1')).value.records
    const id = booking?.id ?? ''
    const write = (method: 'PATCH' | 'DELETE', fields?: object) =>
      larder.records.write(
        {
          method,
          base: BASE,
          table: 'Reservas',
          recordId: id,
          ...(fields === undefined ? {} : { body: { fields } }),
        },
        signal,
      )
    const numberOf = async (mesa: string) =>
      ((await larder.record('Mesas', mesa)).value.fields['Reservas'] as readonly string[] | undefined) ?? []

    await write('PATCH', { Mesa: ['recMesa0000000024'], Notas: 'movida' })

    const seen = (await larder.list('Reservas')).value.records.find((record) => record.id === id)
    expect(seen?.fields).toMatchObject({ Notas: 'movida', Mesa: ['recMesa0000000024'] })
    await larder.list('Mesas')
    expect(await numberOf('recMesa0000000024')).toContain(id)
    await write('DELETE')
    expect((await larder.list('Reservas')).value.records.some((record) => record.id === id)).toBe(false)
    await larder.list('Mesas')
    expect(await numberOf('recMesa0000000024')).not.toContain(id)
  })
})

test(
  'after random changes, by people and through Larder, copies are as the base is',
  { timeout: 120_000 },
  async () => {
    const larder = await mirrored()
    const random = new SeededRandom(Number(process.env['SEED'] ?? 7))
    const pick = <T>(all: readonly T[]): T => all[Math.floor(all.length * random.next())] as T
    const idsOf = (table: string) => [...larder.simulator.base(BASE).table(table).records.keys()]
    const person = larder.simulator.base(BASE).asUser()
    const changes: readonly (() => unknown)[] = [
      () => person.updateRecord('Clientes', pick(idsOf('Clientes')), { Notas: `nota ${random.next()}` }),
      () => person.updateRecord('Clientes', pick(idsOf('Clientes')), { Nombre: `Nombre ${random.next()}` }),
      () => person.updateRecord('Mesas', pick(idsOf('Mesas')), { Reservas: [pick(idsOf('Reservas'))] }),
      () => person.updateRecord('Reservas', pick(idsOf('Reservas')), { Cliente: [pick(idsOf('Clientes'))] }),
      () => person.createRecords('Reservas', { Código: `R${random.next()}`, Mesa: [pick(idsOf('Mesas'))] }),
      () => person.deleteRecord('Reservas', pick(idsOf('Reservas'))),
      () => person.updateRecord('Clientes', pick(idsOf('Clientes')), { Telefono: `+34 ${random.next()}` }),
      () =>
        larder.records.write(
          {
            method: 'PATCH',
            base: BASE,
            table: 'Reservas',
            recordId: pick(idsOf('Reservas')),
            body: { fields: { Cliente: [pick(idsOf('Clientes'))], Turno: [] } },
          },
          signal,
        ),
    ]

    for (let round = 0; round < 8; round++) {
      for (let step = 0; step < 6; step++) await pick(changes)()
      for (const table of TABLES) {
        const expected = byId(await truth(larder.simulator, table, ''))
        await expect
          .poll(async () => byId(await everyPage(larder, table, '')), { timeout: 15_000, interval: 50 })
          .toEqual(expected)
        expect((await larder.list(table, 'maxRecords=1')).detail).toBe('mirror')
      }
    }
    // Nothing was read as a whole again.
    expect(larder.records.mirrorStatus().map(({ loads }) => loads)).toEqual([1, 1, 1, 1])
  },
)

/** Lists and records, of whatever table. */
function requestsOf({ journal }: AirtableSimulator): number {
  return journal.entries.filter(({ kind }) => kind === 'list' || kind === 'record').length
}
