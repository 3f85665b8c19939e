import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { until, wait } from '../../scoreboard/bounded-wait.ts'

const API = fileURLToPath(new URL('../../../../api/src/main.ts', import.meta.url))
const EXIT_WITHIN_MS = 2_000
const START_LIMIT_MS = 20_000
/** Sent by then, and those for what the server does not know yet cannot have been answered: it waits for Redis. */
const SENT_WITHIN_MS = 50
const KNOWN = ['Reservas?pageSize=3', 'Mesas', 'Turnos', 'Reservas/recReserva0000001']
const UNKNOWN = [4, 5, 6].map((size) => `Reservas?pageSize=${size}`)
const REQUESTS = [...UNKNOWN, ...KNOWN, ...KNOWN, ...KNOWN]
const BASE = 'appReservasDemo01'

export const shutdown: FaultRow = {
  number: 30,
  title: 'shutdown while Redis hangs',
  how: 'The API server itself: Redis is stopped (SIGSTOP), requests are under way, and the server gets SIGTERM.',
  async run(drill) {
    const redis = await drill.startRedis()
    const server = await startApi(drill, redis.url)
    await drill.open({ url: redis.url })
    const request = (path: string) => statusOf(`${server.url}/v0/${BASE}/${path}`)
    for (const path of KNOWN) await request(path)
    // As many connections as there will be requests: one that is not accepted yet may be refused.
    await Promise.all(REQUESTS.map((_, index) => request(KNOWN[index % KNOWN.length] ?? '')))
    await drill.before()
    await drill.fault(() => redis.stop())
    const answers = REQUESTS.map(request)
    await wait(SENT_WITHIN_MS)
    const startedAt = performance.now()
    server.terminate()
    const settled = await Promise.allSettled(answers)
    const code = await server.exit
    const exitMs = performance.now() - startedAt
    const limit = EXIT_WITHIN_MS * Math.min(drill.profile.slack, 1.25)
    drill.expect('the server ended', exitMs <= limit, `${Math.round(exitMs)} ms`, `≤ ${limit} ms`)
    drill.expect('its exit code', code === 0, String(code), '0')
    const lost = settled.map(lossOf).filter((loss) => loss !== undefined)
    drill.expect(
      'requests under way that were answered',
      lost.length === 0,
      `${REQUESTS.length - lost.length} of ${REQUESTS.length}${lost.length > 0 ? `; ${[...new Set(lost)].join(', ')}` : ''}`,
      'all',
    )
    drill.expect(
      'it reported no failure',
      !server.errors().includes('Unhandled'),
      server.errors().slice(-200),
      'none',
    )
    await drill.heal(() => redis.resume())
    await drill.after()
  },
}

interface Api {
  readonly url: string
  readonly terminate: () => void
  readonly exit: Promise<number | null>
  readonly errors: () => string
}

async function startApi(drill: Drill, redisUrl: string): Promise<Api> {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, ['--conditions=@larder/source', API], {
    env: { PATH, NODE_COMPILE_CACHE, LOG_LEVEL: 'silent', PORT: '0', REDIS_URL: redisUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  drill.cleanUp(async () => child.kill('SIGKILL'))
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const isServing = async () => output.includes('/cache/health') || child.exitCode !== null
  if (!(await until(isServing, START_LIMIT_MS)) || child.exitCode !== null)
    throw new Error(`The API server did not start: ${errors.slice(-300)}`)
  return {
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '',
    terminate: () => void child.kill('SIGTERM'),
    exit,
    errors: () => errors,
  }
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.status
}

/** Why a request has no answer, or the wrong one. */
function lossOf(answer: PromiseSettledResult<number>): string | undefined {
  if (answer.status === 'fulfilled') return answer.value === 200 ? undefined : `status ${answer.value}`
  const { cause, message } = answer.reason as Error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}
