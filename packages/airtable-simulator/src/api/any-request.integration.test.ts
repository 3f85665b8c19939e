import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyType, TYPES } from '../cells/every-type-fixture.ts'
import { startFixture } from '../simulator-fixture.ts'

const segments = fc.constantFrom(
  TYPES,
  'meta',
  'bases',
  'whoami',
  'tables',
  'fields',
  'webhooks',
  'payloads',
  'refresh',
  'enableNotifications',
  'comments',
  'listRecords',
  'Cosas',
  'tblCosas000000000',
  'Otras',
  'Nombre',
  'recCosa0000000001',
  'achNadie000000001',
  'comNadie000000001',
  '%2F',
  '%',
  '__proto__',
  'constructor',
)

/** Paths that lead somewhere, and any others. */
const paths = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(`${TYPES}/Cosas`, `${TYPES}/Otras`, `${TYPES}/Cosas/listRecords`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      `${TYPES}/Cosas/recCosa0000000001`,
      `${TYPES}/Cosas/recCosa0000000001/comments`,
      `meta/bases/${TYPES}/tables`,
      `meta/bases/${TYPES}/tables/Cosas/fields`,
      `meta/bases/${TYPES}/tables/Otras/fields/Titulo`,
      `meta/bases/${TYPES}/tables/Otras`,
      `bases/${TYPES}/webhooks`,
    ),
  },
  { weight: 2, arbitrary: fc.array(segments, { maxLength: 6 }).map((parts) => parts.join('/')) },
)
const words = fc.oneof(
  fc.constantFrom(
    'Nombre',
    'fldSuma0000000000',
    'string',
    'Europe/Madrid',
    'es',
    '1',
    '101',
    'itrX/recY',
    'commentCount',
  ),
  fc.constantFrom(
    "FIND('a',{Enlace})",
    '{Suma}>1',
    'desc',
    'true',
    'recOtra0000000001',
    'Grid view',
    '__proto__',
    '',
  ),
  fc.string(),
)
const queries = fc.array(
  fc.tuple(
    fc.constantFrom(
      'fields[]',
      'sort[0][field]',
      'sort[0][direction]',
      'filterByFormula',
      'view',
      'pageSize',
      'maxRecords',
      'offset',
      'cellFormat',
      'timeZone',
      'userLocale',
      'records[]',
      'recordMetadata[]',
      'cursor',
      'limit',
      'include',
    ),
    words,
  ),
  { maxLength: 4 },
)
const keys = fc.constantFrom(
  'fields',
  'records',
  'typecast',
  'performUpsert',
  'name',
  'type',
  'options',
  'text',
  'specification',
  'notificationUrl',
  'enable',
  'sort',
  'filterByFormula',
  'pageSize',
  'offset',
  '__proto__',
)
const bodies = fc.oneof(
  fc.dictionary(keys, fc.oneof(words, fc.jsonValue({ maxDepth: 3 }))).map((body) => JSON.stringify(body)),
  fc
    .dictionary(words, fc.jsonValue({ maxDepth: 1 }))
    .map((fields) => JSON.stringify({ fields, typecast: true })),
  fc.constantFrom('', '{', '[]', 'null', '1', '{"__proto__":{"a":1}}', '{"fields":{"__proto__":1}}'),
  fc
    .dictionary(
      fc.constantFrom('dataTypes', 'recordChangeScope', 'changeTypes', 'watchDataInFieldIds'),
      fc.oneof(words, fc.array(words)),
    )
    .map((filters) => JSON.stringify({ specification: { options: { filters } } })),
  fc
    .constantFrom('singleSelect', 'multipleRecordLinks', 'number', 'checkbox')
    .map((type) =>
      JSON.stringify({ name: 'Nuevo', type, options: { linkedTableId: 'tblOtras000000000', choices: [{}] } }),
    ),
)

test('whatever is asked, the answer is one of the API, and none is a failure of the simulator', async () => {
  const { call } = await startFixture({ bases: [everyType] })
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
      paths,
      queries,
      bodies,
      async (method, path, query, body) => {
        const address = `${path}?${new URLSearchParams(query).toString()}`
        const hasBody = method !== 'GET' && method !== 'DELETE'

        const { status, text } = await call(method, address, hasBody ? body : undefined)

        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        expect([200, 400, 403, 404, 422], text).toContain(status)
        expect(() => void JSON.parse(text)).not.toThrow()
      },
    ),
    { numRuns: 3_000, seed: 20_260_110 },
  )
  for (const status of [200, 400, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(20)
})
