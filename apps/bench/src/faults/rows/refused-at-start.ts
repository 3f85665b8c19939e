import { freePort } from '@larder/redis-adapter/testing'
import type { FaultRow } from '../fault-row.ts'

export const refusedAtStart: FaultRow = {
  number: 1,
  title: 'refused at start',
  how: 'Nothing listens on the port when the caches are made; later a server starts there.',
  async run(drill) {
    const port = await freePort()
    const startedAt = performance.now()
    await drill.open({ url: `redis://127.0.0.1:${port}`, waits: false })
    const openMs = performance.now() - startedAt
    drill.expect('start does not wait', openMs < 500, `${Math.round(openMs)} ms`, '< 500 ms')
    await drill.fault(() => {})
    await drill.hold()
    await drill.heal(() => drill.startRedis({ port }))
    await drill.after()
  },
}
