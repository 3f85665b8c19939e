import { BASE } from '../larder-fixture.ts'
import type { RawRequest } from '../raw-request.ts'

export const MESAS: string = `/v0/${BASE}/Mesas`
export const MESA: string = `${MESAS}/recMesa0000000001`
export const LIST: string = `${MESAS}/listRecords`

/** Requests by what is odd about them; a text is the path of a GET. The token is added where no `authorization` is given; an empty one takes it away. */
export type Group = Readonly<Record<string, readonly (string | RawRequest)[]>>

/** POSTs of these bodies. */
export const posted = (path: string, ...bodies: readonly unknown[]): readonly RawRequest[] =>
  bodies.map((body) => ({
    method: 'POST',
    path,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }))
