import type { FaultRow } from '../fault-row.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const EVERY_MS = 250
const FILLER = 'x'.repeat(2_000)

export const emptied: FaultRow = {
  number: 26,
  title: 'flush and eviction',
  how: 'FLUSHALL every 250 ms; then allkeys-lru with little memory and a stranger who fills it.',
  async run(drill) {
    const redis = await drill.startRedis()
    const admin = await drill.openAdmin(redis.url)
    await drill.open({ url: redis.url })
    await drill.before()
    const half = drill.profile.faultMs / 2
    await drill.fault(() => admin.run('FLUSHALL'))
    for (const end = performance.now() + half; performance.now() < end;) {
      await wait(EVERY_MS)
      drill.strike()
      await admin.run('FLUSHALL')
    }
    const used = Number(await admin.info('memory', 'used_memory'))
    await admin.run('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
    await admin.run('CONFIG', 'SET', 'maxmemory', used + 200_000)
    let stranger = 0
    for (const end = performance.now() + half; performance.now() < end; await wait(5))
      await admin.run('SET', `stranger:${stranger++}`, FILLER)
    const evicted = Number(await admin.info('stats', 'evicted_keys'))
    drill.expect('keys evicted', evicted > 10, evicted, '> 10')
    await drill.heal(() => admin.run('CONFIG', 'SET', 'maxmemory', 0))
    await drill.after()
  },
}
