import {
  type ChaosProxy,
  type DirectionSettings,
  type RedisServer,
  startChaosProxy,
} from '@larder/redis-adapter/testing'
import { SeededRandom } from '@larder/cache-core/testing'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { DEADLINE_MS, PROPAGATION_MS } from '../larder-cache.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const EVERY_MS = 40
/** Of the replies that a connection gets from when it is chosen, the byte where it happens. */
const SOMEWHERE = [0, 300] as const
const WAYS: readonly DirectionSettings[] = [
  { truncateAfterBytes: SOMEWHERE },
  { resetAfterBytes: SOMEWHERE },
  { insert: { at: SOMEWHERE, bytes: 20 } },
  { corrupt: { at: SOMEWHERE, bytes: 1 } },
]

export const slowLine: FaultRow = {
  number: 6,
  title: 'latency and narrow bandwidth',
  how: 'Every piece of data takes 20 ± 15 ms each way; then a connection carries 256 KB a second.',
  // A call waits for Redis, which does not hang: it is slow.
  // It asks for the log, the value, a lease, the value again, and may find the lease taken: each within its deadline.
  budgets: { failFastMs: undefined, longestCallMs: 5 * DEADLINE_MS, stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const { proxy } = await openBehindProxy(drill)
    await drill.before()
    await drill.fault(() => proxy.set(bothWays({ delayMs: 20, jitterMs: 15 })))
    await drill.hold()
    drill.strike()
    await proxy.set(bothWays({ bytesPerSecond: 262_144 }))
    await drill.hold()
    await drill.heal(() => proxy.heal())
    await drill.after()
  },
}

export const spoiltBytes: FaultRow = {
  number: 25,
  title: 'bytes spoilt on their way',
  how: 'Pieces of 16 bytes; then every 40 ms a reply on one of the connections is cut off, reset, torn apart by garbage, or has a byte changed.',
  async run(drill) {
    const { proxy, redis } = await openBehindProxy(drill)
    const random = new SeededRandom(drill.seed)
    await drill.before()
    await drill.fault(() => proxy.set(bothWays({ chopBytes: 16 })))
    await drill.hold(drill.profile.faultMs / 3)
    const opened = drill.instruments.storeErrors.size
    drill.expect('pieces of 16 bytes are no fault', opened === 0, `${opened} kinds of errors`, '0')
    drill.strike()
    await proxy.heal()
    let spoilt = 0
    for (
      const end = performance.now() + drill.profile.faultMs;
      performance.now() < end;
      await wait(EVERY_MS)
    ) {
      drill.strike()
      const serverSidePort = one(await portsOf(redis), random)
      if (serverSidePort === undefined) continue
      await proxy.set({ toClient: one(WAYS, random) }, { serverSidePort })
      spoilt++
    }
    drill.expect('connections spoilt', spoilt >= 10, spoilt, '≥ 10')
    await drill.heal(async () => {
      await proxy.heal()
      proxy.reset()
    })
    await drill.after()
  },
}

function bothWays(settings: DirectionSettings): { toServer: DirectionSettings; toClient: DirectionSettings } {
  return { toServer: settings, toClient: settings }
}

/** Of the connections that come from the proxy. */
async function portsOf(redis: RedisServer): Promise<readonly number[]> {
  const lines = String(await redis.command('CLIENT', 'LIST')).split('\n')
  return lines
    .filter((line) => / name=larder/.test(line))
    .map((line) => Number(/ addr=[^ ]*:(\d+)/.exec(line)?.[1]))
}

function one<T>(items: readonly T[], random: SeededRandom): T | undefined {
  return items[Math.floor(random.next() * items.length)]
}

async function openBehindProxy(drill: Drill): Promise<{ proxy: ChaosProxy; redis: RedisServer }> {
  const redis = await drill.startRedis()
  // Its own connection to the server is not one that was left behind.
  await redis.command('PING')
  const proxy = await startChaosProxy(redis, { random: new SeededRandom(drill.seed) })
  drill.cleanUp(() => proxy.close())
  await drill.open({ url: proxy.through(redis.url) })
  return { proxy, redis }
}
