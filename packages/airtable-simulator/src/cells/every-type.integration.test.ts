import { describe, expect, test } from 'vitest'
import { everyType, TYPES } from './every-type-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'
import { startFixture } from '../simulator-fixture.ts'

async function fixture() {
  const clock = new FakeClock()
  const { call, simulator } = await startFixture({ bases: [everyType], clock })
  const create = async (fields: object, typecast = false) => {
    const answer = await call('POST', `${TYPES}/Cosas`, { fields, typecast })
    return { status: answer.status, fields: answer.body.fields, id: answer.body.id }
  }
  return { call, simulator, clock, create }
}

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
  const { call } = await fixture()

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
    const { create } = await fixture()

    const { status, fields } = await create({ [name]: value })

    expect(status).toBe(200)
    if (shown !== undefined) expect(fields[name]).toEqual(shown)
  })

  test('a new file gets an id, a name and a type', async () => {
    const { create } = await fixture()

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
    ['Codigo', '123'],
    ['Formula', 1],
    ['Suma', 1],
    ['Busca', [1]],
    ['Orden', 1],
    ['Creada', '2026-01-01T00:00:00.000Z'],
    ['Creador', { id: 'usrBob00000000001' }],
    ['Boton', { label: 'x' }],
  ])('not %s: %j', async (name, value) => {
    const { create } = await fixture()

    expect((await create({ [name]: value })).status).toBe(422)
  })
})

test('URLs of attachments differ from answer to answer, and die when they are to', async () => {
  const clock = new FakeClock()
  const { call } = await startFixture({ bases: [everyType], clock, attachmentTtlMs: 7_200_000 })
  const fileOf = async () => {
    const { body } = await call('GET', `${TYPES}/Cosas/recCosa0000000001`)
    return (body.fields['Ficheros'] as { url: string; filename: string }[])[0]
  }
  const statusOf = async (url: string | undefined) => (await fetch(url ?? '')).status

  const first = await fileOf()
  await clock.advance(7_199_999)
  const second = await fileOf()
  const late = await statusOf(first?.url)
  await clock.advance(1)

  expect(first?.filename).toBe('a.pdf')
  expect(second?.url).not.toBe(first?.url)
  expect([late, await statusOf(first?.url), await statusOf(second?.url)]).toEqual([200, 410, 200])
  expect(await statusOf(first?.url.replace('attDado', 'attNada'))).toBe(404)
})

test('URLs that die are no change to a record', async () => {
  const real = new FakeClock()
  let looks = 0
  // Time goes on within a request.
  const clock = { now: () => real.now() + looks++, monotonic: () => 0, setTimer: real.setTimer.bind(real) }
  const { call } = await startFixture({ bases: [everyType], clock, attachmentTtlMs: 1_000 })
  const specification = {
    options: { filters: { dataTypes: ['tableData'], recordChangeScope: 'tblCosas000000000' } },
  }
  const hook = await call('POST', `bases/${TYPES}/webhooks`, { specification })

  await call('PATCH', `${TYPES}/Cosas/recCosa0000000001`, { fields: { Texto: 'x' } })

  const { body } = await call('GET', `bases/${TYPES}/webhooks/${hook.body.id}/payloads`)
  expect(JSON.stringify(body)).not.toContain('fldFicheros')
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
    const { create } = await fixture()

    expect((await create({ [name]: value }, true)).fields[name]).toEqual(shown)
  })

  test('makes options in the schema and records in the linked table', async () => {
    const { call, create } = await fixture()

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

test('lookups, rollups, counts and formulas follow what they look at', async () => {
  const { call, create } = await fixture()
  const { id, fields } = await create({
    Numero: 9,
    Nota: 2,
    Enlace: ['recOtra0000000001', 'recOtra0000000002'],
  })

  await call('PATCH', `${TYPES}/Otras/recOtra0000000001`, { fields: { Precio: null } })
  await call('PATCH', `${TYPES}/Otras/recOtra0000000002`, { fields: { Precio: 10, Cosas: [id] } })
  await call('PATCH', `${TYPES}/Cosas/${id}`, { fields: { Nota: null } })

  expect(fields).toMatchObject({ Busca: [1.5, 3], Suma: 4.5, Cuenta: 2, Formula: 4.5 })
  const after = (await call('GET', `${TYPES}/Cosas/${id}`)).body.fields
  expect(after).toMatchObject({ Busca: [10], Suma: 10, Cuenta: 2, Formula: { specialValue: 'Infinity' } })
})

test('PUT clears every cell that can be written, and no other', async () => {
  const { call } = await fixture()

  const { body } = await call('PUT', `${TYPES}/Cosas/recCosa0000000001`, { fields: { Texto: 'x' } })

  expect(Object.keys(body.fields).toSorted()).toEqual([
    'Boton',
    'Cambiada',
    'Creada',
    'Cuenta',
    'Editor',
    'Formula',
    'Fuente',
    'Ia',
    'Orden',
    'SinFormula',
    'Suma',
    'Texto',
  ])
})

test('what is not a change modifies nothing, what is one tells when and who', async () => {
  const { call, clock } = await fixture()
  const path = `${TYPES}/Cosas/recCosa0000000001`
  await clock.advance(60_000)

  const same = await call('PATCH', path, { fields: { Nombre: 'Primera' } })
  const other = await call('PATCH', path, { fields: { Nombre: 'Otra' } })

  expect(same.body.fields['Cambiada']).toBe('2026-01-01T00:00:00.000Z')
  expect(other.body.fields).toMatchObject({
    Cambiada: '2026-01-01T00:01:00.000Z',
    Editor: { id: 'usrSimulated00001' },
  })
})

test('cellFormat=string shows what people see', async () => {
  const { call, create } = await fixture()
  const { id } = await create({
    Nombre: 'Segunda',
    Numero: 3,
    Dinero: -60.5,
    Parte: 0.123,
    Dura: 5_400,
    Nota: 2,
    Marca: true,
    Dia: '2026-01-10',
    Hora: '2026-01-10T20:30:00Z',
    HoraUtc: '2026-01-10T20:30:00Z',
    Uno: 'Alto',
    Enlace: ['recOtra0000000001', 'recOtra0000000002'],
    Quien: { id: 'usrBob00000000001' },
    Codigo: { text: '123' },
    Ficheros: [{ url: 'http://x/a.png' }],
  })

  const query = 'cellFormat=string&timeZone=America/New_York&userLocale=es'
  const { body } = await call('GET', `${TYPES}/Cosas/${id}?${query}`)

  expect(body.fields).toEqual({
    Nombre: 'Segunda',
    Numero: '3.00',
    Dinero: '-€60.50',
    Parte: '12.3%',
    Dura: '1:30',
    Nota: '2',
    Marca: 'checked',
    Dia: '10/1/2026',
    Hora: '10/1/2026 21:30',
    HoraUtc: '10/1/2026 20:30',
    Uno: 'Alto',
    Enlace: 'Otra 1, "Otra 2, grande"',
    Busca: '1.5, 3',
    Suma: '4.5',
    Cuenta: '2',
    Formula: '1.5',
    Quien: 'Bob',
    Codigo: '123',
    Ficheros: 'a.png (http://x/a.png)',
    Orden: '8',
    Creada: '31/12/2025 7:00pm',
    Cambiada: '31/12/2025 7:00pm',
    Creador: 'Simulated User',
  })
})
