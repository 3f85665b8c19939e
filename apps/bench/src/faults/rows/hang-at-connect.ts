import type { FaultRow } from '../fault-row.ts'

export const hangAtConnect: FaultRow = {
  number: 4,
  title: 'hang at connect',
  how: 'The server is stopped (SIGSTOP) before the caches are made: the kernel accepts their connections and nobody answers the handshake.',
  async run(drill) {
    const redis = await drill.startRedis()
    redis.stop()
    const startedAt = performance.now()
    await drill.open({ url: redis.url, waits: false })
    const openMs = performance.now() - startedAt
    drill.expect('start does not wait', openMs < 500, `${Math.round(openMs)} ms`, '< 500 ms')
    await drill.fault(() => {})
    await drill.hold(drill.profile.faultMs * 2)
    const ready = drill.instruments.health.filter(({ isHealthy }) => isHealthy).length
    drill.expect('nobody takes it for connected', ready === 0, ready, '0')
    await drill.heal(() => redis.resume())
    await drill.after()
  },
}
