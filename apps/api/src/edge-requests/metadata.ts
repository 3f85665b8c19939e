import { BASE } from '../larder-fixture.ts'
import { type Group, MESA, posted } from './edge-request.ts'

export const metadata: Group = {
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
