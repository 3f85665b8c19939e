import { describe, expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { NOT_FOUND_OR_NOT_PERMITTED } from './refusals-fixture.ts'

const TOKENS = [
  { token: 'patFull' },
  { token: 'patReads', scopes: ['data.records:read'] },
  { token: 'patOther', bases: ['appOther000000001'] },
  { token: 'patReader', permissionLevel: 'read' },
] as const

describe('tokens', () => {
  const AUTHENTICATION = { type: 'AUTHENTICATION_REQUIRED', message: 'Authentication required' }
  const notPermitted = (what: string) => ({
    type: 'INVALID_PERMISSIONS',
    message: `You are not permitted to ${what}`,
  })

  test.each([
    ['none', null, 'GET', `${BASE}/Mesas`, 401, AUTHENTICATION],
    ['an unknown one', 'patWrong', 'GET', `${BASE}/Mesas`, 401, AUTHENTICATION],
    ['one for another base', 'patOther', 'GET', `${BASE}/Mesas`, 403, NOT_FOUND_OR_NOT_PERMITTED],
    [
      'one for another base, its schema',
      'patOther',
      'GET',
      `meta/bases/${BASE}/tables`,
      404,
      { type: 'NOT_FOUND' },
    ],
    ['one without the scope', 'patReads', 'POST', `${BASE}/Mesas`, 403, NOT_FOUND_OR_NOT_PERMITTED],
    [
      'one whose role is too low to create',
      'patReader',
      'POST',
      `${BASE}/Mesas`,
      403,
      notPermitted('create records in table Mesas (tblMesas000000000)'),
    ],
    [
      'one whose role is too low to change',
      'patReader',
      'PATCH',
      `${BASE}/Mesas/recMesa0000000001`,
      403,
      notPermitted('write cell values in field Nombre (fldMesaNombre0000)'),
    ],
    [
      'one whose role is too low to delete',
      'patReader',
      'DELETE',
      `${BASE}/Mesas/recMesa0000000001`,
      403,
      notPermitted('perform this operation'),
    ],
  ])('%s', async (_name, token, method, path, status, error) => {
    const { call } = await startFixture({ tokens: TOKENS })

    const answer = await call(method, path, method === 'GET' ? undefined : { fields: { Nombre: 'x' } }, token)

    expect(answer.body).toEqual({ error })
    expect(answer.status).toBe(status)
  })

  test('bases and identity are those of the token', async () => {
    const { call } = await startFixture({ tokens: TOKENS })

    expect((await call('GET', 'meta/bases', undefined, 'patOther')).body).toEqual({ bases: [] })
    expect((await call('GET', 'meta/bases', undefined, 'patReader')).body).toEqual({
      bases: [{ id: BASE, name: 'Reservas Demo', permissionLevel: 'read' }],
    })
    expect((await call('GET', 'meta/whoami', undefined, 'patReads')).body).toEqual({
      id: 'usrSimulated00001',
      scopes: ['data.records:read'],
    })
    expect((await call('GET', 'meta/whoami', undefined, 'patFull')).body).toMatchObject({
      email: 'user@example.com',
    })
  })
})
