import { setTimeout as pause } from 'node:timers/promises'
import { startAirtableSimulator } from '@larder/airtable-simulator'
import { SeededRandom } from '@larder/cache-core/testing'
import { freePort, startRedis } from '@larder/redis-adapter/testing'
import { ownEnvironment } from '../environment.ts'
import type { ServerProcess } from '../server-process.ts'
import { startLarder } from '../start-larder.ts'
import { phaseOf, type Restart, type RollFigures } from './roll-figures.ts'
import { RollLoad } from './roll-load.ts'
import { RollProxy } from './roll-proxy.ts'

export interface RollOptions {
  /** Of calm before the first restart, and after the last one. */
  readonly seconds: number
  readonly perSecond: number
  /** From one look of the proxy at `/readyz` to the next, in ms. */
  readonly checkMs: number
  /** `SHUTDOWN_DRAIN_DELAY_MS` of the servers. */
  readonly drainMs: number
  readonly onProgress: (line: string) => void
}

const BASE = 'appReservasDemo01'
const TABLE = 'Clientes'
/** Records that are read: two pages of a list bring them all. */
const RECORDS = Array.from({ length: 200 }, (_, index) => `recCliente${String(index + 1).padStart(7, '0')}`)
/** As far away as Airtable is, in ms. */
const AIRTABLE_LATENCY_MS = 150
/** Each takes a few calls of the five that Airtable allows in a second, for what is read anew. */
const WRITE_EVERY_MS = 1_500

interface Stage {
  readonly proxy: RollProxy
  /** By port. */
  readonly servers: Map<number, ServerProcess>
  readonly start: (port: number) => Promise<ServerProcess>
}

/** Two servers behind a proxy, restarted one after the other under load. Cleans up whatever happens. */
export async function runRoll(options: RollOptions): Promise<RollFigures> {
  const { seconds, perSecond, checkMs, drainMs, onProgress } = options
  const environment = await ownEnvironment()
  await using stack = new AsyncDisposableStack()
  const simulator = stack.adopt(await startAirtableSimulator(), (one) => one.close())
  simulator.faults.latencyMs = AIRTABLE_LATENCY_MS
  const stage = await openStage(stack, simulator.url, options)
  await warmUp(stage)
  const load = new RollLoad({
    url: stage.proxy.url,
    base: BASE,
    table: TABLE,
    records: RECORDS,
    perSecond,
    writeEveryMs: WRITE_EVERY_MS,
    random: new SeededRandom(1),
  })
  stack.defer(async () => void (await load.stop()))

  onProgress(`${seconds} s of calm`)
  const startedAt = performance.now()
  await pause(seconds * 1_000)
  const rolledAt = performance.now()
  const restarts: Restart[] = []
  for (const port of stage.servers.keys()) {
    onProgress(`restarting the one on port ${port}`)
    restarts.push(await restart(stage, port, drainMs))
  }
  const doneAt = performance.now()
  onProgress(`${seconds} s of calm`)
  await pause(seconds * 1_000)
  const endedAt = performance.now()

  const calls = await load.stop()
  return {
    environment,
    perSecond,
    checkMs,
    drainMs,
    records: RECORDS.length,
    phases: [
      phaseOf('before', calls, startedAt, rolledAt),
      phaseOf('during the roll', calls, rolledAt, doneAt),
      phaseOf('after', calls, doneAt, endedAt),
    ],
    restarts,
    upstream429s: simulator.journal.counts.rateLimited,
  }
}

async function openStage(
  stack: AsyncDisposableStack,
  airtableUrl: string,
  { checkMs, drainMs }: RollOptions,
): Promise<Stage> {
  const redis = stack.adopt(await startRedis(), (server) => server.close())
  const ports = [await freePort(), await freePort()]
  const servers = new Map<number, ServerProcess>()
  stack.defer(() => servers.forEach((server) => server.kill()))
  const start = (port: number) =>
    startLarder({
      PORT: String(port),
      LOG_LEVEL: 'warn',
      REDIS_URL: redis.url,
      AIRTABLE_API_KEY: 'patRoll',
      AIRTABLE_ENDPOINT_URL: airtableUrl,
      AIRTABLE_BASE_IDS: BASE,
      AIRTABLE_EXPECTED_PROCESSES: String(ports.length),
      SHUTDOWN_DRAIN_DELAY_MS: String(drainMs),
      // Longer than the proxy keeps an idle connection, as docs/deployment.md has it.
      HTTP_KEEP_ALIVE_MS: '75000',
    })
  for (const port of ports) servers.set(port, await start(port))
  const proxy = stack.use(await RollProxy.open({ ports, checkMs }))
  await untilServing(proxy, ports.length)
  return { proxy, servers, start }
}

/** Two pages of a list bring all records. */
async function warmUp({ proxy }: Stage): Promise<void> {
  let offset = ''
  for (let page = 0; page < RECORDS.length / 100; page++) {
    const query = new URLSearchParams({ pageSize: '100', ...(offset === '' ? {} : { offset }) })
    const answer = await fetch(`${proxy.url}/v0/${BASE}/${TABLE}?${query.toString()}`)
    if (answer.status !== 200) throw new Error(`The list was answered with ${answer.status}.`)
    offset = ((await answer.json()) as { readonly offset?: string }).offset ?? ''
  }
}

async function restart(stage: Stage, port: number, drainMs: number): Promise<Restart> {
  const { proxy, servers, start } = stage
  const { code, ms } = (await servers.get(port)?.stop()) ?? { code: null, ms: 0 }
  const endedAt = performance.now()
  servers.set(port, await start(port))
  await untilServing(proxy, servers.size, drainMs)
  return { exitCode: code, endedMs: ms, backMs: performance.now() - endedAt }
}

async function untilServing(proxy: RollProxy, count: number, extraMs = 0): Promise<void> {
  const until = performance.now() + 20_000 + extraMs
  while (proxy.serving < count) {
    if (performance.now() > until) throw new Error(`${proxy.serving} of ${count} servers are ready.`)
    await pause(10)
  }
}
