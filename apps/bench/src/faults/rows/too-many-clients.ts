import { DEADLINE_MS } from '../larder-cache.ts'
import type { FaultRow } from '../fault-row.ts'

/** Of both caches together, while every attempt is refused. */
const ATTEMPTS_PER_SECOND = 120

export const tooManyClients: FaultRow = {
  number: 12,
  title: 'too many clients',
  how: 'CONFIG SET maxclients 3 and all connections are cut: two places are left for two caches; later there is room again.',
  // The process that was shut out may hold a lease, which ends by itself: three deadlines. Then the other's own call.
  budgets: { failFastMs: 4 * DEADLINE_MS, longestCallMs: 4 * DEADLINE_MS },
  async run(drill) {
    const redis = await drill.startRedis()
    const admin = await drill.openAdmin(redis.url)
    await drill.open({ url: redis.url })
    await drill.before()
    const refused = async () => Number(await admin.info('stats', 'rejected_connections'))
    const refusedBefore = await refused()
    const startedAt = performance.now()
    await drill.fault(async () => {
      await admin.run('CONFIG', 'SET', 'maxclients', 3)
      await admin.cutAll()
    })
    await drill.hold()
    const perSecond = ((await refused()) - refusedBefore) / ((performance.now() - startedAt) / 1_000)
    drill.expect(
      'connections refused each second',
      perSecond > 0 && perSecond <= ATTEMPTS_PER_SECOND,
      perSecond.toFixed(0),
      `1 to ${ATTEMPTS_PER_SECOND}`,
    )
    await drill.heal(() => admin.run('CONFIG', 'SET', 'maxclients', 10_000))
    await drill.after()
  },
}
