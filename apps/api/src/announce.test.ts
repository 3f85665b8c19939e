import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256Of } from './access/api-key.ts'
import { announcement } from './announce.ts'
import { readConfig } from './config.ts'

const KEY = 'operator-key-0123456789'

function announced(env: Readonly<Record<string, string>>, demoBase?: string): string {
  const { access } = readConfig(env)
  const runsOn = { airtable: 'https://api.airtable.com', redis: 'memory only' }
  const announced = { url: 'http://127.0.0.1:3000', runsOn, redisTrouble: undefined, access }
  return announcement({ ...announced, environment: env, demoBase })
}

/** Its commands, without the addresses. */
function commandsIn(text: string): readonly string[] {
  return text.split(/(?=curl )/).slice(1)
}

test('without keys its requests carry none', () => {
  const commands = commandsIn(announced({}, 'appReservasDemo01'))

  expect(commands).toHaveLength(4)
  expect(commands.join('')).not.toContain('authorization')
})

test('on the demo base it fits a terminal of 80 columns', () => {
  const lines = announced({}, 'appReservasDemo01').split('\n')

  expect(lines.filter((line) => line.length > 80)).toEqual([])
})

test('a Redis that does not answer is told, and what that means', () => {
  const text = announcement({
    url: 'http://127.0.0.1:3000',
    runsOn: { airtable: 'https://api.airtable.com', redis: 'redis://127.0.0.1:6379' },
    redisTrouble: 'Redis at redis://127.0.0.1:6379 cannot be reached (ECONNREFUSED).',
    access: readConfig({}).access,
    environment: {},
    demoBase: undefined,
  })

  expect(text).toContain(`
  Redis     redis://127.0.0.1:6379
            Redis at redis://127.0.0.1:6379 cannot be reached (ECONNREFUSED).
            Memory serves alone until it is back.
`)
})

test('with a key every request carries it, by the name of its variable and never itself', () => {
  const text = announced({ LARDER_API_KEY: KEY }, 'appReservasDemo01')

  for (const command of commandsIn(text))
    expect(command).toContain('-H "authorization: Bearer $LARDER_API_KEY"')
  expect(text).not.toContain(KEY)
})

test('where callers bring tokens of Airtable, those are for its data and the key is for the cache', () => {
  const [list, ...others] = commandsIn(announced({ LARDER_ACCESS: 'pass-through', LARDER_API_KEY: KEY }))

  expect(list).toContain('"authorization: Bearer $AIRTABLE_TOKEN"')
  expect(others).toHaveLength(2)
  for (const command of others) expect(command).toContain('"authorization: Bearer $LARDER_API_KEY"')
})

test('a key that is known by its digest alone is asked for by a word', () => {
  const keys = [{ name: 'app', sha256: 'a'.repeat(64), bases: { '*': 'read' }, isAdmin: false }] as const
  const text = announcement({
    url: 'http://127.0.0.1:3000',
    runsOn: { airtable: '', redis: '' },
    redisTrouble: undefined,
    access: { mode: 'keys', keys, rateLimit: undefined },
    environment: {},
    demoBase: undefined,
  })

  expect(commandsIn(text)[0]).toContain('"authorization: Bearer KEY"')
  expect(commandsIn(text)[1]).toContain('"authorization: Bearer ADMIN_KEY"')
})

test.each([
  ['a digest', { LARDER_API_KEY: `sha256:${sha256Of(KEY)}` }],
  ['a file', { LARDER_API_KEY_FILE: 'key' }],
])('a variable that holds %s opens nothing, and is not put in for the key', (_, env) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'larder-announce-'))
  const file = join(folder.path, 'key')
  writeFileSync(file, KEY)
  const given = 'LARDER_API_KEY_FILE' in env ? { LARDER_API_KEY_FILE: file } : env

  const text = announced(given, 'appReservasDemo01')

  const [list, stats] = commandsIn(text)
  expect(list).toContain('"authorization: Bearer KEY"')
  expect(stats).toContain('"authorization: Bearer ADMIN_KEY"')
  expect(text).toContain('Put your keys in the place of KEY and of ADMIN_KEY')
  expect(text).not.toContain('$')
})

test('where operators have a key of their own, it is the one for the cache', () => {
  const text = announced(
    { LARDER_API_KEY: KEY, LARDER_ADMIN_KEY: 'admin-key-0123456789' },
    'appReservasDemo01',
  )
  const [list, stats, health] = commandsIn(text)

  expect(list).toContain('Bearer $LARDER_API_KEY"')
  for (const command of [stats, health]) expect(command).toContain('Bearer $LARDER_ADMIN_KEY"')
})
