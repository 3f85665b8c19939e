import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const EVERY_MS = 60

export const lostMessages: FaultRow = {
  number: 22,
  title: 'lost messages',
  how: 'CLIENT KILL TYPE pubsub every 60 ms, and no more than 1 KB of messages may wait for a client.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const redis = await drill.startRedis()
    const admin = await drill.openAdmin(redis.url)
    await drill.open({ url: redis.url })
    await drill.before()
    let cut = 0
    await drill.fault(() => admin.run('CONFIG', 'SET', 'client-output-buffer-limit', 'pubsub 1024 1024 0'))
    for (
      const end = performance.now() + drill.profile.faultMs * 2;
      performance.now() < end;
      await wait(EVERY_MS)
    ) {
      drill.strike()
      cut += Number(await admin.run('CLIENT', 'KILL', 'TYPE', 'pubsub'))
    }
    await drill.heal(() =>
      admin.run('CONFIG', 'SET', 'client-output-buffer-limit', 'pubsub 33554432 8388608 60'),
    )
    await drill.after()
    drill.expect('subscriptions cut', cut > 5, cut, '> 5')
  },
}
