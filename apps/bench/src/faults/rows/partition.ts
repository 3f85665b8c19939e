import { startPartitionedRedis } from '@larder/redis-adapter/testing'
import type { FaultRow } from '../fault-row.ts'

export const partition: FaultRow = {
  number: 24,
  title: 'partition',
  how: 'A server in a network namespace of its own: first only its answers are lost, then the cable is cut, then it is mended.',
  breakers: { read: 'opens' },
  async run(drill) {
    const redis = await startPartitionedRedis()
    drill.cleanUp(() => redis.close())
    await drill.open({ url: redis.url })
    await drill.before()
    await drill.fault(() => redis.cut('out'))
    await drill.hold(drill.profile.faultMs / 2)
    drill.strike()
    await redis.cut('both')
    await drill.hold(drill.profile.faultMs / 2)
    await drill.heal(() => redis.heal())
    await drill.after()
  },
}
