import type { FaultRow } from '../fault-row.ts'
import { freePort } from '@larder/redis-adapter/testing'

export const readOnly: FaultRow = {
  number: 10,
  title: 'read-only replica',
  how: 'REPLICAOF a port where nobody listens: writes get READONLY; then without stale data: reads get MASTERDOWN.',
  breakers: { write: 'opens', read: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis()
    const admin = await drill.openAdmin(redis.url)
    const nowhere = await freePort()
    await drill.open({ url: redis.url })
    await drill.before()
    await drill.fault(() => admin.run('REPLICAOF', '127.0.0.1', nowhere))
    await drill.hold(drill.profile.faultMs / 2)
    drill.strike()
    await admin.run('CONFIG', 'SET', 'replica-serve-stale-data', 'no')
    await drill.hold(drill.profile.faultMs / 2)
    await drill.heal(async () => {
      await admin.run('CONFIG', 'SET', 'replica-serve-stale-data', 'yes')
      await admin.run('REPLICAOF', 'NO', 'ONE')
    })
    await drill.after()
  },
}
