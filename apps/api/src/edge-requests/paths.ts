import { BASE } from '../larder-fixture.ts'
import { type Group, MESA, MESAS, posted } from './edge-request.ts'
import { ODD } from './odd-names.ts'

export const paths: Group = {
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
