import { expect, test } from 'vitest'
import { openApiDocument, operationsOf } from '../openapi/openapi-document.ts'
import { curlOf } from './curl.ts'

const operations = operationsOf(openApiDocument())

/** What is not in the page would be taken for a value. */
test('every value that a command needs is there', () => {
  for (const operation of operations) expect(curlOf(operation)).not.toContain(encodeURIComponent('…'))
})

test.each([
  ['livez', 'curl "$LARDER/livez"'],
  ['cacheStats', 'curl "$LARDER/cache/stats" -H "authorization: Bearer $KEY"'],
  ['isolateRedis', 'curl -X POST "$LARDER/cache/isolate" -H "authorization: Bearer $KEY"'],
  [
    'explainKey',
    'curl -g "$LARDER/cache/explain?key=airtable%3AappReservasDemo01" -H "authorization: Bearer $KEY"',
  ],
  ['countKeys', 'curl -g "$LARDER/cache/count?pattern=*%3Aq%3Al%3A*" -H "authorization: Bearer $KEY"'],
  [
    'deleteRecords',
    'curl -g -X DELETE "$LARDER/v0/appReservasDemo01/Mesas?records[]=recMesa0000000001" -H "authorization: Bearer $KEY"',
  ],
  [
    'updateRecord',
    `curl -X PATCH "$LARDER/v0/appReservasDemo01/Mesas/recMesa0000000001" -H "authorization: Bearer $KEY" -H 'content-type: application/json' -d '{"fields":{"Capacidad":6}}'`,
  ],
])('%s is asked so', (id, command) => {
  const found = operations.find(({ operation }) => operation.operationId === id)

  expect(found && curlOf(found)).toBe(command)
})
