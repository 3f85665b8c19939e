import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Of } from './access/api-key.ts'
import { readConfig } from './config.ts'

const KEY = 'a-key-of-this-test-only'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function problemsOf(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('keys', () => {
  test('a key of the environment is kept as its digest, and nowhere else', () => {
    const config = readConfig({ LARDER_API_KEY: KEY })

    expect(config.access.keys).toMatchObject([
      { name: 'LARDER_API_KEY', sha256: sha256Of(KEY), isAdmin: true },
    ])
    expect(JSON.stringify(config)).not.toContain(KEY)
  })

  test('it may be given as its digest', () => {
    const { access } = readConfig({ LARDER_API_KEY: `sha256:${sha256Of(KEY)}` })

    expect(access.keys[0]?.sha256).toBe(sha256Of(KEY))
  })

  test('64 hexadecimal digits without sha256: before them are a key, as openssl makes them', () => {
    const hex = sha256Of('anything')

    expect(readConfig({ LARDER_API_KEY: hex }).access.keys[0]?.sha256).toBe(sha256Of(hex))
  })

  test('with a key for those who run it, the other one is for clients', () => {
    const { access } = readConfig({ LARDER_API_KEY: KEY, LARDER_ADMIN_KEY: `${KEY}-of-the-admin` })

    expect(access.keys).toMatchObject([
      { name: 'LARDER_API_KEY', isAdmin: false, bases: { '*': 'manage' } },
      { name: 'LARDER_ADMIN_KEY', isAdmin: true, bases: {} },
    ])
  })

  test('two keys that are one, or that have one name, are refused', () => {
    const file = join(folder, 'keys.json')
    const filed = (name: string, key: string) => {
      writeFileSync(file, JSON.stringify({ keys: [{ name, sha256: sha256Of(key), bases: { '*': 'read' } }] }))
      return { LARDER_CONFIG: file, LARDER_API_KEY: KEY }
    }

    expect(problemsOf({ LARDER_API_KEY: KEY, LARDER_ADMIN_KEY: KEY })).toContain(
      'The keys LARDER_API_KEY and LARDER_ADMIN_KEY are the same',
    )
    expect(problemsOf(filed('reader', KEY))).toContain('The keys LARDER_API_KEY and reader are the same')
    expect(problemsOf(filed('LARDER_API_KEY', `${KEY}-2`))).toContain('Two keys have the name LARDER_API_KEY')
    expect(problemsOf(filed('reader', `${KEY}-2`))).toBe('')
  })

  test.each(['hunter2', 'fifteen-letters', 'aaaaaaaaaaaaaaaaaaaa'])(
    '%s is refused without being told',
    (key) => {
      for (const name of ['LARDER_API_KEY', 'LARDER_ADMIN_KEY']) {
        const told = problemsOf({ [name]: key })
        expect(told).toContain(`${name} must have at least 16 characters`)
        expect(told).not.toContain(key)
      }
    },
  )

  test('a digest that is none is refused', () => {
    expect(problemsOf({ LARDER_API_KEY: 'sha256:abc' })).toContain('sha256: and 64 hexadecimal digits')
  })
})

test.each([
  'AIRTABLE_API_KEY',
  'OPENAI_API_KEY',
  'DEEPSEEK_API_KEY',
  'LARDER_API_KEY',
  'LARDER_ADMIN_KEY',
  'METRICS_KEY',
])('%s with what no header can carry is refused without being told', (name) => {
  for (const key of [
    'patSecret1234567.abc\ndef',
    'patSecret1234567.abc ',
    'patSecretñ1234567',
    'patSecret\u20101234567',
  ]) {
    const told = problemsOf({ [name]: key })
    expect(told).toContain(`${name} must be visible ASCII characters without spaces`)
    expect(told).not.toContain('Secret')
  }
})

describe('secrets in files', () => {
  test('what a file holds counts, without the white space around it', () => {
    const path = join(folder, 'key')
    writeFileSync(path, `${KEY}\n`)

    expect(readConfig({ LARDER_API_KEY_FILE: path }).access.keys[0]?.sha256).toBe(sha256Of(KEY))
  })

  test('a file that is not there, is empty, or comes beside the variable is told', () => {
    const empty = join(folder, 'empty')
    writeFileSync(empty, '\n')

    expect(problemsOf({ AIRTABLE_API_KEY_FILE: join(folder, 'nowhere') })).toContain(
      'cannot be read (ENOENT)',
    )
    expect(problemsOf({ AIRTABLE_API_KEY_FILE: empty })).toContain('a file that is empty')
    expect(problemsOf({ LARDER_API_KEY: KEY, LARDER_API_KEY_FILE: empty })).toContain('both set')
  })
})

test.each([
  [{ LARDER_RATE_LIMIT: '600' }, 'LARDER_RATE_LIMIT must be requests/seconds'],
  [{ LARDER_RATE_LIMIT: '0/60' }, 'LARDER_RATE_LIMIT must be requests/seconds'],
  [{ LARDER_RATE_LIMIT: '1/86401' }, 'LARDER_RATE_LIMIT must be requests/seconds'],
  [{ HTTP_HEADERS_TIMEOUT_MS: '99' }, 'HTTP_HEADERS_TIMEOUT_MS must be a whole number from 100'],
  [{ HTTP_MAX_CONNECTIONS: '0' }, 'HTTP_MAX_CONNECTIONS must be'],
  [{ SHUTDOWN_DRAIN_DELAY_MS: 'long' }, 'SHUTDOWN_DRAIN_DELAY_MS must be'],
  [{ HTTP_IDLE_TIMEOUT_MS: '4000' }, 'HTTP_IDLE_TIMEOUT_MS 4000 is less than HTTP_KEEP_ALIVE_MS'],
  [{ HTTP_REQUEST_TIMEOUT_MS: '5000' }, 'HTTP_REQUEST_TIMEOUT_MS 5000 is less than HTTP_HEADERS_TIMEOUT_MS'],
])('%j is refused with the limit', (env, problem) => {
  expect(problemsOf(env)).toContain(problem)
})
