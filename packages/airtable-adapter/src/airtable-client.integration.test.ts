import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AirtableSimulator, startAirtableSimulator } from '@larder/airtable-simulator'
import { type AirtableClient, createAirtableClient } from './airtable-client.ts'
import type { AirtableRecord } from './airtable-record.ts'

const BASE = 'appReservasDemo01'
let simulator: AirtableSimulator
let client: AirtableClient
beforeAll(async () => {
  simulator = await startAirtableSimulator({ limiter: 'off', tokens: ['patGood'] })
  client = createAirtableClient({
    apiKey: 'patGood',
    endpointUrl: `${simulator.url}/`,
    requestTimeoutMs: 300,
  })
})
afterAll(() => simulator.close())

const mesas = { method: 'GET', base: BASE, segments: ['Mesas'] } as const

test('sends what it is given, names and queries encoded', async () => {
  const query = new URLSearchParams([
    ['fields[]', 'Nombre'],
    ['fields[]', 'Zona'],
    ['sort[0][field]', 'Numero'],
    ['sort[0][direction]', 'desc'],
    ['filterByFormula', "{Nombre}='Mesa 4'"],
  ])

  const answer = (await client.send({ ...mesas, query })) as { records: readonly AirtableRecord[] }

  expect(answer.records.map(({ fields }) => fields)).toEqual([{ Nombre: 'Mesa 4', Zona: 'Salón' }])
})

test('a name that comes again is a list, however it is spelt', async () => {
  const ids = ['recTurno000000005', 'recTurno000000006']
  const query = new URLSearchParams(ids.map((id): [string, string] => ['records', id]))

  const answer = await client.send({ method: 'DELETE', base: BASE, segments: ['Turnos'], query })

  expect(answer).toEqual({ records: ids.map((id) => ({ id, deleted: true })) })
})

test('the base and the table cannot lead out of the API', async () => {
  await expect(client.send({ ...mesas, base: '../../admin', segments: ['a/b?c'] })).rejects.toMatchObject({
    status: 403,
  })
  expect(simulator.journal.entries.at(-1)?.path).toMatch(/^\/v0\/\.\.%2F\.\.%2Fadmin\/a%2Fb%3Fc/)
})

/** Fails when a later version of the official client no longer lets its errors through. */
test("errors carry Airtable's own status and body, which the official client would flatten", async () => {
  const stranger = createAirtableClient({ apiKey: 'patBad', endpointUrl: simulator.url })
  await expect(stranger.send(mesas)).rejects.toMatchObject({
    status: 401,
    body: { error: { type: 'AUTHENTICATION_REQUIRED', message: 'Authentication required' } },
  })
  await expect(client.send({ ...mesas, segments: ['Nada'] })).rejects.toMatchObject({
    status: 403,
    type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
  })
  await expect(client.send({ ...mesas, segments: ['Mesas', 'recNada0000000000'] })).rejects.toMatchObject({
    status: 404,
    body: { error: 'NOT_FOUND' },
  })

  simulator.faults.failNext(1, '429-quota')
  await expect(client.send(mesas)).rejects.toMatchObject({ status: 429, kind: 'quota' })
  simulator.faults.failNext(1, '429')
  await expect(client.send(mesas)).rejects.toMatchObject({
    status: 429,
    kind: 'rate-limit',
    body: { errors: [{ error: 'RATE_LIMIT_REACHED' }] },
  })
  simulator.faults.failNext(1, '503')
  await expect(client.send(mesas)).rejects.toMatchObject({ status: 503, type: 'RETRIABLE_ERROR' })
  simulator.faults.failNext(1, '502')
  await expect(client.send(mesas)).rejects.toMatchObject({ status: 502, kind: 'server' })
})

test('no answer is told from a bad one', async () => {
  simulator.faults.failNext(1, 'reset')
  await expect(client.send(mesas)).rejects.toMatchObject({ status: 0, kind: 'network' })
  simulator.faults.failNext(1, 'hang')
  await expect(client.send(mesas)).rejects.toMatchObject({ status: 0, kind: 'network' })
})

test('a token never shows in an error', async () => {
  const nowhere = createAirtableClient({ apiKey: 'patVerySecret', endpointUrl: 'http://127.0.0.1:1' })

  const error = await nowhere.send(mesas).catch((caught: unknown) => caught)

  expect(error).toMatchObject({ kind: 'network', message: 'Airtable could not be reached: ECONNREFUSED' })
  expect(JSON.stringify(error) + String(error)).not.toContain('patVerySecret')
})
