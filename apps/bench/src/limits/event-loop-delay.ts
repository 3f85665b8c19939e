import { monitorEventLoopDelay } from 'node:perf_hooks'
import { latencies, type Limit, openedCache } from './limit.ts'
import { samplePage } from '../sample-items.ts'

const PAGES = 20
const WARM_UP_MS = 1_000
const DURATION_MS = 2_000

/** 16 readers of pages of 100 KB, which are decompressed, parsed and frozen in this process. */
export const eventLoopDelay: Limit = {
  id: 'event-loop-delay',
  title: 'Event-loop delay, p99, 16 readers of 100 KB',
  unit: 'ms',
  atMost: 10,
  note: 'How late a timer fires while 16 readers have their answers handled.',
  async measure(redisUrl) {
    const cache = await openedCache(redisUrl, 0)
    for (let index = 0; index < PAGES; index++) await cache.set(`page:${index}`, samplePage(index, 100_000))
    const until = performance.now() + WARM_UP_MS + DURATION_MS
    const delay = monitorEventLoopDelay({ resolution: 1 })
    setTimeout(() => delay.enable(), WARM_UP_MS)
    await latencies(
      16,
      () => performance.now() > until,
      (index) => cache.get(`page:${index % PAGES}`),
    )
    delay.disable()
    await cache.close()
    return delay.percentile(99) / 1e6
  },
}
