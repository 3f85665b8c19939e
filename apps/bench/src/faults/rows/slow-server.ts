import type { FaultRow } from '../fault-row.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const SLEEP_S = 0.5
const PAUSE_MS = 250
const BUSY = 'while true do end'

export const slowServer: FaultRow = {
  number: 5,
  title: 'slow server',
  how: 'DEBUG SLEEP 0.5 again and again, then a script without an end (BUSY from 100 ms on) until SCRIPT KILL.',
  breakers: { read: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis({
      args: ['--enable-debug-command', 'yes', '--busy-reply-threshold', '100'],
    })
    const [sleeper, killer] = [await drill.openAdmin(redis.url), await drill.openAdmin(redis.url)]
    await drill.open({ url: redis.url })
    await drill.before()
    const until = performance.now() + drill.profile.faultMs / 2
    await drill.fault(() => sleeper.run('DEBUG', 'SLEEP', SLEEP_S))
    while (performance.now() < until) {
      await wait(PAUSE_MS)
      drill.strike()
      await sleeper.run('DEBUG', 'SLEEP', SLEEP_S)
    }
    drill.strike()
    const script = sleeper.run('EVAL', BUSY, 0).catch(() => {})
    await drill.hold(drill.profile.faultMs / 2)
    await drill.heal(async () => {
      await killer.run('SCRIPT', 'KILL')
      await script
    })
    await drill.after()
    const openings = drill.instruments.events.filter(
      ({ event }) =>
        event.type === 'breaker' &&
        event.breaker === 'read' &&
        event.to === 'open' &&
        event.from === 'closed',
    ).length
    const budget = drill.edges.length * drill.caches.length
    drill.expect(
      'breakers do not flutter',
      openings <= budget,
      `${openings} openings`,
      `≤ ${budget}: one a stroke and cache`,
    )
  },
}
