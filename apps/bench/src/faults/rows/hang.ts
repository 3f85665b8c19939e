import type { FaultRow } from '../fault-row.ts'
import { stampede } from '../stampede.ts'

export const hang: FaultRow = {
  number: 3,
  title: 'hang',
  how: 'SIGSTOP: the sockets stay open and nothing answers; later SIGCONT.',
  breakers: { read: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis()
    await drill.open({ url: redis.url })
    await drill.before()
    await drill.fault(() => redis.stop())
    await drill.hold(drill.profile.faultMs / 2)
    await stampede(drill)
    await drill.hold(drill.profile.faultMs / 2)
    await drill.heal(() => redis.resume())
    await drill.after()
  },
}
