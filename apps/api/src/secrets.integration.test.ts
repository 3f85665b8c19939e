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
const PASSWORD = 'contraseña/s3creta%hunter2'
const AIRTABLE_KEY = 'patNobodyMayRead.0123456789abcdef'
/** Stands in a record, and so in the cache and in what is sent to Redis. */
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

async function expectDiscretion(
  run: (env: Env) => Promise<Observed>,
  { env, reason }: Trouble,
): Promise<void> {
  const simulator = await startAirtableSimulator({ limiter: 'off' })
  cleanups.push(() => simulator.close())
  const { url, end } = await run({
    ...env,
    PORT: '0',
    LOG_LEVEL: 'trace',
    AIRTABLE_API_KEY: AIRTABLE_KEY,
    AIRTABLE_ENDPOINT_URL: simulator.url,
    AIRTABLE_BASE_IDS: BASE,
    // Without Redis it would keep to its share of the rate.
    AIRTABLE_EXPECTED_PROCESSES: '1',
  })
  const told: string[] = []
  const ask = async (path: string, init?: RequestInit) => {
    const text = await (await fetch(url + path, init)).text()
    if (path.startsWith('/cache')) told.push(text)
    return text
  }
  const headers = { authorization: `Bearer ${AIRTABLE_KEY}`, 'content-type': 'application/json' }

  const body = JSON.stringify({ fields: { Nombre: VALUE } })
  const created = JSON.parse(await ask(`/v0/${BASE}/Clientes`, { method: 'POST', headers, body })) as {
    readonly id: string
  }
  const record = `/v0/${BASE}/Clientes/${created.id}`
  const list = `/v0/${BASE}/Clientes?filterByFormula=${encodeURIComponent(`{Nombre}="${VALUE}"`)}`
  for (let round = 0; round < 7; round++)
    for (const path of [record, list]) expect((await ask(path, { headers })).includes(VALUE)).toBe(true)
  await ask(`/cache?pattern=${encodeURIComponent('*')}`, { method: 'DELETE', headers })
  await expect.poll(() => ask('/cache/health'), { timeout: 10_000 }).toMatch(reason)
  await ask('/cache/stats')
  const logged = await end()

  // Lines of every request are there at this level.
  expect(logged).toContain('/v0/{base}/{table}/{record}')
  const written = told.join('\n') + logged
  expect(reason.test(written)).toBe(true)
  for (const secret of [PASSWORD, AIRTABLE_KEY, VALUE])
    for (const spelling of spellings(secret))
      expect({ spelling, isWritten: written.includes(spelling) }).toEqual({ spelling, isWritten: false })
}

test.each(Object.entries(TROUBLES))(
  '%s: neither logs nor /cache tell the password, the key or a value',
  { timeout: 30_000 },
  async (_name, arrange) => {
    await expectDiscretion(inProcess, await arrange())
  },
)

test('nor does anything else that the program writes', { timeout: 30_000 }, async () => {
  await expectDiscretion(asProgram, await wrongPassword())
})
