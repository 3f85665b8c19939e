import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startRedis } from '@larder/redis-adapter/testing'

const MAIN = new URL('./main.ts', import.meta.url).pathname

interface Run {
  readonly output: () => string
  readonly kill: (signal: NodeJS.Signals) => void
  readonly exit: Promise<number | null>
}

/** The program as `npm start` runs it. */
function run(env: Readonly<Record<string, string>>): Run {
  const child = spawn(process.execPath, ['--conditions=@larder/source', MAIN], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return {
    output: () => output,
    kill: (signal) => void child.kill(signal),
    exit: once(child, 'exit').then(([code]) => code as number | null),
  }
}

async function serving(program: Run): Promise<string> {
  await expect.poll(program.output, { timeout: 15_000 }).toContain('/cache/health')
  return /http:\/\/127\.0\.0\.1:\d+/.exec(program.output())?.[0] ?? ''
}

test('without configuration it serves the demo base and says what it runs on', async () => {
  const program = run({ PORT: '0' })

  const url = await serving(program)
  const answer = await fetch(`${url}/v0/appReservasDemo01/Reservas?pageSize=3`)

  expect(answer.status).toBe(200)
  expect(program.output()).toContain('simulator at http://127.0.0.1:')
  expect(program.output()).toContain('memory only')
  program.kill('SIGTERM')
  expect(await program.exit).toBe(0)
})

test('every problem of the configuration is listed with its remedy, and the exit code is 1', async () => {
  const program = run({
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

test('letting other machines in takes an access key', async () => {
  const program = run({ HOST: '0.0.0.0', PORT: '0' })

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain('set LARDER_API_KEY')
})

test('a port that is taken is named, and the exit code is 1', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const program = run({ PORT: String(port) })

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain(`Port ${port} on 127.0.0.1 is taken`)
  server.close()
})

test('SIGTERM ends it within two seconds, even while Redis hangs', async () => {
  const redis = await startRedis()
  try {
    const program = run({ PORT: '0', REDIS_URL: redis.url })
    const url = await serving(program)
    await fetch(`${url}/v0/appReservasDemo01/Mesas`)
    redis.stop()
    const startedAt = performance.now()

    program.kill('SIGTERM')

    expect(await program.exit).toBe(0)
    expect(performance.now() - startedAt).toBeLessThan(2_500)
    expect(program.output()).not.toContain('ERR')
  } finally {
    redis.resume()
    await redis.close()
  }
})
