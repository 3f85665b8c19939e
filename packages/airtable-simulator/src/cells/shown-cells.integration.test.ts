import { expect, test } from 'vitest'
import { everyType, everyTypeFixture, TYPES } from './every-type-fixture.ts'
import { FakeClock } from '@larder/cache-core/testing'
import { startFixture } from '../simulator-fixture.ts'

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

test('lookups, rollups, counts and formulas follow what they look at', async () => {
  const { call, create } = await everyTypeFixture()
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
  const { call } = await everyTypeFixture()

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
  const { call, clock } = await everyTypeFixture()
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
  const { call, create } = await everyTypeFixture()
  const { id } = await create({
    Nombre: 'Segunda',
    Numero: 3,
    Dinero: -60.5,
    Parte: 0.123,
    Dura: 5_400,
    Larga: 3_725,
    HoraSuya: '2026-01-10T20:30:00Z',
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
    Larga: '1:02:05',
    HoraSuya: '10/1/2026 15:30',
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

test('formulas see people by their names, and boxes as ticked or not', async () => {
  const { call, create } = await everyTypeFixture()
  const { id } = await create({ Marca: true, Quien: { id: 'usrBob00000000001' } })
  const found = async (formula: string) => {
    const query = `filterByFormula=${encodeURIComponent(formula)}&fields=Nombre`
    return (await call('GET', `${TYPES}/Cosas?${query}`)).body.records.map((record) => record.id)
  }

  expect(await found("{Creador}='Simulated User'")).toEqual([id])
  expect(await found("AND({Quien}='Bob', {Marca})")).toEqual([id])
  expect(await found('NOT({Marca})')).toEqual(['recCosa0000000001'])
  expect(await found("{Editor}='Simulated User'")).toEqual([])
  await call('PATCH', `${TYPES}/Cosas/${id}`, { fields: { Texto: 'x' } })
  expect(await found("{Editor}='Simulated User'")).toEqual([id])
})

test('the schema does not tell how a rollup sums up, and tells the formula of a formula field', async () => {
  const { call } = await everyTypeFixture()

  const { text } = await call('GET', `meta/bases/${TYPES}/tables`)

  expect(text).not.toContain('SUM(values)')
  expect(text).toContain('{fldNumero00000000}/{fldNota0000000000}')
})
