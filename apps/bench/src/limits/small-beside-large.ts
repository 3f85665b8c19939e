import { latencies, type Limit, openedCache, quantile } from './limit.ts'
import { samplePage, sampleRecord } from '../sample-items.ts'

const RECORDS = 1_000
const CALLERS = 8
const SLICE_MS = 1_000

/** Small values, and of every hundred reads one of a value of 1 MB, by other callers of the same process. */
export const smallBesideLarge: Limit = {
  id: 'small-beside-large',
  title: 'Small values beside 1 % of 1 MB values, p99 over without them',
  unit: 'times',
  atMost: 1.5,
  note: 'Parsing 1 MB of JSON takes milliseconds of the one thread that also answers the small ones.',
  async measure(redisUrl) {
    const cache = await openedCache(redisUrl, 0)
    for (let index = 0; index < RECORDS; index++) await cache.set(`small:${index}`, sampleRecord(index))
    for (let index = 0; index < 4; index++) await cache.set(`large:${index}`, samplePage(index, 1_000_000))
    await run(cache, 0)
    const without = await run(cache, 0)
    const beside = await run(cache, 100)
    await cache.close()
    return quantile(beside, 0.99) / quantile(without, 0.99)
  },
}

/** Latencies of small reads. After every `stride` of them one of a large value is begun; 0: never. */
async function run(
  cache: { readonly get: (key: string) => Promise<unknown> },
  stride: number,
): Promise<readonly number[]> {
  const until = performance.now() + SLICE_MS
  const large: Promise<unknown>[] = []
  let done = 0
  const samples = await latencies(
    CALLERS,
    () => performance.now() > until,
    (index) => {
      if (stride > 0 && ++done % stride === 0) large.push(cache.get(`large:${done % 4}`))
      return cache.get(`small:${index % RECORDS}`)
    },
  )
  await Promise.all(large)
  return samples
}
