import { larderClient } from '@larder/api-contract/client'
import { expect, test } from 'vitest'
import { BASE, withLarder } from './larder-fixture.ts'

const KEY = 'a-key-of-the-operator'
/** The demo base has an assistant. */
const DEMO = { AIRTABLE_API_KEY: '', AIRTABLE_ENDPOINT_URL: '', AIRTABLE_BASE_IDS: '' }

test('the typed client talks with a real server', async () => {
  await withLarder({ env: { ...DEMO, LARDER_API_KEY: KEY } }, async ({ url }) => {
    const larder = larderClient(url, { key: KEY })
    await fetch(`${url}/v0/${BASE}/Mesas`, { headers: { authorization: `Bearer ${KEY}` } })

    const stats = await larder.cache.stats.$get()
    if (stats.status !== 200) throw new Error(`statistics: ${stats.status}`)
    expect((await stats.json()).cache.operations['get']?.count).toBeGreaterThan(0)

    const explained = await larder.cache.explain.$get({ query: { key: `airtable:${BASE}` } })
    if (explained.status !== 200) throw new Error(`explain: ${explained.status}`)
    expect((await explained.json()).key).toBe(`airtable:${BASE}`)

    const said = await larder.assistant.messages.$post({
      json: { message: 'Hola, ¿hay mesa para 4 el viernes que viene a las nueve de la noche?' },
    })
    if (said.status !== 200) throw new Error(`message: ${said.status}`)
    const { conversationId, facts } = await said.json()
    const fact = facts.find(({ kind }) => kind === 'available')
    expect(fact?.kind === 'available' && fact.sitting.people).toBe(4)

    const { status } = await larder.assistant.conversations[':id'].$get({ param: { id: conversationId } })
    expect(status).toBe(200)
  })
})

test('a refusal is a typed problem', async () => {
  await withLarder({ env: { LARDER_API_KEY: KEY } }, async ({ url }) => {
    const refused = await larderClient(url, { key: 'another' }).cache.stats.$get()
    if (refused.status !== 401) throw new Error(`statistics: ${refused.status}`)

    expect((await refused.json()).type).toBe('/docs#problem-authentication-required')
  })
})
