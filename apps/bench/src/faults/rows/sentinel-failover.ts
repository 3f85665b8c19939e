import type { FaultRow } from '../fault-row.ts'
import type { RedisSentinels, RedisServer } from '@larder/redis-adapter/testing'
import { startSentinel } from '@larder/redis-adapter/testing'
import { wait } from '../../scoreboard/bounded-wait.ts'

const DOWN_AFTER_MS = 500
const FAILOVER_TIMEOUT_MS = 2_000
/** Since the sentinels have another master. */
const BACK_WITHIN_MS = 2_000

export const sentinelFailover: FaultRow = {
  number: 13,
  title: 'Sentinel failover',
  how: 'A master, two replicas and three sentinels: the master is killed; in the long drill the next one is stopped (SIGSTOP) too.',
  budgets: { fullServiceMs: BACK_WITHIN_MS },
  breakers: { read: 'opens' },
  async run(drill) {
    const group = await startSentinel({
      replicas: 2,
      downAfterMs: DOWN_AFTER_MS,
      failoverTimeoutMs: FAILOVER_TIMEOUT_MS,
    })
    const all = [group.master, ...group.replicas]
    drill.cleanUp(() => closeWith(all, () => group.close()))
    await drill.open({ url: group.url })
    await drill.before()
    const isReplaced = async (port: number) => (await group.masterPort()) !== port
    await drill.outlast(
      () => group.master.kill(),
      () => isReplaced(group.master.port),
    )
    if (drill.profile.name === 'long') {
      // Sentinels begin no second failover before.
      await wait(2 * FAILOVER_TIMEOUT_MS + 1_000)
      const master = await masterOf(group, all)
      await drill.outlast(
        () => master.stop(),
        () => isReplaced(master.port),
      )
      await drill.after()
      master.resume()
    }
    await drill.after()
  },
}

/** A server that is stopped would not hear that it is to end. */
export async function closeWith(servers: readonly RedisServer[], close: () => Promise<void>): Promise<void> {
  for (const server of servers) server.resume()
  await close()
}

async function masterOf(group: RedisSentinels, servers: readonly RedisServer[]): Promise<RedisServer> {
  const port = await group.masterPort()
  const master = servers.find((server) => server.port === port)
  if (!master) throw new Error(`The sentinels name port ${port}, which is none of theirs.`)
  return master
}
