import { freePort, type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { type AirtableSimulator, startAirtableSimulator } from '@larder/airtable-simulator'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { DrillLedger } from './drill-ledger.ts'
import { type Door, DrillLoad, RECORD_IDS, versionOf } from './drill-load.ts'
import { BASE } from './larder-fixture.ts'
import { type Program, runProgram } from './program-fixture.ts'
import { DEMO } from './twin-fixture.ts'

const SEED = Number(process.env['LARDER_DRILL_SEED'] ?? 20_261_123)

const TTL_MS = 3_000
const STALE_MS = 1_000
/** Between processes 2 s; the rest is what a busy machine may take. */
const BOUNDS = { propagationMs: 2_000 + 500, policyMs: TTL_MS + STALE_MS + 1_000 }

const cleanups: (() => unknown)[] = []

/** A Larder that comes back on the same port, as a service manager brings it back. */
class Service {
  readonly #name: string
  readonly #env: Readonly<Record<string, string>>
  #program: Program | undefined
  #runs = 0
  door: Door | undefined

  constructor(name: string, env: Readonly<Record<string, string>>) {
    this.#name = name
    this.#env = env
  }

  async start(): Promise<void> {
    this.#program = runProgram(this.#env)
    const url = await this.#program.url()
    this.door = { incarnation: `${this.#name}${++this.#runs}`, url, isOpen: true }
  }

  async kill(): Promise<void> {
    if (this.door) this.door.isOpen = false
    this.#program?.kill('SIGKILL')
    await this.#program?.exit
  }

  async restart(): Promise<void> {
    await this.kill()
    await sleep(300)
    await this.start()
  }

  async untilHealthy(): Promise<void> {
    const health = async () => (await fetch(`${this.door?.url}/cache/health`)).json()
    await expect
      .poll(health, { timeout: 20_000, interval: 20 })
      .toMatchObject({ cache_health: { status: 'healthy' } })
  }
}

interface Drilled {
  readonly simulator: AirtableSimulator
  readonly redis: RedisServer
  readonly one: Service
  readonly other: Service
  readonly all: readonly Service[]
}

type Fault = (drilled: Drilled) => Promise<void>

const FAULTS: Readonly<Record<string, Fault>> = {
  'one Larder': ({ one }) => one.restart(),
  Redis: async ({ redis }) => {
    await redis.kill()
    await sleep(800)
    await redis.restart()
  },
  'a Redis that has kept what it had': async ({ redis, other }) => {
    redis.stop()
    await sleep(800)
    await other.kill()
    redis.resume()
    await other.start()
  },
  'one Larder and Redis': async ({ redis, one }) => {
    await Promise.all([redis.kill(), one.kill()])
    await sleep(500)
    await Promise.all([redis.restart(), one.start()])
  },
  'all Larders and Redis': async ({ redis, all }) => {
    await Promise.all([redis.kill(), ...all.map((service) => service.kill())])
    await Promise.all([redis.restart(), ...all.map((service) => service.start())])
  },
}

const ledger = new DrillLedger(BOUNDS)
let opened: Promise<Drilled> | undefined

/** The same for all tests: to start takes longer than to drill. */
async function open(): Promise<Drilled> {
  const simulator = await startAirtableSimulator({ bases: [DEMO] })
  cleanups.push(() => simulator.close())
  const redis = await startRedis()
  cleanups.push(() => redis.close())
  const service = async (name: string) => {
    const started = new Service(name, {
      PORT: String(await freePort()),
      REDIS_URL: redis.url,
      AIRTABLE_API_KEY: 'patTest',
      AIRTABLE_ENDPOINT_URL: simulator.url,
      AIRTABLE_BASE_IDS: BASE,
      AIRTABLE_EXPECTED_PROCESSES: '2',
      CACHE_TTL_MS: String(TTL_MS),
      CACHE_STALE_IF_ERROR_MS: String(STALE_MS),
    })
    cleanups.push(() => started.kill())
    await started.start()
    await started.untilHealthy()
    return started
  }
  const [one, other] = await Promise.all([service('a'), service('b')])
  return { simulator, redis, one, other, all: [one, other] }
}

afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

test.each(Object.entries(FAULTS))(
  `restart of %s under reads and writes: nothing acknowledged is lost, nothing too old is read (seed ${SEED})`,
  { timeout: 120_000 },
  async (_, fault) => {
    opened ??= open()
    const drilled = await opened
    const { all, simulator } = drilled
    const before = { ...ledger.counts }
    const load = new DrillLoad(SEED, ledger, () => all.flatMap(({ door }) => door ?? []))
    ledger.calm(performance.now())
    await sleep(1_000)

    ledger.troubled()
    await fault(drilled)
    await Promise.all(all.map((running) => running.untilHealthy()))
    ledger.calm(performance.now())
    await sleep(BOUNDS.propagationMs + 500)
    // However busy the machine is: that they go through again is what counts.
    await expect.poll(() => ledger.counts.writes - before.writes, { timeout: 30_000 }).toBeGreaterThan(2)
    await expect.poll(() => ledger.counts.reads - before.reads, { timeout: 30_000 }).toBeGreaterThan(100)
    await load.stop()

    const mesas = simulator.base(BASE).table('Mesas')
    for (const id of RECORD_IDS) {
      const cells = mesas.records.get(id)?.cells ?? new Map<string, unknown>()
      ledger.settle(id, versionOf({ Numero: cells.get('fldMesaNumero0000') }))
    }
    expect(ledger.problems.splice(0).slice(0, 10)).toEqual([])
    expect(simulator.journal.counts.rateLimited).toBe(0)
  },
)
