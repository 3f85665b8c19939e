import { pino } from 'pino'
import { expect, test } from 'vitest'
import { misspeltVariables, warnOfMisspelt } from './misspelt-variables.ts'
import { VARIABLE_GROUPS } from './declared-variables.ts'

test.each([
  ['REDIS_ULR', 'REDIS_URL'],
  ['REDIS_URI', 'REDIS_URL'],
  ['AIRTABLE_API_KEYS', 'AIRTABLE_API_KEY'],
  ['LARDER_APIKEY', 'LARDER_API_KEY'],
  ['Larder_Api_Key', 'LARDER_API_KEY'],
  ['OPENAI_API_KEY_FLIE', 'OPENAI_API_KEY_FILE'],
  ['CACHE_TTL_S', 'CACHE_TTL_MS'],
])('%s: %s is meant', (name, meant) => {
  expect(misspeltVariables({ [name]: 'x' })).toEqual([{ name, meant }])
})

test.each([
  // What Kubernetes sets for services of these names.
  'LARDER_PORT',
  'LARDER_SERVICE_HOST',
  'REDIS_PORT',
  'REDIS_PORT_6379_TCP',
  'REDIS_SERVICE_PORT',
  'HOSTNAME',
  'POST',
  'NODE_ENV',
  'AIRTABLE_BASE',
  'OTEL_SERVICE_VERSION',
  'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
])('%s is no slip', (name) => {
  expect(misspeltVariables({ [name]: 'x' })).toEqual([])
})

test('an empty variable counts as absent', () => {
  expect(misspeltVariables({ REDIS_ULR: '' })).toEqual([])
})

test('no variable that is read is taken for another', () => {
  const names = VARIABLE_GROUPS.flatMap(({ variables }) => variables.map(({ name }) => name))

  expect(misspeltVariables(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([])
})

test('a warning tells the names, and not what stands in them', () => {
  const lines: string[] = []
  const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })

  warnOfMisspelt({ REDIS_ULR: 'redis://:secret@somewhere', HOME: '/' }, logger)

  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] as string)).toMatchObject({ variable: 'REDIS_ULR', meant: 'REDIS_URL' })
  expect(lines[0]).not.toContain('secret')
})
