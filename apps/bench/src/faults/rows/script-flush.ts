import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

export const scriptFlush: FaultRow = {
  number: 28,
  title: 'script cache lost',
  how: 'SCRIPT FLUSH every 5 ms.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const redis = await drill.startRedis()
    const admin = await drill.openAdmin(redis.url)
    await drill.open({ url: redis.url })
    await drill.before()
    const errors = () => [...drill.instruments.storeErrors.values()].reduce((sum, count) => sum + count, 0)
    const errorsBefore = errors()
    await drill.fault(() => admin.run('SCRIPT', 'FLUSH'))
    for (const end = performance.now() + drill.profile.faultMs; performance.now() < end; await wait(5))
      await admin.run('SCRIPT', 'FLUSH')
    drill.expect('calls to Redis that failed', errors() === errorsBefore, errors() - errorsBefore, '0')
    await drill.heal(() => {})
    await drill.after()
  },
}
