import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY_MS, eventually, everything, listen, webhookFixture } from './webhook-fixture.ts'
import { BASE } from '../simulator-fixture.ts'

test('carry no change, are signed over their bytes, and changes share them', async () => {
  const { clock, inBase, create, list } = await webhookFixture()
  const { pings, url } = await listen()
  const hook = await create(everything, url)

  for (const capacity of [10, 11, 12])
    await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: capacity } })
  await clock.advance(100)
  await expect
    .poll(async () => (await list())[0]?.['lastNotificationResult'], eventually)
    .toMatchObject({
      success: true,
      retryNumber: 0,
    })

  const mac = createHmac('sha256', Buffer.from(hook.macSecretBase64, 'base64'))
    .update(pings[0]?.body ?? '')
    .digest('hex')
  expect(pings).toHaveLength(1)
  expect(JSON.parse(pings[0]?.body ?? '')).toEqual({
    base: { id: BASE },
    webhook: { id: hook.id },
    timestamp: '2026-01-01T00:00:00.100Z',
  })
  expect(pings[0]?.headers['x-airtable-content-mac']).toBe(`hmac-sha256=${mac}`)
  expect(await list()).toMatchObject([
    {
      notificationUrl: url,
      cursorForNextPayload: 4,
      lastSuccessfulNotificationTime: '2026-01-01T00:00:00.100Z',
    },
  ])
})

test('that fail are repeated after growing delays, until notifications are switched off', async () => {
  const { clock, inBase, create, list, call } = await webhookFixture()
  const { pings, state, url } = await listen()
  state.status = 503
  const { id } = await create(everything, url)
  const retryNumber = async () =>
    ((await list())[0]?.['lastNotificationResult'] as { retryNumber: number } | null)?.retryNumber

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
  let waited = 100
  for (let retry = 0; retry <= 13; retry++) {
    await clock.advance(waited)
    await expect.poll(retryNumber, eventually).toBe(retry)
    waited = 10_000 * 2 ** retry
  }
  const [failed] = await list()
  state.status = 200
  await clock.advance(DAY_MS)
  const silent = pings.length
  await call('POST', `bases/${BASE}/webhooks/${id}/enableNotifications`, { enable: true })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
  await clock.advance(100)

  expect(failed).toMatchObject({
    areNotificationsEnabled: false,
    isHookEnabled: true,
    lastNotificationResult: {
      success: false,
      willBeRetried: false,
      error: { message: 'The HTTP request returned a 503 status code instead of 200 or 204' },
    },
  })
  expect(silent).toBe(14)
  await expect.poll(() => pings.length, eventually).toBe(15)
})

test('that are dropped never come, though Airtable believes they did', async () => {
  const { clock, simulator, inBase, create, list } = await webhookFixture()
  const { pings, url } = await listen()
  await create(everything, url)
  simulator.webhooks(BASE).dropPings(1)

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
  await clock.advance(100)
  await expect
    .poll(async () => (await list())[0]?.['lastNotificationResult'], eventually)
    .toMatchObject({ success: true })
  expect(pings).toHaveLength(0)
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
  await clock.advance(100)

  await expect.poll(() => pings.length, eventually).toBe(1)
})

test('do not follow a redirection: it might lead off this machine', async () => {
  const { clock, inBase, create, list } = await webhookFixture()
  const [first, second] = [await listen(), await listen()]
  first.state.status = 302
  first.state.location = second.url
  await create(everything, first.url)

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
  await clock.advance(100)

  await expect
    .poll(async () => (await list())[0]?.['lastNotificationResult'], eventually)
    .toMatchObject({ success: false })
  expect([first.pings.length, second.pings.length]).toEqual([1, 0])
})

test('a change while a ping is on its way has a ping of its own', async () => {
  const { clock, inBase, create } = await webhookFixture()
  const { pings, state, url } = await listen()
  const held = Promise.withResolvers<void>()
  state.hold = held.promise
  await create(everything, url)

  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
  await clock.advance(100)
  await expect.poll(() => pings.length, eventually).toBe(1)
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 11 } })
  await clock.advance(100)
  held.resolve()
  // The time-out of the first ping goes, the timer of the second one comes.
  await expect
    .poll(async () => {
      await clock.advance(100)
      return pings.length
    }, eventually)
    .toBe(2)
})

test('are not sent where nobody wants them', async () => {
  const { clock, inBase, create, call } = await webhookFixture()
  const { pings, url } = await listen()
  const [off, gone] = [await create(everything, url), await create(everything, url)]
  await call('POST', `bases/${BASE}/webhooks/${off.id}/enableNotifications`, { enable: false })
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: { Capacidad: 10 } })
  await call('DELETE', `bases/${BASE}/webhooks/${gone.id}`)

  await clock.advance(DAY_MS)

  expect(pings).toEqual([])
  expect(clock.pendingTimers).toBe(0)
})
