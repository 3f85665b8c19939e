import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import type { BaseData } from '../base/base-data.ts'

const odd: BaseData = {
  id: 'appOddNames000001',
  name: 'Odd names',
  tables: ['Mesas / Sillas', 'Año 100%', 'meta'].map((name, index) => ({
    schema: {
      id: `tblOdd0000000000${index}`,
      name,
      primaryFieldId: `fldOdd0000000000${index}`,
      fields: [{ id: `fldOdd0000000000${index}`, name: 'A+B (nº)', type: 'singleLineText' }],
      views: [],
    },
    records: [
      {
        id: `recOdd0000000000${index}`,
        createdTime: '2026-01-01T00:00:00.000Z',
        fields: { 'A+B (nº)': 'x' },
      },
    ],
  })),
}

/** Asks for exactly this path: fetch would tidy it up. */
async function rawGet(url: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url)
  return await new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers: { authorization: 'Bearer pat' } }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asking.on('error', reject).end()
  })
}

describe('paths as clients send them', () => {
  test.each([
    [`/v0/${BASE}/Mesas?`],
    [`/v0/${BASE}/Mesas/?`],
    [`/v0/${BASE}/Mesas/`],
    [`//v0/${BASE}/Mesas`],
    [`/v0//${BASE}//Mesas//?pageSize=100`],
    [`/proxy/path/v0/${BASE}/Mesas`],
    [`/v0/${BASE}/tblMesas000000000`],
    [`/v0/${BASE}/Mesas?offset=`],
    [`/v0/${BASE}/Mesas?limit=100`],
  ])('%s', async (path) => {
    const { simulator } = await startFixture()

    const { status, text } = await rawGet(simulator.url, path)

    expect(status).toBe(200)
    expect((JSON.parse(text) as { records: unknown[] }).records).toHaveLength(24)
  })

  test.each([
    ['Mesas%20%2F%20Sillas', 'recOdd00000000000'],
    ['A%C3%B1o%20100%25', 'recOdd00000000001'],
    ['meta', 'recOdd00000000002'],
  ])('a table named %s', async (name, id) => {
    const { simulator } = await startFixture({ bases: [odd] })

    const { text } = await rawGet(simulator.url, `/v0/appOddNames000001/${name}?fields=A%2BB+(n%C2%BA)`)

    expect(JSON.parse(text)).toMatchObject({ records: [{ id, fields: { 'A+B (nº)': 'x' } }] })
  })

  test('a POST with a slash at its end creates', async () => {
    const { inBase } = await startFixture()

    expect((await inBase('POST', 'Mesas/?', { fields: { Nombre: 'x' } })).status).toBe(200)
  })
})

describe('query', () => {
  test.each([
    ['fields[]=Nombre&fields[]=Numero'],
    ['fields%5B%5D=Nombre&fields%5B%5D=Numero'],
    ['fields[0]=Nombre&fields[1]=Numero'],
    ['fields=Nombre&fields=Numero'],
    ['fields[]=fldMesaNombre0000&fields[]=Numero'],
  ])('%s shows two fields', async (query) => {
    const { inBase } = await startFixture()

    const { body } = await inBase('GET', `Mesas?maxRecords=1&${query}`)

    expect(body.records[0]?.fields).toEqual({ Nombre: 'Mesa 1', Numero: 1 })
  })

  test('sort keys come in any order', async () => {
    const { inBase } = await startFixture()

    const { body } = await inBase(
      'GET',
      'Mesas?maxRecords=2&fields=Numero&sort[1][direction]=desc&sort[1][field]=Numero&sort[0][direction]=desc&sort[0][field]=fldMesaCapacidad0',
    )

    expect(body.records.map(({ fields }) => fields['Numero'])).toEqual([22, 21])
  })

  test.each([['1'], ['true']])('returnFieldsByFieldId=%s', async (flag) => {
    const { inBase } = await startFixture()

    const { body } = await inBase('GET', `Mesas/recMesa0000000001?returnFieldsByFieldId=${flag}`)

    expect(body.fields).toMatchObject({ fldMesaNombre0000: 'Mesa 1' })
  })

  test('a list by POST ignores what it does not know, and takes zone and locale from the query', async () => {
    const { inBase } = await startFixture()

    const { status, body } = await inBase(
      'POST',
      'Reservas/listRecords?timeZone=Europe/Madrid&userLocale=es',
      {
        method: 'post',
        timeZone: 'Europe/Madrid',
        cellFormat: 'string',
        fields: ['Inicio'],
        filterByFormula: `OR(${Array.from({ length: 900 }, () => "RECORD_ID()='recReserva0000001'").join(',')})`,
        returnFieldsByFieldId: true,
        maxRecords: 3,
        sort: [{ field: 'Fecha' }],
        unknown: 1,
      },
    )

    expect(status).toBe(200)
    expect(body.records.map(({ id }) => id)).toEqual(['recReserva0000001'])
    expect(Object.keys(body.records[0]?.fields ?? {})).toEqual(['fldResInicio00000'])
  })
})

test('numbers and booleans of a list by POST are what they are', async () => {
  const { inBase } = await startFixture()

  const { body } = await inBase('POST', 'Mesas/listRecords', {
    pageSize: 2,
    returnFieldsByFieldId: true,
    recordMetadata: ['commentCount'],
  })

  expect(body.records).toHaveLength(2)
  expect(body.records[0]).toMatchObject({ commentCount: 0, fields: { fldMesaNombre0000: 'Mesa 1' } })
})

test.each([[{ fields: 'Nombre' }], [{ sort: 'Nombre' }], [{ sort: [null] }]])(
  '%j is refused',
  async (body) => {
    const { inBase } = await startFixture()

    expect((await inBase('POST', 'Mesas/listRecords', body)).status).toBe(422)
  },
)

test('lists are compressed for those who accept it, and every answer may be read by any page', async () => {
  const { simulator } = await startFixture()
  const headers = { authorization: 'Bearer pat', 'accept-encoding': 'gzip' }

  const list = await fetch(`${simulator.url}/v0/${BASE}/Mesas?maxRecords=1`, { headers })
  const preflight = await fetch(`${simulator.url}/v0/${BASE}/Mesas`, { method: 'OPTIONS' })

  expect(list.headers.get('content-encoding')).toBe('gzip')
  expect(list.headers.get('airtable-uncompressed-content-length')).toBe(
    String(Buffer.byteLength(await list.text())),
  )
  expect(list.headers.get('access-control-allow-origin')).toBe('*')
  expect(preflight.headers.get('access-control-allow-methods')).toBe('DELETE,GET,OPTIONS,PATCH,POST,PUT')
})

test('compression may be switched off', async () => {
  const { simulator } = await startFixture({ gzip: false })
  const headers = { authorization: 'Bearer pat', 'accept-encoding': 'gzip' }

  const list = await fetch(`${simulator.url}/v0/${BASE}/Mesas?maxRecords=1`, { headers })

  expect(list.headers.get('content-encoding')).toBeNull()
  expect(((await list.json()) as { records: unknown[] }).records).toHaveLength(1)
})
