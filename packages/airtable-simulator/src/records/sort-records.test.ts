import { expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { everyType } from '../cells/every-type-fixture.ts'
import { SimulatedBase } from '../base/simulated-base.ts'
import { sortRecords } from './sort-records.ts'

const [cosas, otras] = everyType.tables
const row = (Nombre: string, fields: object) => ({ Nombre, ...fields })
const rows = [
  row('vacía', {}),
  row('b', {
    Texto: 'Éxito',
    Numero: 10,
    Dia: '2026-01-10',
    Marca: true,
    Uno: 'Bajo',
    Enlace: ['recOtra0000000002'],
    Varios: ['Rojo'],
    Quien: { id: 'usrBob00000000001', name: 'Bob' },
  }),
  row('a', {
    Texto: 'exito',
    Numero: -2,
    Dia: '2025-12-31',
    Uno: 'Alto',
    Enlace: ['recOtra0000000001'],
    Quien: { id: 'usrAna00000000001', name: 'Ana' },
  }),
  row('c', { Texto: 'Zeta', Numero: 9, Dia: '2026-01-09', Uno: 'Alto', Marca: true }),
]

const baseOf = (all: readonly object[]) =>
  new SimulatedBase(
    {
      ...everyType,
      tables: [
        {
          schema: cosas?.schema as never,
          records: all.map((fields, index) => ({
            id: `recFila00000000${String(index).padStart(2, '0')}`,
            createdTime: '2026-01-01T00:00:00.000Z',
            fields: { ...fields },
          })),
        },
        otras as never,
      ],
    },
    new FakeClock(),
    new SeededRandom(1),
  )
const base = baseOf(rows)
const table = base.table('Cosas')

function sorted(...rules: readonly (readonly [field: string, direction?: 'desc'])[]): string {
  const sort = rules.map(([field, direction = 'asc' as const]) => ({ field, direction }))
  return sortRecords(base, table, [...table.records.values()], sort)
    .map((record) => String(record.cells.get('fldNombre00000000')))
    .join(' ')
}

test.each([
  ['Numero', 'vacía a c b'],
  ['Dia', 'vacía a c b'],
  ['Texto', 'vacía a b c'],
  ['Uno', 'vacía a c b'],
  ['Marca', 'vacía a b c'],
  ['Enlace', 'vacía c a b'],
  ['Varios', 'vacía a c b'],
  ['Quien', 'vacía c a b'],
  ['Busca', 'vacía c a b'],
  ['Suma', 'vacía c a b'],
  ['Nombre', 'a b c vacía'],
])('by %s, blanks first: %s', (field, names) => {
  expect(sorted([field])).toBe(names)
})

test.each([
  ['Numero', 'b c a vacía'],
  ['Uno', 'b a c vacía'],
  ['Marca', 'b c vacía a'],
  ['Enlace', 'b a vacía c'],
])('by %s, descending, blanks last: %s', (field, names) => {
  expect(sorted([field, 'desc'])).toBe(names)
})

test('by one field and then by another, by name or id', () => {
  expect(sorted(['Uno'], ['fldNumero00000000', 'desc'])).toBe('vacía c a b')
  expect(sorted(['Uno', 'desc'], ['Numero', 'desc'])).toBe('b c a vacía')
})

test('there is one order of all texts, times and dates among them', () => {
  const texts = [
    '1a',
    '10',
    '1:a',
    '9:00',
    '1:0',
    '90',
    '1.5',
    '1-2',
    '1',
    ' 1',
    '10:30',
    '2026-01-10T09:00',
    'T',
    'z',
  ]
  const collator = new Intl.Collator('es', { sensitivity: 'accent' })
  const times = baseOf(texts.map((Nombre) => ({ Nombre })))
  const cosasOf = times.table('Cosas')

  const inOrder = sortRecords(
    times,
    cosasOf,
    [...cosasOf.records.values()],
    [{ field: 'Nombre', direction: 'asc' }],
  )

  expect(inOrder.map((record) => record.cells.get('fldNombre00000000'))).toEqual(
    texts.toSorted((a, b) => collator.compare(a, b)),
  )
})
