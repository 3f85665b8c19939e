import { afterEach, expect, test, vi } from 'vitest'
import { CertificateAuthority, type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { startAirtableSimulator } from '@larder/airtable-simulator'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from './config.ts'
import { runProgram } from './program-fixture.ts'
import { serve } from './serve.ts'

const BASE = 'appReservasDemo01'
const CLIENTES = `/v0/${BASE}/Clientes`
const PASSWORD = 'contraseña/s3creta%hunter2'
const AIRTABLE_KEY = 'patNobodyMayRead.0123456789abcdef'
const LARDER_KEY = 'clave-de-nadie/0123456789%abcdef'
/** Stands in a record, and so in the cache and in what is sent to Redis; and in a filter. */
const VALUE = 'Alergia-de-Ana-a-las-avellanas'

const { output } = vi.hoisted(() => ({ output: [] as string[] }))
vi.mock(import('./logging/create-logger.ts'), async (load) => {
  const { createLogger } = await load()
  return { createLogger: (level) => createLogger(level, { write: (line) => void output.push(line) }) }
})

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  vi.restoreAllMocks()
})

type Env = Readonly<Record<string, string>>

/** A Larder that serves, and what it has written when it has ended. */
interface Observed {
  readonly url: string
  readonly end: () => Promise<string>
}

async function inProcess(env: Env): Promise<Observed> {
  output.length = 0
  const note = (...told: readonly unknown[]) => void output.push(told.map(String).join(' '))
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(note)
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      note(text)
      return true
    })
  const server = await serve(readConfig(env))
  cleanups.push(() => server.close(0))
  return {
    url: server.url,
    end: async () => {
      await server.close()
      return output.join('\n')
    },
  }
}

async function asProgram(env: Env): Promise<Observed> {
  const program = runProgram(env)
  cleanups.push(() => program.kill('SIGKILL'))
  return {
    url: await program.url(),
    end: async () => {
      program.kill('SIGTERM')
      expect(await program.exit).toBe(0)
      return program.output()
    },
  }
}

interface Trouble {
  readonly env: Env
  /** What /cache/health says of it. */
  readonly reason: RegExp
}

async function redis(options: Parameters<typeof startRedis>[0]): Promise<RedisServer> {
  const server = await startRedis(options)
  cleanups.push(() => server.close())
  return server
}

/** A file that the program may be pointed to. */
async function file(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'larder-secrets-'))
  cleanups.push(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file.pem')
  await writeFile(path, text)
  return path
}

const login = (user: string, password = PASSWORD) => `${user}:${encodeURIComponent(password)}@127.0.0.1`

async function wrongPassword(): Promise<Trouble> {
  const { port } = await redis({ password: 'another one' })
  return { env: { REDIS_URL: `redis://${login('')}:${port}` }, reason: /WRONGPASS/ }
}

const TROUBLES: Readonly<Record<string, () => Promise<Trouble>>> = {
  'a wrong password': wrongPassword,
  'an unknown user': async () => {
    const { port } = await redis({})
    return { env: { REDIS_URL: `redis://${login('nobody')}:${port}` }, reason: /WRONGPASS/ }
  },
  'an authority that nobody trusts': async () => {
    const { port } = await redis({ tls: true, password: PASSWORD })
    return { env: { REDIS_URL: `rediss://${login('')}:${port}` }, reason: /cannot be reached/ }
  },
  'a certificate for another host': async () => {
    const authority = new CertificateAuthority()
    const certificate = authority.issue({ hosts: ['redis.example.com'] })
    const { port } = await redis({ tls: { authority, certificate }, password: PASSWORD })
    const env = { REDIS_URL: `rediss://${login('')}:${port}`, REDIS_TLS_CA_FILE: await file(authority.cert) }
    return { env, reason: /cannot be reached/ }
  },
  'TLS where there is none': async () => {
    const { port } = await redis({ password: PASSWORD })
    return {
      env: { REDIS_URL: `rediss://${login('')}:${port}` },
      reason: /did not answer in time|cannot be reached/,
    }
  },
  'no TLS where there is some': async () => {
    const { port } = await redis({ tls: true, password: PASSWORD })
    return { env: { REDIS_URL: `redis://${login('')}:${port}` }, reason: /cannot be reached|not connected/ }
  },
  'a user who may not write': async () => {
    const { port } = await redis({ users: [`reader on >${PASSWORD} ~* &* +@all -set -eval -evalsha`] })
    return { env: { REDIS_URL: `redis://${login('reader')}:${port}` }, reason: /NOPERM/ }
  },
  'a user without keys': async () => {
    const { port } = await redis({ users: [`lost on >${PASSWORD} ~other:* &* +@all`] })
    return { env: { REDIS_URL: `redis://${login('lost')}:${port}` }, reason: /NOPERM/ }
  },
  'a server that takes nothing more': async () => {
    const server = await redis({ password: PASSWORD })
    await server.command('CONFIG', 'SET', 'maxmemory', '1')
    return { env: { REDIS_URL: `redis://${login('')}:${server.port}` }, reason: /maxmemory/ }
  },
}

/** Every way in which the text might be written. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
    bytes.toString('latin1'),
    bytes.join(','),
  ]
}

type Ask = (path: string, init?: RequestInit) => Promise<string>

/** A record, by its id and by a filter, often enough to be among the keys that are read most. */
async function readSome(ask: Ask): Promise<void> {
  const body = JSON.stringify({ fields: { Nombre: VALUE } })
  const { id } = JSON.parse(await ask(CLIENTES, { method: 'POST', body })) as { readonly id: string }
  const filtered = `${CLIENTES}?filterByFormula=${encodeURIComponent(`{Nombre}="${VALUE}"`)}`
  for (let round = 0; round < 7; round++)
    for (const path of [`${CLIENTES}/${id}`, filtered]) expect((await ask(path)).includes(VALUE)).toBe(true)
}

/** What the live stream tells until its details name a key that was read. */
async function liveDetails(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const ending = new AbortController()
  const { body } = await fetch(`${url}/cache/live`, { headers, signal: ending.signal })
  let text = ''
  for await (const bytes of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += bytes
    if (/^event: details\ndata: .*:q:l:/m.test(text)) break
  }
  ending.abort()
  return text
}

async function expectDiscretion(
  run: (env: Env) => Promise<Observed>,
  { env, reason }: Trouble,
  watch?: typeof liveDetails,
): Promise<void> {
  const simulator = await startAirtableSimulator({ limiter: 'off' })
  cleanups.push(() => simulator.close())
  const { url, end } = await run({
    ...env,
    PORT: '0',
    LOG_LEVEL: 'trace',
    LARDER_API_KEY: LARDER_KEY,
    AIRTABLE_API_KEY: AIRTABLE_KEY,
    AIRTABLE_ENDPOINT_URL: simulator.url,
    AIRTABLE_BASE_IDS: BASE,
    // Without Redis it would keep to its share of the rate.
    AIRTABLE_EXPECTED_PROCESSES: '1',
  })
  const headers = { authorization: `Bearer ${LARDER_KEY}`, 'content-type': 'application/json' }
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(url + path, { headers, ...init })
    expect([path, response.status]).toEqual([path, 200])
    return response.text()
  }

  const live = watch?.(url, headers)
  await readSome(ask)
  const hot = await ask('/cache/hot-keys')
  const keys = [...hot.matchAll(/"key":"([^"]+)"/g)].map(([, key = '']) => key)
  expect(keys).toContainEqual(expect.stringContaining(':q:l:'))
  const explained = keys.map((key) => ask(`/cache/explain?key=${encodeURIComponent(key)}`))
  const told = [hot, ...(await Promise.all(explained))]
  told.push(await ask(`/cache/keys?pattern=${encodeURIComponent('*')}`, { method: 'DELETE' }))
  told.push(await ask('/cache/stats'), await ask('/metrics'))
  const health = async () => told[told.push(await ask('/cache/health')) - 1]
  await expect.poll(health, { timeout: 10_000 }).toMatch(reason)
  told.push((await live) ?? '')
  const logged = await end()

  // Lines of every request are there at this level.
  expect(logged).toContain('/v0/{base}/{table}/{record}')
  const written = told.join('\n') + logged
  const secrets = [PASSWORD, AIRTABLE_KEY, LARDER_KEY, VALUE]
  expect(secrets.flatMap(spellings).filter((spelling) => written.includes(spelling))).toEqual([])
}

test.each(Object.entries(TROUBLES))(
  '%s: neither logs nor /cache tell the password, a key or a value',
  { timeout: 30_000 },
  async (_name, arrange) => {
    await expectDiscretion(inProcess, await arrange())
  },
)

test('nor does the live stream, or anything else that the program writes', { timeout: 30_000 }, async () => {
  await expectDiscretion(asProgram, await wrongPassword(), liveDetails)
})
