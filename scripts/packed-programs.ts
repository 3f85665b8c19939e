/** A small program for the project of somebody who has installed a package. */
export interface PackedProgram {
  /** The package that it is about. */
  readonly name: string
  /** Others of ours that its page says to install with it, or that stand in for a server. */
  readonly beside: readonly string[]
  readonly does: string
  readonly source: string
  /** What it prints, as JSON. */
  readonly prints: unknown
}

const CORE = '@larder/cache-core'

/** One for each package that is no program by itself. */
export const PACKED_PROGRAMS: readonly PackedProgram[] = [
  {
    name: CORE,
    beside: [],
    does: 'loads once',
    source: `
      import { createCache } from '@larder/cache-core'
      const cache = createCache()
      let loads = 0
      const load = () => ++loads
      console.log(JSON.stringify([await cache.getOrSet('a', load), await cache.getOrSet('a', load)]))`,
    prints: [1, 1],
  },
  {
    name: '@larder/redis-adapter',
    beside: [CORE],
    does: 'shares a value, and forgets it for both',
    source: `
      import { createCache } from '@larder/cache-core'
      import { createRedisBackend } from '@larder/redis-adapter'
      import { startRedis } from '@larder/redis-adapter/testing'
      const redis = await startRedis()
      const [here, there] = [1, 2].map(() => createCache({ shared: createRedisBackend({ url: redis.url }) }))
      for (const cache of [here, there]) await cache.ready({ withinMs: 20_000 })
      await here.set('a', { b: 1 })
      const shared = await there.get('a')
      await there.delete('a')
      console.log(JSON.stringify([shared, (await here.get('a', { consistency: 'strict' })) ?? null]))
      await Promise.all([here.close(), there.close()])
      await redis.close()`,
    prints: [{ b: 1 }, null],
  },
  {
    name: '@larder/devalue-codec',
    beside: [CORE],
    does: 'carries a date and a map',
    source: `
      import { createCache } from '@larder/cache-core'
      import { devalueCodec } from '@larder/devalue-codec'
      const cache = createCache({ codec: devalueCodec })
      await cache.set('a', { at: new Date(0), seats: new Map([['indoor', 4]]) })
      const { at, seats } = await cache.get('a')
      console.log(JSON.stringify([at.toISOString(), seats.get('indoor')]))`,
    prints: ['1970-01-01T00:00:00.000Z', 4],
  },
  {
    name: '@larder/hono-middleware',
    beside: [CORE],
    does: 'caches a route',
    source: `
      import { createCache } from '@larder/cache-core'
      import { larderCache } from '@larder/hono-middleware'
      import { Hono } from 'hono'
      const app = new Hono().use(larderCache({ cache: createCache() }))
      let runs = 0
      app.get('/', (c) => c.text(String(++runs), 200, { 'Cache-Control': 'max-age=60' }))
      console.log(JSON.stringify([await (await app.request('/')).text(), await (await app.request('/')).text()]))`,
    prints: ['1', '1'],
  },
  {
    name: '@larder/api-contract',
    beside: [],
    does: 'asks a Larder, with its key',
    source: `
      import { larderClient } from '@larder/api-contract/client'
      const asked = []
      const fetch = async (url, { headers }) => {
        asked.push(String(url), new Headers(headers).get('authorization'))
        return Response.json({})
      }
      await larderClient('http://larder.test', { key: 'k', fetch }).cache.explain.$get({ query: { key: 'a' } })
      console.log(JSON.stringify(asked))`,
    prints: ['http://larder.test/cache/explain?key=a', 'Bearer k'],
  },
  {
    name: '@larder/keyv-store',
    beside: [CORE],
    does: 'keeps a value for Keyv',
    source: `
      import { createCache } from '@larder/cache-core'
      import { LarderStore } from '@larder/keyv-store'
      import { Keyv } from 'keyv'
      const keyv = new Keyv(new LarderStore({ cache: createCache() }))
      await keyv.set('a', { b: 1 })
      console.log(JSON.stringify(await keyv.get('a')))`,
    prints: { b: 1 },
  },
  {
    name: '@larder/airtable-adapter',
    beside: [CORE, '@larder/airtable-simulator'],
    does: 'reads a view once',
    source: `
      import { AirtableSource, createAirtableClient, listQueryFromSearch, RecordCache } from '@larder/airtable-adapter'
      import { startAirtableSimulator } from '@larder/airtable-simulator'
      import { createCache } from '@larder/cache-core'
      const simulator = await startAirtableSimulator({ limiter: 'off' })
      const client = createAirtableClient({ apiKey: 'any', endpointUrl: simulator.url })
      const records = new RecordCache({ cache: createCache(), source: new AirtableSource({ client }) })
      const query = listQueryFromSearch(new URLSearchParams('view=Terraza'))
      const read = () => records.listPage('appReservasDemo01', 'Mesas', query)
      const lists = () => simulator.journal.entries.filter(({ kind }) => kind === 'list').length
      const { value } = await read()
      await read()
      console.log(JSON.stringify([value.records.length, lists()]))
      await simulator.close()`,
    prints: [6, 1],
  },
  {
    name: '@larder/assistant',
    beside: [CORE],
    does: 'takes a wish, and asks for what is missing',
    source: `
      import { createAssistant } from '@larder/assistant'
      import { InMemoryReservationBook } from '@larder/assistant/testing'
      import { createCache, mathRandom, systemClock } from '@larder/cache-core'
      const evenings = { name: 'dinner', weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '20:00', lastSeatingAt: '22:30', closesAt: '23:59' }
      const table = { id: '1', name: 'One', seats: 4, leastSeats: 1, zone: 'indoor' }
      const book = new InMemoryReservationBook({
        house: {
          name: 'House', timeZone: 'Europe/Madrid', services: [evenings], closedDates: [], tables: [table], joinable: [],
          stays: [{ upTo: 4, minutes: 90 }], bufferMinutes: 0, gridMinutes: 15, leadMinutes: 0, maxAdvanceDays: 60, maxPeople: 4,
        },
      })
      const assistant = createAssistant({
        book, cache: createCache(), clock: systemClock, random: mathRandom, newId: () => 'a'.repeat(22), tenant: 'house',
      })
      const { language, state } = await assistant.reply('A table for two tomorrow at 9 pm, please')
      console.log(JSON.stringify([language, state.task, state.expecting]))`,
    prints: ['en', 'book', 'name'],
  },
  {
    name: '@larder/openai-adapter',
    beside: [CORE, '@larder/model-simulator'],
    does: 'asks a model once for two equal questions',
    source: `
      import { createCache } from '@larder/cache-core'
      import { startModelSimulator } from '@larder/model-simulator'
      import { chatModelStack, openAi } from '@larder/openai-adapter'
      const simulator = await startModelSimulator()
      const model = chatModelStack({
        choices: [{ provider: openAi({ baseUrl: simulator.baseUrl('openai') }), model: 'gpt-6-luna', apiKey: 'any' }],
        cached: { cache: createCache(), secret: 'a secret that is long enough' },
      })
      const ask = () => model.complete({
        agent: 'human', system: 'Greet.', messages: [{ role: 'user', content: 'Hola' }], effort: 'none', maxTokens: 60,
        tenant: 'house', promptVersion: '1',
      }, { signal: AbortSignal.timeout(20_000) })
      const texts = [(await ask()).text, (await ask()).text]
      console.log(JSON.stringify([...texts, simulator.journal.counts.chat]))
      await simulator.close()`,
    prints: ['[simulated gpt-6-luna] Hola', '[simulated gpt-6-luna] Hola', 1],
  },
]
