import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AirtableSimulator } from '@larder/airtable-simulator'
import { createCache, RateLimit, systemClock } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { createAirtableClient } from '../airtable-client.ts'
import { AirtableSource } from '../airtable-source.ts'
import { listQueryFromSearch } from '../list-query.ts'
import { RecordCache } from '../record-cache.ts'
import { drillSeeds, type DrilledProcess, LiveDrill } from '../webhooks/live-drill-fixture.ts'
import { type LiveProcess, type LiveWebhooks, liveWebhooks } from '../webhooks/live-webhooks-fixture.ts'
import { BASE, byId, everyPage, type Mirrored, TABLES, truth } from './mirror-fixture.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.close())

const STEPS = 40
const { signal } = new AbortController()

interface MirrorProcess extends DrilledProcess, Pick<Mirrored, 'list' | 'records'> {}

/** A process with a mirror of the whole base, which it shares a Redis and a webhook with others of. */
async function startMirror(live: LiveWebhooks): Promise<MirrorProcess> {
  const client = createAirtableClient({ apiKey: 'pat', endpointUrl: live.simulator.url })
  const cache = createCache({ shared: createRedisBackend({ url: server.url }), namespace: 'ns' })
  let followed: LiveProcess | undefined
  const records = new RecordCache({
    cache,
    source: new AirtableSource({
      client,
      attemptTimeoutMs: 2_000,
      budget: new RateLimit({ limit: 100_000, clock: systemClock }),
    }),
    mirror: {
      tables: { [BASE]: TABLES },
      isFollowed: () => ['following', 'alone'].includes(followed?.state() ?? ''),
    },
  })
  const process = await live.start({
    redisUrl: server.url,
    receiver: records.invalidation,
    pollIntervalMs: 1_000,
    checkIntervalMs: 1_000,
  })
  followed = process
  const end = async (leave: () => Promise<void>) => {
    await leave()
    await records.close()
    await cache.close()
  }
  return {
    records,
    list: (table, search = '') =>
      records.listPage(BASE, table, listQueryFromSearch(new URLSearchParams(search))),
    state: process.state,
    close: () => end(process.close),
    kill: () => end(process.kill),
  }
}

/** Something that a person does to some record of some table. */
function changeByHand({ simulator }: LiveWebhooks, drill: LiveDrill<MirrorProcess>): void {
  const person = simulator.base(BASE).asUser()
  const one = (table: string) => drill.pick(idsOf(simulator, table))
  const changes: readonly (() => unknown)[] = [
    () => person.updateRecord('Mesas', one('Mesas'), { Capacidad: drill.below(20) }),
    () => person.updateRecord('Mesas', one('Mesas'), { Reservas: [one('Reservas')] }),
    () => person.updateRecord('Clientes', one('Clientes'), { Nombre: `Nombre ${drill.below(1_000)}` }),
    () => person.updateRecord('Reservas', one('Reservas'), { Cliente: [one('Clientes')] }),
    () => person.createRecords('Reservas', { Código: `R${drill.below(1_000)}`, Mesa: [one('Mesas')] }),
    () => idsOf(simulator, 'Reservas').length > 5 && person.deleteRecord('Reservas', one('Reservas')),
  ]
  drill.pick(changes)()
}

/** Who has written reads nothing older, whatever else goes wrong. Nobody else changes that record. */
async function writeAndRead({ simulator }: LiveWebhooks, drill: LiveDrill<MirrorProcess>): Promise<void> {
  const which = drill.below(2)
  const process = drill.processes[which]
  const recordId = idsOf(simulator, 'Turnos')[which] ?? ''
  const Nombre = `Turno ${drill.below(1_000_000)}`
  const body = { fields: { Nombre } }
  const write = { method: 'PATCH', base: BASE, table: 'Turnos', recordId, body } as const
  const isDone = await process?.records.write(write, signal).then(
    () => true,
    () => false,
  )
  const page = await process?.list('Turnos').catch(() => undefined)
  if (!isDone || !page) return
  const seen = page.value.records.find(({ id }) => id === recordId)?.fields['Nombre']
  expect(seen, drill.story).toBe(Nombre)
}

function idsOf(simulator: AirtableSimulator, table: string): readonly string[] {
  return [...simulator.base(BASE).table(table).records.keys()]
}

test.each(drillSeeds())(
  'copies are as the base is again, whatever happened to Airtable, Redis and the processes (seed %i)',
  { timeout: 180_000 },
  async (seed) => {
    await server.command('FLUSHALL')
    await using live = await liveWebhooks('off')
    const drill: LiveDrill<MirrorProcess> = new LiveDrill({
      live,
      server,
      seed,
      start: () => startMirror(live),
      change: () => changeByHand(live, drill),
      more: () => ({ 'write and read': () => writeAndRead(live, drill) }),
    })
    try {
      await drill.run(STEPS)

      for (const process of drill.processes)
        for (const table of TABLES) {
          const expected = byId(await truth(live.simulator, table, ''))
          const eventually = { timeout: 60_000, interval: 50, message: `${table} after ${drill.story}` }
          await expect
            .poll(async () => byId(await everyPage(process, table, '')), eventually)
            .toEqual(expected)
          await expect
            .poll(async () => (await process.list(table, 'maxRecords=1')).detail, eventually)
            .toBe('mirror')
        }
    } finally {
      await Promise.all(drill.processes.map((process) => process.close()))
    }
  },
)
