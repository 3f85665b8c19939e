import { type Limit, openedCache, pause, quantile } from './limit.ts'
import { OtherClient } from './other-client.ts'

const ENTRIES = 100_000
const STEP = 1_000

/** The call that makes 100,000 entries void. */
export const tagInvalidation: Limit = {
  id: 'tag-invalidation',
  title: 'invalidateTag that covers 100,000 entries',
  unit: 'ms',
  atMost: 2,
  note: 'One record in the log, whatever the tag covers: median of 21 calls.',
  async measure(redisUrl) {
    const cache = await filledCache(redisUrl)
    const samples: number[] = []
    for (let count = 0; count < 21; count++) {
      const startedAt = performance.now()
      await cache.invalidateTag('t')
      samples.push(performance.now() - startedAt)
    }
    await cache.close()
    return quantile(samples, 0.5)
  },
}

/** What another client of the same Redis notices of the memory being freed. */
export const reclaimBesideOthers: Limit = {
  id: 'reclaim-beside-others',
  title: "Another client's p99 while 100,000 entries are freed, over before",
  unit: 'times',
  atMost: 1.5,
  note: 'GETs of 4 callers in a process of their own.',
  async measure(redisUrl) {
    const cache = await filledCache(redisUrl)
    const other = new OtherClient(redisUrl)
    await warmUp(other)
    const endBefore = other.begin()
    await pause(1_000)
    const before = await endBefore()
    const endDuring = other.begin()
    const { reclaim } = await cache.invalidateTag('t')
    const count = await reclaim()
    const during = await endDuring()
    other.close()
    await cache.close()
    if (count < ENTRIES) throw new Error(`Only ${count} of ${ENTRIES} entries were freed.`)

    return during / before
  },
}

async function warmUp(client: OtherClient): Promise<void> {
  const end = client.begin()
  await pause(1_000)
  await end()
}

async function filledCache(redisUrl: string): Promise<Awaited<ReturnType<typeof openedCache>>> {
  const cache = await openedCache(redisUrl, 0)
  for (let from = 0; from < ENTRIES; from += STEP) {
    await cache.setMany(
      Array.from({ length: STEP }, (_, index) => [`entry:${from + index}`, { id: from + index }] as const),
      { tags: ['t'] },
    )
  }
  return cache
}
