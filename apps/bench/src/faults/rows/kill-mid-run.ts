import type { FaultRow } from '../fault-row.ts'

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
    await drill.hold()
    await drill.heal(() => redis.restart())
    await drill.after()
  },
}
