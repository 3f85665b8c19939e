import { TOKEN } from '../twin-fixture.ts'
import { type Group, LIST, MESA, MESAS } from './edge-request.ts'

export const headers: Group = {
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
    { method: 'OPTIONS', path: MESA, headers: { authorization: '' } },
    { method: 'POST', path: MESA, body: '{}' },
    { method: 'PUT', path: LIST, body: '{}' },
    { method: 'DELETE', path: '/v0/meta/whoami' },
  ],
}
