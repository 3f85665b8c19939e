import Airtable from 'airtable'
import Query from 'airtable/lib/query.js'
import { systemClock } from '@larder/cache-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { declaredApi } from './client-scenarios/declared-api.ts'
import { options } from './client-scenarios/options.ts'
import { reading } from './client-scenarios/reading.ts'
import { records } from './client-scenarios/records.ts'
import { refusals } from './client-scenarios/refusals.ts'
import { requests } from './client-scenarios/requests.ts'
import type { Scenario } from './client-scenarios/scenario.ts'
import { UsedApi } from './client-scenarios/used-api.ts'
import { writing } from './client-scenarios/writing.ts'
import { BASE } from './larder-fixture.ts'
import { TOKEN, type Twin, withoutChance, withTwins } from './twin-fixture.ts'

const used = new UsedApi()

/** A body of this size is too large for both. */
const MAX_BODY_BYTES = 4 * 2 ** 20

async function run({ run }: Scenario, { url, simulator }: Twin): Promise<unknown> {
  const library = used.watch(Airtable)
  const base = new library({ apiKey: TOKEN, endpointUrl: url, noRetryIfRateLimited: true }).base(BASE)
  const { faults } = simulator
  return withoutChance(
    await run({
      base,
      library,
      query: used.watch(Query),
      endpointUrl: url,
      token: TOKEN,
      baseId: BASE,
      faults,
    }),
  )
}

beforeAll(() => {
  // The client tells those who use list() and forEach() that they should not.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

/** Each asks two simulators that began alike, one of them through Larder, and each of them twice. */
async function compare(scenario: Scenario): Promise<void> {
  await withTwins(
    async ({ direct, larder }) => {
      const theirs = [await run(scenario, direct), await run(scenario, direct)]
      const cold = await run(scenario, larder)
      larder.simulator.journal.reset()
      const again = await run(scenario, larder)

      expect(cold).toEqual(theirs[0])
      expect(again).toEqual(theirs[1])
      if (scenario.isKept) expect(larder.simulator.journal.counts.requests).toBe(0)
    },
    { maxBodyBytes: MAX_BODY_BYTES },
  )
}

// At once: most of the time goes by waiting for the budget of 5 requests/s.
const scenarios = { reading, writing, records, requests, refusals }

describe.concurrent.each(Object.entries(scenarios))('%s', (_, group) => {
  test.each(group)('$name', { timeout: 60_000 }, compare)
})

// One after the other: some change the package for all.
describe('options', () => {
  test.each(options)('$name', { timeout: 60_000 }, compare)
})

test('a burst beyond the rate is answered: by the retries of the client, or by the queue of Larder', async () => {
  await withTwins(
    async ({ direct, larder }) => {
      // The client waits for a share of 5 s, by chance.
      const chance = vi.spyOn(Math, 'random').mockReturnValue(0.05)
      const answers: unknown[] = []
      for (const { url } of [direct, larder]) {
        const mesas = new Airtable({ apiKey: TOKEN, endpointUrl: url }).base(BASE)('Mesas')
        const ids = Array.from({ length: 8 }, (_, index) => `recMesa${String(index + 1).padStart(10, '0')}`)
        answers.push(await Promise.all(ids.map(async (id) => (await mesas.find(id)).fields)))
      }
      chance.mockRestore()

      expect(answers[1]).toEqual(answers[0])
      expect(direct.simulator.journal.counts.rateLimited).toBeGreaterThan(0)
      expect(larder.simulator.journal.counts.rateLimited).toBe(0)
    },
    { limiter: 'lenient', clock: systemClock },
  )
})

// Not for itself: it looks at what the tests above have done.
test('the scenarios have used every public member and option of the package', () => {
  const { classes, members, selectOptions, clientOptions } = declaredApi()
  const ofClients = members.filter((member) => !/\bHttpHeaders\./.test(member))

  expect(classes.toSorted()).toEqual([
    'Airtable',
    'AirtableError',
    'Base',
    'HttpHeaders',
    'Query',
    'Record',
    'Table',
  ])
  expect(ofClients.length).toBeGreaterThan(45)
  expect(ofClients.filter((member) => !used.members.has(member))).toEqual([])
  expect(selectOptions.filter((name) => !used.selectOptions.has(name))).toEqual([])
  expect(clientOptions.filter((name) => !used.clientOptions.has(name))).toEqual([])
})
