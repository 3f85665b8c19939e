import type { BaseData } from '@larder/airtable-simulator'
import { test } from 'vitest'
import { BASE } from './larder-fixture.ts'
import { type RawRequest, rawRequest } from './raw-request.ts'
import { DEMO, TOKEN, withoutChance, withTwins } from './twin-fixture.ts'

const ODD = 'appOddNames000001'
const odd: BaseData = {
  id: ODD,
  name: 'Odd names',
  tables: ['Mesas / Sillas', 'Año 100%', 'meta', 'v0', 'comments', 'listRecords'].map((name, index) => ({
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

const MESAS = `/v0/${BASE}/Mesas`
const MESA = `${MESAS}/recMesa0000000001`
const LIST = `${MESAS}/listRecords`

type Group = Readonly<Record<string, readonly (string | RawRequest)[]>>

const posted = (path: string, ...bodies: readonly unknown[]): readonly RawRequest[] =>
  bodies.map((body) => ({
    method: 'POST',
    path,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }))

/** The token is added where no `authorization` is given; an empty one takes it away. */
const paths: Group = {
  'a slash at the end, a bare question mark': [
    `${MESAS}/`,
    `${MESAS}/?`,
    `${MESAS}?`,
    `${MESA}/`,
    `${MESA}?`,
  ],
  'doubled slashes': [`/${MESAS}`, `///v0//${BASE}//Mesas//`, `/${MESA}`, `${MESAS}//?maxRecords=2`],
  'names that are encoded': [
    `/v0/${ODD}/Mesas%20%2F%20Sillas`,
    `/v0/${ODD}/Mesas%20%2f%20Sillas/recOdd00000000000`,
    `/v0/${ODD}/A%C3%B1o%20100%25?fields=A%2BB+(n%C2%BA)`,
    `/v0/${ODD}/A%C3%B1o%20100%25/recOdd00000000001`,
    `/v0/${BASE}/%4desas?maxRecords=1`,
  ],
  'names that mean something elsewhere': [
    `/v0/${ODD}/meta`,
    `/v0/${ODD}/v0`,
    `/v0/${ODD}/comments`,
    `/v0/${ODD}/comments/recOdd00000000004`,
    `/v0/${ODD}/listRecords`,
    `/v0/${ODD}/listRecords/recOdd00000000005`,
    ...posted(`/v0/${ODD}/listRecords/listRecords`, {}),
  ],
  'paths that lead nowhere': [
    '/v0',
    '/v0/',
    `/v0/${BASE}`,
    '/v0/meta',
    '/v0/meta/nothing',
    '/v0/bases',
    `/v0/bases/${BASE}`,
    `${MESA}/nowhere`,
    `${MESA}/comments/com/extra/more`,
    `/v0/${BASE}/%`,
    `/v0/${BASE}/%E0%A4%A`,
    `${MESAS}/listRecords`,
    `${MESAS}/recTurno000000001`,
    '/v0/__proto__/constructor',
  ],
}

const queries: Group = {
  spellings: [
    `${MESAS}?fields%5B%5D=Nombre&fields%5B1%5D=Numero`,
    `${MESAS}?fields=Nombre&fields[0]=Numero`,
    `${MESAS}?view=Grid+view&maxRecords=2`,
    `${MESAS}?sort%5B0%5D%5Bdirection%5D=desc&sort%5B0%5D%5Bfield%5D=Numero&maxRecords=2`,
    `${MESAS}?sort[1][field]=Nombre&sort[0][field]=Zona&maxRecords=3`,
    `${MESAS}?limit=3`,
    `${MESAS}?pageSize=007`,
    `${MESAS}?&&maxRecords=1&`,
    `${MESAS}?recordMetadata=commentCount&maxRecords=1`,
    `${MESAS}?filterByFormula=%20%7BNumero%7D%3D1%0A`,
    ...['1', '0', 'true', 'false', ''].map((flag) => `${MESAS}?returnFieldsByFieldId=${flag}&maxRecords=1`),
  ],
  'what is empty': [
    `${MESAS}?offset=&maxRecords=1`,
    `${MESAS}?fields[]=&maxRecords=1`,
    `${MESAS}?view=&maxRecords=1`,
    `${MESAS}?filterByFormula=&maxRecords=1`,
    `${MESAS}?pageSize=&maxRecords=1`,
    `${MESAS}?cellFormat=&maxRecords=1`,
    `${MESAS}?recordMetadata[]=&maxRecords=1`,
  ],
  'what nobody knows': [`${MESAS}?colour=red&maxRecords=1`, `${MESAS}?=x&maxRecords=1`, `${MESA}?colour=red`],
  'what cannot be': [
    `${MESAS}?pageSize=0`,
    `${MESAS}?pageSize=-1`,
    `${MESAS}?pageSize=2.5`,
    `${MESAS}?pageSize=many`,
    `${MESAS}?maxRecords=0`,
    `${MESAS}?maxRecords=2.5`,
    `${MESAS}?maxRecords=many`,
    `${MESAS}?sort[0][direction]=asc`,
    `${MESAS}?sort[0][field]=Numero&sort[0][direction]=up`,
    `${MESAS}?cellFormat=xml`,
    `${MESAS}?cellFormat=string&timeZone=Europe/Madrid`,
    `${MESAS}?cellFormat=string&timeZone=Mars/Base&userLocale=es`,
    `${MESAS}?recordMetadata[]=colour`,
    `${MESA}?cellFormat=xml`,
    `${MESAS}?offset=itrAAAAAAAAAAAAAA/recAAAAAAAAAAAAAA`,
    `${MESAS}?offset=itrAAAAAAAAAAAAAA/recW10`,
  ],
  'parameters of a single record': [
    `${MESA}?returnFieldsByFieldId=1`,
    `${MESA}?cellFormat=string&timeZone=Europe/Madrid&userLocale=es`,
    `${MESA}?fields[]=Nombre`,
    `${MESA}?pageSize=5`,
    `${MESA}?recordMetadata[]=commentCount`,
  ],
}

const bodies: Group = {
  'a list by POST': posted(
    LIST,
    {},
    { method: 'post', unknown: { a: 1 }, maxRecords: 2 },
    { pageSize: '2', maxRecords: 3, offset: '' },
    { returnFieldsByFieldId: true, maxRecords: 1 },
    { returnFieldsByFieldId: 'true', maxRecords: 1 },
    { view: null, offset: null, fields: null, sort: null, maxRecords: 1 },
    { sort: [{ direction: 'desc', field: 'Numero' }], maxRecords: 2, fields: ['Numero'] },
  ),
  'a list by POST that cannot be': posted(
    LIST,
    { fields: 'Nombre' },
    { sort: 'Nombre' },
    { sort: [null] },
    { sort: [{}] },
    { sort: { field: 'Nombre' } },
    { recordMetadata: 'commentCount' },
    { pageSize: 0 },
    { pageSize: 101 },
    { maxRecords: 'many' },
    { offset: 'x' },
    [],
    'null',
    '1',
    '"text"',
    '',
    '{',
  ),
  'parameters of a POST in the query': [
    ...posted(`${LIST}?timeZone=Europe/Madrid&userLocale=es`, { cellFormat: 'string', maxRecords: 1 }),
    ...posted(`${LIST}?timeZone=Europe/Madrid&userLocale=es`, {
      cellFormat: 'string',
      timeZone: 'UTC',
      userLocale: 'en',
      maxRecords: 1,
    }),
    ...posted(`${LIST}?maxRecords=2&view=Terraza`, { fields: ['Nombre'] }),
    ...posted(`${LIST}?colour=red`, { maxRecords: 1 }),
  ],
  'a write that cannot be': [
    ...posted(
      MESAS,
      '',
      '{',
      'null',
      '[]',
      '1',
      '"text"',
      {},
      { fields: null },
      { fields: [] },
      { fields: 'x' },
      { records: 'x' },
      { records: {} },
      { records: [] },
      { records: [null] },
      { records: [{}] },
      { fields: { __proto__x: 1 } },
      '{"fields":{"__proto__":1}}',
    ),
    { method: 'PATCH', path: MESA },
    { method: 'PATCH', path: MESA, body: '{}' },
    { method: 'PATCH', path: MESAS, body: '{"records":[{"fields":{}}]}' },
    { method: 'PATCH', path: MESAS, body: '{"fields":{"Nombre":"x"}}' },
    { method: 'PUT', path: MESAS, body: '{"records":[],"performUpsert":{}}' },
    { method: 'DELETE', path: MESAS },
    { method: 'DELETE', path: `${MESAS}?records[]=` },
    { method: 'DELETE', path: `${MESAS}?records[]=nonsense` },
    { method: 'POST', path: MESA, body: '{"fields":{}}' },
  ],
  'a write as few clients spell it': [
    ...posted(MESAS, { fields: { Nombre: 'a' }, unknown: 1, typecast: 'yes', method: 'post' }),
    ...posted(MESAS, '\t{"fields":{"Nombre":"\\u00e9\\ud83d\\ude00"}}\r\n '),
    { method: 'PATCH', path: `${MESAS}//recMesa0000000001/?`, body: '{"fields":{"Capacidad":5}}' },
    { method: 'DELETE', path: `${MESAS}/recMesa0000000024`, body: '{"ignored":true}' },
    { method: 'DELETE', path: `${MESAS}?records=recMesa0000000021&records=recMesa0000000022` },
    { method: 'DELETE', path: `${MESAS}?records[0]=recMesa0000000019&records[1]=recMesa0000000020` },
    `${MESAS}?fields=Nombre&fields=Capacidad`,
  ],
}

const headers: Group = {
  'content types': [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'multipart/form-data; boundary=x',
    'application/JSON',
    '',
  ].map((type) => ({
    method: 'PATCH',
    path: MESA,
    body: '{"fields":{"Capacidad":6}}',
    ...(type === '' ? {} : { headers: { 'content-type': type } }),
  })),
  'a body where none belongs': [
    { path: MESAS, headers: { 'content-type': 'application/json', 'content-length': '2' }, body: '{}' },
    { path: MESA, headers: { 'content-type': 'application/json' } },
  ],
  'a body in pieces': [
    { method: 'PATCH', path: MESA, headers: { 'transfer-encoding': 'chunked' }, body: '{"fields":{}}' },
  ],
  'what may come back': [
    { path: MESAS, headers: { 'accept-encoding': 'gzip, deflate, br' } },
    { path: MESAS, headers: { 'accept-encoding': 'identity' } },
    { path: MESA, headers: { 'accept-encoding': '*', accept: 'text/html' } },
    { path: `${MESAS}/recAbsent00000001`, headers: { 'accept-encoding': 'gzip' } },
  ],
  'spellings of the token': [
    { path: MESA, headers: { authorization: `bearer ${TOKEN}` } },
    { path: MESA, headers: { authorization: `BEARER ${TOKEN}` } },
  ],
  'a long address behind a proxy that adds headers': [
    {
      path: `${MESAS}?maxRecords=1&filterByFormula=LEN('${'x'.repeat(15_900 - MESAS.length - 30)}')`,
      headers: { 'x-forwarded-for': Array.from({ length: 64 }, () => '203.0.113.7').join(', ') },
    },
  ],
  'what is no token': [
    { path: MESA, headers: { authorization: '' } },
    { path: MESA, headers: { authorization: 'Bearer' } },
    { path: MESA, headers: { authorization: 'Bearer patNobody' } },
    { path: MESA, headers: { authorization: TOKEN } },
    { path: MESA, headers: { authorization: `Basic ${Buffer.from(`${TOKEN}:`).toString('base64')}` } },
    { path: `${MESA}?api_key=${TOKEN}`, headers: { authorization: '' } },
    { path: '/v0/meta/whoami', headers: { authorization: '' } },
    { method: 'HEAD', path: MESAS, headers: { authorization: '' } },
    { path: '/v0/nowhere', headers: { authorization: '' } },
  ],
  'other methods': [
    { method: 'HEAD', path: MESAS },
    { method: 'HEAD', path: MESA },
    { method: 'LINK', path: MESA },
    { method: 'POST', path: MESA, body: '{}' },
    { method: 'PUT', path: LIST, body: '{}' },
    { method: 'DELETE', path: '/v0/meta/whoami' },
  ],
}

const metadata: Group = {
  'what a token may see': [
    '/v0/meta/whoami',
    '/v0/meta/whoami/',
    '//v0/meta/bases',
    '/v0/meta/bases?offset=',
  ],
  schema: [
    `/v0/meta/bases/${BASE}/tables`,
    `/v0/meta/bases/${BASE}/tables/?include=visibleFieldIds`,
    `/v0/meta/bases/${BASE}/tables?include%5B%5D=visibleFieldIds`,
    `/v0/meta/bases/${BASE}/tables?include[]=colour`,
    '/v0/meta/bases/appAbsent00000001/tables',
    ...posted(`/v0/meta/bases/${BASE}/tables`, '', '{}', { name: 'x' }),
    {
      method: 'PATCH',
      path: `/v0/meta/bases/${BASE}/tables/Mesas/fields/Numero`,
      body: '{"description":"nº"}',
    },
  ],
  webhooks: [
    `/v0/bases/${BASE}/webhooks`,
    `/v0/bases/${BASE}/webhooks/achAbsent00000001/payloads`,
    { method: 'POST', path: `/v0/bases/${BASE}/webhooks`, body: '{}' },
    { method: 'DELETE', path: `/v0/bases/${BASE}/webhooks/achAbsent00000001` },
  ],
  comments: [
    `${MESA}/comments`,
    `${MESA}/comments/?pageSize=1`,
    { method: 'POST', path: `${MESA}/comments`, body: '{"text":"Hola"}' },
    { method: 'POST', path: `${MESA}/comments` },
    `${MESA}/comments`,
    { method: 'DELETE', path: `${MESA}/comments/comAbsent00000001` },
  ],
}

const groups = Object.entries({ paths, queries, bodies, headers, metadata }).flatMap(([kind, group]) =>
  Object.entries(group).map(([name, cases]) => [`${kind}: ${name}`, cases] as const),
)

async function shownBy(url: string, asked: string | RawRequest): Promise<unknown> {
  const { headers: given, ...rest } = typeof asked === 'string' ? { path: asked } : asked
  const { authorization = `Bearer ${TOKEN}`, ...others } = given ?? {}
  const sent = authorization === '' ? others : { authorization, ...others }
  const { status, headers: answered, body } = await rawRequest(url, { ...rest, headers: sent })
  return withoutChance({ status, type: answered['content-type'], body: withoutOffset(body) })
}

/** Offsets are Larder's own: whether there is one has to be the same. */
function withoutOffset(body: unknown): unknown {
  const isPage = typeof body === 'object' && body !== null && 'offset' in body
  return isPage ? { ...body, offset: typeof body.offset } : body
}

test.concurrent.for(groups)('%s', { timeout: 60_000 }, async ([, cases], { expect }) => {
  await withTwins(
    async ({ direct, larder }) => {
      for (const asked of cases) {
        const theirs = await shownBy(direct.url, asked)
        const ours = await shownBy(larder.url, asked)

        expect.soft({ asked, ...(ours as object) }).toEqual({ asked, ...(theirs as object) })
      }
    },
    { bases: [DEMO, odd] },
  )
})
