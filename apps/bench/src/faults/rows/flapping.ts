import { subscribe } from 'node:diagnostics_channel'
import type { FaultRow } from '../fault-row.ts'
import { openSockets } from '../leak-census.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

/** How many times a second one connection may try while it is refused: full jitter below 400 ms comes to about five. */
const ATTEMPTS_PER_SECOND = 10
const FLAPS = { short: { ms: 500, times: 3 }, long: { ms: 2_000, times: 15 } }

export const flapping: FaultRow = {
  number: 27,
  title: 'flapping',
  how: 'kill -9 for 2 s, up for 2 s, fifteen times.',
  breakers: { read: 'opens' },
  async run(drill) {
    let attempts = 0
    subscribe('net.client.socket', () => attempts++)
    const redis = await drill.startRedis()
    await drill.open({ url: redis.url })
    await drill.before()
    const sockets = drill.censuses.before ? openSockets(drill.censuses.before) : 0
    const { ms, times } = FLAPS[drill.profile.name]
    let attemptsDown = 0
    await drill.fault(() => redis.kill())
    for (let time = 0; time < times; time++) {
      if (time > 0) {
        await redis.restart()
        await wait(ms)
        drill.strike()
        await redis.kill()
      }
      const attemptsBefore = attempts
      await wait(ms)
      attemptsDown += attempts - attemptsBefore
    }
    await drill.heal(() => redis.restart())
    await drill.after()
    const perSecond = attemptsDown / ((times * ms) / 1_000) / sockets
    drill.expect(
      'attempts of one connection, each second',
      perSecond > 0 && perSecond <= ATTEMPTS_PER_SECOND,
      perSecond.toFixed(1),
      `≤ ${ATTEMPTS_PER_SECOND}`,
    )
  },
}
