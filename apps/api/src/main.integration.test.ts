import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { startAirtableSimulator } from '@larder/airtable-simulator'
import { startRedis } from '@larder/redis-adapter/testing'
import { sha256Of } from './access/api-key.ts'
import { readConfig } from './config.ts'
import { runProgram } from './program-fixture.ts'

interface Stats {
  readonly upstream: {
    readonly budget: {
      readonly mode: string
      readonly scopes: Readonly<Record<string, { readonly used: number }>>
    }
  }
}

test('without configuration it serves the demo base, and says what it runs on and which variable it does not know', async () => {
  const program = runProgram({ PORT: '0', LOG_LEVEL: 'warn', REDIS_ULR: 'redis://:hunter2@cache' })

  const url = await program.url()
  const answer = await fetch(`${url}/v0/appReservasDemo01/Reservas?pageSize=3`)

  expect(answer.status).toBe(200)
  expect(program.output()).toContain('simulator at http://127.0.0.1:')
  expect(program.output()).toContain('memory only')
  expect(program.output()).toContain('"variable":"REDIS_ULR","meant":"REDIS_URL"')
  expect(program.output()).not.toContain('hunter2')
  program.kill('SIGTERM')
  expect(await program.exit).toBe(0)
})

test('every problem of the configuration is listed with its remedy, and the exit code is 1', async () => {
  const program = runProgram({
    PORT: 'eighty',
    REDIS_URL: 'http://user:hunter2@cache',
    CACHE_TTL_MS: '-5',
    CACHE_COMPRESSION: 'lz4',
    AIRTABLE_ENDPOINT_URL: 'airtable',
    AIRTABLE_BASE_IDS: 'reservas',
    LOG_LEVEL: 'loud',
  })

  expect(await program.exit).toBe(1)

  const lines = program.output().trim().split('\n')
  expect(lines[0]).toBe('Larder cannot start with this configuration:')
  for (const problem of [
    /PORT must be a whole number from 0 to 65535/,
    /REDIS_URL .*redis:\/\//,
    /CACHE_TTL_MS must be/,
    /CACHE_COMPRESSION must be zstd/,
    /AIRTABLE_ENDPOINT_URL must be/,
    /AIRTABLE_BASE_IDS must be/,
    /LOG_LEVEL must be one of/,
  ]) {
    expect(lines.filter((line) => problem.test(line))).toHaveLength(1)
  }
  expect(program.output()).not.toContain('hunter2')
})

test('letting other machines in takes an access key', () => {
  expect(() => readConfig({ HOST: '0.0.0.0', PORT: '0' })).toThrow('set LARDER_API_KEY')
})

test('it makes a key, and the digest by which Larder knows it', async () => {
  const program = runProgram({}, ['keys', 'new', 'website'])

  expect(await program.exit).toBe(0)

  const [, key = ''] = /^Key {5}(larder_[\w-]{43})$/m.exec(program.output()) ?? []
  const [, digest] = /^Digest {2}sha256:([0-9a-f]{64})$/m.exec(program.output()) ?? []
  expect(digest).toBe(sha256Of(key))
  expect(program.output()).toContain('"name":"website"')
})

test('what it cannot do is told with what it can, and the exit code is 1', async () => {
  const program = runProgram({}, ['keys', 'old'])

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain('There is no command keys old.')
  expect(program.output()).toContain('main keys new [NAME]')
})

test('a port that is taken is named, and the exit code is 1', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const program = runProgram({ PORT: String(port) })

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain(`Port ${port} on 127.0.0.1 is taken`)
  server.close()
})

test('it asks Airtable only when what a former life of it may have sent has passed; SIGTERM is heard meanwhile', async () => {
  // An Airtable that takes connections and says nothing: the schema that is read at start is waited for.
  const mute = createServer().listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const { port } = mute.address() as AddressInfo
  // Whoever else tries ports of this machine does not ask for a schema.
  const asked = new Promise<Socket>((resolve) => {
    mute.on('connection', (socket: Socket) => {
      socket.on('data', (bytes) => bytes.toString().startsWith('GET /v0/meta') && resolve(socket))
      socket.on('error', () => {})
    })
  })
  const startedAt = performance.now()
  const program = runProgram({
    PORT: '0',
    LOG_LEVEL: 'info',
    AIRTABLE_API_KEY: 'patTest',
    AIRTABLE_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AIRTABLE_BASE_IDS: 'appReservasDemo01',
  })

  const socket = await asked
  expect(performance.now() - startedAt).toBeGreaterThan(1_450)
  program.kill('SIGTERM')

  expect(await program.exit).toBe(0)
  expect(program.output()).toMatch(/"signal":"SIGTERM","drainDelayMs":0,"msg":"told to end"[^]*"msg":"ended"/)
  socket.destroy()
  mute.close()
})

test('SIGTERM ends it within two seconds while Redis hangs, and what is under way is answered', async () => {
  const redis = await startRedis()
  const simulator = await startAirtableSimulator({ limiter: 'off' })
  try {
    const program = runProgram({
      PORT: '0',
      REDIS_URL: redis.url,
      AIRTABLE_API_KEY: 'patTest',
      AIRTABLE_ENDPOINT_URL: simulator.url,
      AIRTABLE_BASE_IDS: 'appReservasDemo01',
    })
    const url = await program.url()
    await fetch(`${url}/v0/appReservasDemo01/Mesas`)
    const stats = async () => (await (await fetch(`${url}/cache/stats`)).json()) as Stats
    const isShared = async () => (await stats()).upstream.budget.mode
    await expect.poll(isShared, { timeout: 10_000, interval: 10 }).toBe('shared')
    const used = async () => (await stats()).upstream.budget.scopes['base:appReservasDemo01']?.used ?? 0
    await expect.poll(used, { timeout: 10_000, interval: 10 }).toBe(0)
    simulator.faults.latencyMs = 700
    const tables = ['Reservas', 'Clientes', 'Turnos']

    const underWay = tables.map((table) => fetch(`${url}/v0/appReservasDemo01/${table}`))

    // They have left: what only waits for its turn when it all ends may have to wait for too long.
    await expect.poll(used, { timeout: 5_000, interval: 10 }).toBe(tables.length)
    redis.stop()
    const startedAt = performance.now()

    program.kill('SIGTERM')

    const answers = await Promise.all(underWay)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    for (const answer of answers) expect(await answer.json()).toHaveProperty('records')
    expect(await program.exit).toBe(0)
    expect(performance.now() - startedAt).toBeLessThan(2_500)
    expect(program.output()).not.toContain('ERR')
  } finally {
    redis.resume()
    await redis.close()
    await simulator.close()
  }
})
