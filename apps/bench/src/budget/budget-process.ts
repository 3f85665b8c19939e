import { randomUUID } from 'node:crypto'
import { airtableLimitOf, AirtableSource, createAirtableClient, RecordCache } from '@larder/airtable-adapter'
import { createCache, mathRandom, SharedRateBudget, systemClock } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { createRedisBackend } from '@larder/redis-adapter'
import { type LoadCounts, type LoadMix, readAll, runBudgetLoad } from './budget-load.ts'
import { type BudgetSample, MeteredBudget } from './metered-budget.ts'

/** What a process is told, and what it answers. */
export interface BudgetOrder {
  readonly mix: LoadMix
  readonly ms: number
}

export interface BudgetAnswer {
  readonly counts: LoadCounts
  readonly samples: readonly BudgetSample[]
}

/*
 * One process under load: `budget-process.ts REDIS AIRTABLE SEED PROCESSES`. It says `ready` when it shares the budget, then
 * runs each order that it is sent.
 */

const [redisUrl = '', airtableUrl = '', seed = '1', processes = '4'] = process.argv.slice(2)
const random = new SeededRandom(Number(seed))
const clock = systemClock
const shared = createRedisBackend({ url: redisUrl, clock, random: mathRandom })
// Refreshes are due all the time: there is always something in the background.
const policy = { ttlMs: 2_000, staleWhileRevalidateMs: 3_600_000, staleIfErrorMs: 3_600_000 }
const cache = createCache({ shared, namespace: 'bench', ...policy })
const budget = new SharedRateBudget({
  ledger: shared.openLedger('bench'),
  process: randomUUID(),
  limit: airtableLimitOf,
  expectedProcesses: Number(processes),
  clock,
})
const metered = new MeteredBudget(budget)
const client = createAirtableClient({ apiKey: 'patBench', endpointUrl: airtableUrl })
const source = new AirtableSource({ client, budget: metered, deadlineMs: 5_000, clock })
const records = new RecordCache({ cache, source, policies: policy })

process.on('disconnect', () => process.exit(0))
process.on('message', (order: BudgetOrder | 'close') => void (order === 'close' ? close() : run(order)))
while (budget.mode !== 'shared') await new Promise((resolve) => setTimeout(resolve, 10))
await readAll(records)
process.send?.('ready')

async function run({ mix, ms }: BudgetOrder): Promise<void> {
  metered.samples.length = 0
  const ending = new AbortController()
  setTimeout(() => ending.abort(), ms)
  const counts = await runBudgetLoad(records, mix, random, ending.signal)
  const answer: BudgetAnswer = { counts, samples: metered.samples }
  process.send?.(answer)
}

async function close(): Promise<void> {
  await budget.close()
  await cache.close()
  process.disconnect()
}
