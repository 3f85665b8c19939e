import type { FaultRow } from '../fault-row.ts'
import { stampede } from '../stampede.ts'

export const killMidRun: FaultRow = {
  number: 2,
  title: 'SIGKILL mid-run',
  how: 'kill -9 of the server under load; later it starts again on the same port, empty.',
  breakers: { read: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis()
    await drill.open({ url: redis.url })
    await drill.before()
    await drill.fault(() => redis.kill())
    await drill.hold(drill.profile.faultMs / 2)
    await stampede(drill)
    await drill.hold(drill.profile.faultMs / 2)
    await drill.heal(() => redis.restart())
    await drill.after()
  },
}
