import { describe, expect, test } from 'vitest'
import { everyType, everyTypeFixture, TYPES } from './every-type-fixture.ts'

const ALWAYS = {
  Cuenta: 0,
  Suma: 0,
  Orden: 8,
  Formula: { specialValue: 'NaN' },
  Creada: '2026-01-01T00:00:00.000Z',
  Cambiada: '2026-01-01T00:00:00.000Z',
  Creador: { id: 'usrSimulated00001', email: 'user@example.com', name: 'Simulated User' },
}
test('given cells come back as they were given, empty ones are left out, 0 is there', async () => {
  const { call } = await everyTypeFixture()

  const { body } = await call('GET', `${TYPES}/Cosas/recCosa0000000001`)

  const { Marca: _, Varios: __, ...given } = everyType.tables[0]?.records[0]?.fields ?? {}
  const { Creador: ___, ...computed } = ALWAYS
  expect(body.fields).toEqual({ ...computed, ...given })
})

describe('takes and shows', () => {
  test.each([
    ['Texto', 'a\nb', 'a\nb'],
    ['Numero', -0.5, -0.5],
    ['Parte', 0.123, 0.123],
    ['Dura', 5_400, 5_400],
    ['Nota', 5, 5],
    ['Marca', true, true],
    ['Dia', '2026-02-28', '2026-02-28'],
    ['Dia', '2026-02-28T23:00:00-05:00', '2026-02-28'],
    ['Hora', '2026-07-01T21:30:00', '2026-07-01T19:30:00.000Z'],
    ['Hora', '2026-01-01T21:30', '2026-01-01T20:30:00.000Z'],
    ['Hora', '2026-07-01T21:30:00Z', '2026-07-01T21:30:00.000Z'],
    ['Hora', '2026-07-01T21:30:00.123+02:00', '2026-07-01T19:30:00.123Z'],
    ['Hora', '2026-07-01', '2026-07-01T00:00:00.000Z'],
    ['HoraUtc', '2026-07-01T21:30:00', '2026-07-01T21:30:00.000Z'],
    ['HoraSuya', '2026-07-01T21:30:00', '2026-07-01T21:30:00.000Z'],
    [
      'Quienes',
      [{ email: 'bob@example.com' }],
      [{ id: 'usrBob00000000001', email: 'bob@example.com', name: 'Bob' }],
    ],
    ['Uno', 'Alto', 'Alto'],
    ['Varios', ['Rojo'], ['Rojo']],
    [
      'Quien',
      { email: 'bob@example.com' },
      { id: 'usrBob00000000001', email: 'bob@example.com', name: 'Bob' },
    ],
    [
      'Quien',
      { id: 'usrAna00000000001' },
      { id: 'usrAna00000000001', email: 'ana@example.com', name: 'Ana' },
    ],
    ['Codigo', { text: '123', type: 'ean8' }, { text: '123', type: 'ean8' }],
    ['Futuro', [1, 2], [1, 2]],
    [
      'Ficheros',
      [{ id: 'attDado0000000001' }],
      [
        {
          id: 'attDado0000000001',
          url: 'http://x/a.pdf',
          filename: 'a.pdf',
          size: 3,
          type: 'application/pdf',
        },
      ],
    ],
    ['fldNumero00000000', 3, undefined],
  ])('%s: %j', async (name, value, shown) => {
    const { create } = await everyTypeFixture()

    const { status, fields } = await create({ [name]: value })

    expect(status).toBe(200)
    if (shown !== undefined) expect(fields[name]).toEqual(shown)
  })

  test('a new file gets an id, a name and a type', async () => {
    const { create } = await everyTypeFixture()

    const { fields } = await create({ Ficheros: [{ url: 'https://example.com/fotos/mesa%201.png?x=1' }] })

    expect(fields['Ficheros']).toEqual([
      {
        id: expect.stringMatching(/^att[0-9A-Za-z]{14}$/) as string,
        url: 'https://example.com/fotos/mesa%201.png?x=1',
        filename: 'mesa%201.png',
        size: 42,
        type: 'image/png',
      },
    ])
  })

  test.each([
    ['Nota', 0],
    ['Nota', 6],
    ['Nota', 1.5],
    ['Numero', '3'],
    ['Marca', 'true'],
    ['Texto', true],
    ['Dia', '10/01/2026'],
    ['Hora', '2026-13-01T00:00:00Z'],
    ['Varios', 'Rojo'],
    ['Uno', ['Alto']],
    ['Enlace', 'recOtra0000000001'],
    ['Enlace', ['Otra 1']],
    ['Ficheros', ['http://x']],
    ['Ficheros', [{ id: 'attNadie000000001' }]],
    ['Quien', { email: 'nadie@example.com' }],
    ['Quienes', { email: 'bob@example.com' }],
    ['Quienes', [null]],
    ['Ficheros', [null]],
    ['Codigo', ['123']],
    ['Codigo', '123'],
    ['Formula', 1],
    ['Suma', 1],
    ['Busca', [1]],
    ['Orden', 1],
    ['Creada', '2026-01-01T00:00:00.000Z'],
    ['Creador', { id: 'usrBob00000000001' }],
    ['Boton', { label: 'x' }],
  ])('not %s: %j', async (name, value) => {
    const { create } = await everyTypeFixture()

    expect((await create({ [name]: value })).status).toBe(422)
  })
})

describe('typecast', () => {
  test.each([
    ['Texto', 7, '7'],
    ['Numero', '3', 3],
    ['Dinero', '€1,234.50', 1234.5],
    ['Parte', '12.5%', 0.125],
    ['Dura', '1:30', 5_400],
    ['Marca', 'checked', true],
    ['Marca', 'true', true],
    ['Dia', '10/1/2026', '2026-01-10'],
    ['Dia', 'January 10, 2026', '2026-01-10'],
    ['Hora', '10/1/2026 21:30', '2026-01-10T20:30:00.000Z'],
    ['Uno', 'Nuevo', 'Nuevo'],
    ['Varios', 'Rojo, "Azul, claro"', ['Rojo', 'Azul, claro']],
    ['Enlace', 'Otra 1', ['recOtra0000000001']],
    ['Enlace', ['Otra 2, grande', 'recOtra0000000001'], ['recOtra0000000002', 'recOtra0000000001']],
  ])('%s: %j', async (name, value, shown) => {
    const { create } = await everyTypeFixture()

    expect((await create({ [name]: value }, true)).fields[name]).toEqual(shown)
  })

  test('makes options in the schema and records in the linked table', async () => {
    const { call, create } = await everyTypeFixture()

    const { id } = await create({ Uno: 'Nuevo', Enlace: 'Otra 3' }, true)

    const { body } = await call('GET', `meta/bases/${TYPES}/tables`)
    const [cosas] = body['tables'] as { fields: { name: string; options?: { choices?: object[] } }[] }[]
    const { body: others } = await call('GET', `${TYPES}/Otras?filterByFormula={Titulo}='Otra 3'`)
    expect(cosas?.fields.find(({ name }) => name === 'Uno')?.options?.choices?.at(-1)).toEqual({
      id: expect.stringMatching(/^sel[0-9A-Za-z]{14}$/) as string,
      name: 'Nuevo',
    })
    expect(others.records.map(({ fields }) => fields)).toEqual([{ Titulo: 'Otra 3', Cosas: [id] }])
  })
})
