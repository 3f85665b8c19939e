import { expect, test } from 'vitest'
import { startRedis } from '@larder/redis-adapter/testing'
import { BASE, type LarderFixture, RESERVAS, withLarder } from '../larder-fixture.ts'
import { conformanceOf } from './conformance-fixture.ts'
import { operationsOf } from './openapi-document.ts'

const MESAS = `/v0/${BASE}/Mesas`
const RECORD = `${MESAS}/recMesa0000000001`
const TABLES = `/v0/meta/bases/${BASE}/tables`
const WEBHOOKS = `/v0/bases/${BASE}/webhooks`

/** One request of each operation, to a Larder in front of a simulator; the fixture holds every answer against the document. */
async function askAll({ get, send, url }: LarderFixture): Promise<void> {
  const idOf = async (answer: ReturnType<LarderFixture['get']>) =>
    (await answer).body as { readonly id: string }
  for (const path of [`${MESAS}?pageSize=2`, RECORD, '/v0/meta/whoami', '/v0/meta/bases', TABLES, WEBHOOKS])
    await get(path)
  await send('POST', `${MESAS}/listRecords`, { pageSize: 2 })
  const { id } = await idOf(send('POST', MESAS, { fields: { Nombre: 'Mesa nueva' } }))
  await send('PATCH', MESAS, { records: [{ id, fields: { Capacidad: 2 } }] })
  await send('PUT', MESAS, {
    records: [{ fields: { Nombre: 'Mesa nueva', Capacidad: 3 } }],
    performUpsert: { fieldsToMergeOn: ['Nombre'] },
  })
  await send('PATCH', `${MESAS}/${id}`, { fields: { Capacidad: 4 } })
  await send('PUT', `${MESAS}/${id}`, { fields: { Nombre: 'Mesa nueva' } })
  await get(`${RECORD}/comments`)
  const comment = await idOf(send('POST', `${RECORD}/comments`, { text: 'Cojea.' }))
  await send('PATCH', `${RECORD}/comments/${comment.id}`, { text: 'Ya no.' })
  await send('DELETE', `${RECORD}/comments/${comment.id}`)
  await send('DELETE', `${MESAS}/${id}`)
  const { body } = await send('POST', MESAS, { records: [{ fields: { Nombre: 'Otra' } }] })
  const [{ id: other } = { id: '' }] = (body as { readonly records: readonly { readonly id: string }[] })
    .records
  await send('DELETE', `${MESAS}?records[]=${other}`)

  const table = await idOf(
    send('POST', TABLES, { name: 'Nueva', fields: [{ name: 'Nombre', type: 'singleLineText' }] }),
  )
  await send('PATCH', `${TABLES}/${table.id}`, { name: 'Novísima' })
  const field = await idOf(
    send('POST', `${TABLES}/${table.id}/fields`, { name: 'Notas', type: 'multilineText' }),
  )
  await send('PATCH', `${TABLES}/${table.id}/fields/${field.id}`, { name: 'Apuntes' })

  const webhook = await idOf(
    send('POST', WEBHOOKS, { specification: { options: { filters: { dataTypes: ['tableData'] } } } }),
  )
  await send('POST', `${WEBHOOKS}/${webhook.id}/enableNotifications`, { enable: false })
  await send('POST', `${WEBHOOKS}/${webhook.id}/refresh`)
  await get(`${WEBHOOKS}/${webhook.id}/payloads`)
  await send('DELETE', `${WEBHOOKS}/${webhook.id}`)

  for (const path of ['stats', 'health', 'explain?key=x', 'count?tag=x', 'hot-keys?limit=5'])
    await get(`/cache/${path}`)
  await send('DELETE', '/cache/keys?tag=x')
  for (const path of ['isolate', 'rejoin']) await send('POST', `/cache/${path}`)
  for (const path of [
    '/',
    '/livez',
    '/readyz',
    '/docs',
    '/docs/style.css',
    '/openapi.json',
    '/dashboard/style.css',
  ])
    await get(path)
  await seeStream(url)
}

/** Its head is enough: it has no end. */
async function seeStream(url: string): Promise<void> {
  const ending = new AbortController()
  const { status, headers } = await fetch(`${url}/cache/live`, { signal: ending.signal })
  ending.abort()
  const seen = {
    method: 'GET',
    path: '/cache/live',
    status,
    contentType: headers.get('content-type'),
    text: '',
  }
  expect((await conformanceOf(url)).complaintOf(seen)).toBeUndefined()
}

test('each operation answers as the document says', { timeout: 60_000 }, async () => {
  // One to be taken out of service.
  const redis = await startRedis()
  try {
    await withLarder({ env: { REDIS_URL: redis.url } }, async (larder) => {
      const conformance = await conformanceOf(larder.url)
      conformance.seen.clear()

      await askAll(larder)

      const all = operationsOf(conformance.document).map(({ operation }) => operation.operationId ?? '')
      // Of the assistant its own tests, and of pings those of webhooks.
      const elsewhere = ['postMessage', 'getConversation', 'webhookPing']
      expect([...conformance.seen, ...elsewhere].toSorted()).toEqual(all.toSorted())
    })
  } finally {
    await redis.close()
  }
})

test('the assistant answers as the document says', { timeout: 60_000 }, async () => {
  const env = { AIRTABLE_API_KEY: '', AIRTABLE_ENDPOINT_URL: '', AIRTABLE_BASE_IDS: '' }
  await withLarder({ env }, async ({ get, send }) => {
    let conversationId: string | undefined
    for (const message of [
      'Hola, ¿a qué hora abrís?',
      'mesa para 4 el viernes que viene a las 21:00',
      'Marta García',
      '600123456',
      'sí',
      '¿admitís perros?',
      'mejor a las 21:30',
      'sí',
      'cancela la reserva',
      'sí',
      'quiero hablar con una persona',
      'mesa para 40 el viernes que viene a las 21:00',
      'gracias',
    ]) {
      const { status, body } = await send('POST', '/assistant/messages', { message, conversationId })
      expect(status).toBe(200)
      conversationId = (body as { readonly conversationId: string }).conversationId
    }

    expect((await get(`/assistant/conversations/${conversationId}`)).status).toBe(200)
  })
})

test('below /v0 no method answers that the document does not have', { timeout: 60_000 }, async () => {
  await withLarder({}, async ({ url, send }) => {
    const { document } = await conformanceOf(url)
    const paths = Object.keys(document.paths ?? {}).filter((path) => path.startsWith('/v0'))
    const known: Readonly<Record<string, string>> = {
      baseId: BASE,
      tableIdOrName: 'Mesas',
      recordId: 'recMesa0000000001',
    }
    expect(paths.length).toBeGreaterThan(10)
    for (const path of paths) {
      const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? 'xxxXXXXXXXXXXXXXX')
      // A success that is not described fails in the fixture.
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
        await send(method, target, method === 'GET' || method === 'DELETE' ? undefined : {})
    }
  })
})

test('what a reader of reservations gets is described too: refusals, pages, a validator that is known', async () => {
  await withLarder({}, async ({ url, get }) => {
    const first = await get(`${RESERVAS}?pageSize=2&fields[]=Código`)
    const again = await fetch(`${url}${RESERVAS}?pageSize=2&fields[]=Código`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    })
    const seen = {
      method: 'GET',
      path: RESERVAS,
      status: again.status,
      contentType: null,
      text: await again.text(),
    }

    expect(again.status).toBe(304)
    expect((await conformanceOf(url)).complaintOf(seen)).toBeUndefined()
  })
})
