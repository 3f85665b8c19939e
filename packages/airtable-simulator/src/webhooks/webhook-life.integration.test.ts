import { describe, expect, test } from 'vitest'
import { CAPACIDAD, DAY_MS, everything, webhookFixture } from './webhook-fixture.ts'
import { BASE, startFixture } from '../simulator-fixture.ts'

describe('cursors', () => {
  test('pages go on where the last one ended, and an end is no end for ever', async () => {
    const { inBase, create, payloads } = await webhookFixture()
    const { id } = await create()
    const change = async (count: number) => {
      for (let index = 0; index < count; index++)
        await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: index + 10 } })
    }

    await change(3)
    const first = await payloads(id, '?cursor=1&limit=2')
    const second = await payloads(id, `?cursor=${first.cursor}`)
    const nothing = await payloads(id, `?cursor=${second.cursor}`)
    await change(1)
    const later = await payloads(id, `?cursor=${nothing.cursor}`)

    expect([first.payloads.length, first.cursor, first.mightHaveMore]).toEqual([2, 3, true])
    expect([second.payloads.length, second.cursor, second.mightHaveMore]).toEqual([1, 4, false])
    expect([nothing.payloads.length, nothing.cursor]).toEqual([0, 4])
    expect([later.payloads.length, later.cursor]).toEqual([1, 5])
  })

  test('payloads are kept for a week: an older cursor finds a gap', async () => {
    const { clock, inBase, create, payloads } = await webhookFixture()
    const { id } = await create()
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    await clock.advance(4 * DAY_MS)
    await payloads(id)
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
    await clock.advance(4 * DAY_MS)

    const page = await payloads(id, '?cursor=1')

    expect([page.payloads.length, page.cursor]).toEqual([1, 3])
  })

  test.each(['?cursor=0', '?cursor=x', '?limit=51'])('%s is refused', async (query) => {
    const { call, create } = await webhookFixture()
    const { id } = await create()

    expect((await call('GET', `bases/${BASE}/webhooks/${id}/payloads${query}`)).status).toBe(422)
  })
})

describe('life', () => {
  test('seven days, prolonged by refreshing and by reading; then readable for seven more', async () => {
    const { clock, call, inBase, create, list } = await webhookFixture()
    const { id, expirationTime } = await create()
    const path = `bases/${BASE}/webhooks/${id}`

    await clock.advance(5 * DAY_MS)
    const refreshed = await call('POST', `${path}/refresh`)
    await clock.advance(5 * DAY_MS)
    await call('GET', `${path}/payloads`)
    await clock.advance(5 * DAY_MS)
    const alive = await list()
    await clock.advance(3 * DAY_MS)
    const expired = await list()
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
    const late = await call('GET', `${path}/payloads`)
    await clock.advance(7 * DAY_MS)

    expect(expirationTime).toBe('2026-01-08T00:00:00.000Z')
    expect(refreshed.body['expirationTime']).toBe('2026-01-13T00:00:00.000Z')
    expect(alive).toMatchObject([{ isHookEnabled: true, expirationTime: '2026-01-18T00:00:00.000Z' }])
    expect(expired).toMatchObject([{ isHookEnabled: false }])
    expect(late).toMatchObject({ status: 200, body: { payloads: [] } })
    expect((await call('GET', `${path}/payloads`)).status).toBe(404)
    expect(await list()).toEqual([])
  })

  test('the switches: expired at once, and invalid while it looks healthy', async () => {
    const { simulator, inBase, create, payloads, list } = await webhookFixture()
    const [expired, invalid] = [await create(), await create()]
    simulator.webhooks(BASE).expire(expired.id)
    simulator.webhooks(BASE).invalidate(invalid.id)

    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })

    expect((await payloads(expired.id)).payloads).toEqual([])
    expect((await payloads(invalid.id)).payloads).toMatchObject([{ error: true, code: 'INVALID_HOOK' }])
    expect(await list()).toMatchObject([{ isHookEnabled: false }, { isHookEnabled: true }])
  })

  test('a webhook whose watched field is deleted says so once and is silent', async () => {
    const { simulator, inBase, create, payloads } = await webhookFixture()
    const { id } = await create({
      options: { filters: { dataTypes: ['tableData'], watchDataInFieldIds: [CAPACIDAD] } },
    })

    simulator.base(BASE).asUser().deleteField('Mesas', 'Capacidad')
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Zona: 'Barra' } })

    expect((await payloads(id)).payloads).toMatchObject([{ error: true, code: 'INVALID_HOOK' }])
  })

  test('ten per base, two per integration', async () => {
    const { call, create, list } = await webhookFixture()
    for (let index = 0; index < 10; index++) await create()

    const { status, body } = await call('POST', `bases/${BASE}/webhooks`, { specification: everything })
    await call('DELETE', `bases/${BASE}/webhooks/${String((await list())[0]?.['id'])}`)

    expect([status, body.error]).toEqual([422, { type: 'TOO_MANY_WEBHOOKS_IN_BASE' }])
    expect((await call('POST', `bases/${BASE}/webhooks`, { specification: everything })).status).toBe(200)

    const other = await startFixture({ tokens: [{ token: 'oauth', oauthIntegrationId: 'oapOne' }] })
    const statuses = []
    for (let index = 0; index < 3; index++)
      statuses.push(
        (await other.call('POST', `bases/${BASE}/webhooks`, { specification: everything }, 'oauth')).status,
      )
    expect(statuses).toEqual([200, 200, 422])
  })

  test.each([
    ['no specification', {}],
    ['no data types', { specification: { options: { filters: { dataTypes: [] } } } }],
    ['no filters', { specification: { options: { filters: null } } }],
    [
      'an unknown kind of change',
      { specification: { options: { filters: { dataTypes: ['tableData'], changeTypes: ['explode'] } } } },
    ],
    [
      'a source that is no list',
      { specification: { options: { filters: { dataTypes: ['tableData'], fromSources: 'client' } } } },
    ],
    [
      'an unknown table',
      {
        specification: {
          options: { filters: { dataTypes: ['tableData'], recordChangeScope: 'tblNone0000000000' } },
        },
      },
    ],
    [
      'an unknown field',
      {
        specification: {
          options: { filters: { dataTypes: ['tableData'], watchDataInFieldIds: ['fldNone0000000000'] } },
        },
      },
    ],
    ['a URL beyond this machine', { specification: everything, notificationUrl: 'https://example.com/hook' }],
    [
      'a URL that only looks local',
      { specification: everything, notificationUrl: 'http://127.0.0.1.example.com/' },
    ],
  ])('%s is refused', async (_name, body) => {
    const { call, list } = await webhookFixture()

    expect((await call('POST', `bases/${BASE}/webhooks`, body)).status).toBe(422)
    expect(await list()).toEqual([])
  })
})
