import { expect, test } from 'vitest'
import { Conformance, type SeenAnswer } from './conformance-fixture.ts'
import { openApiDocument } from './openapi-document.ts'

const conformance = new Conformance(openApiDocument())

const ALIVE: SeenAnswer = {
  method: 'GET',
  path: '/livez',
  status: 200,
  contentType: 'application/json',
  text: '{"status":"alive"}',
}
const RECORD: SeenAnswer = {
  method: 'GET',
  path: '/v0/appA/Mesas/recA',
  status: 200,
  contentType: 'application/json; charset=utf-8',
  text: '{"id":"recA","createdTime":"2026-01-01T00:00:00.000Z","fields":{}}',
}

test.each([
  ['an answer of ours', ALIVE],
  ['one of Airtable', RECORD],
  ['what is no route', { ...ALIVE, path: '/v0/a/b/c/d', status: 404, text: '{"error":"NOT_FOUND"}' }],
])('%s conforms', (_, answer) => {
  expect(conformance.complaintOf(answer)).toBeUndefined()
})

test.each([
  ['a body with another value', { ...ALIVE, text: '{"status":"asleep"}' }],
  ['a body without a member', { ...RECORD, text: '{"id":"recA","fields":{}}' }],
  ['another status', { ...ALIVE, status: 418 }],
  ['another type', { ...ALIVE, contentType: 'text/plain' }],
  ['an operation that is not there', { ...ALIVE, path: '/secret' }],
  [
    "a refusal in Airtable's words",
    { ...ALIVE, path: '/secret', status: 404, text: '{"error":"NOT_FOUND"}' },
  ],
  ['a body where there is none', { ...RECORD, status: 304 }],
])('%s is found', (_, answer) => {
  expect(conformance.complaintOf(answer)).toMatch(/^GET \//)
})

test('of two paths that fit, the one with more letters of its own is meant', () => {
  expect(conformance.operation('GET', '/v0/meta/bases')?.operation.operationId).toBe('listBases')
  expect(conformance.operation('POST', '/v0/appA/Mesas/listRecords')?.operation.operationId).toBe(
    'listRecordsByPost',
  )
})
