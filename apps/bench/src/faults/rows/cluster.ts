import { type RedisCluster, startCluster, type StartClusterOptions } from '@larder/redis-adapter/testing'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { closeWith } from './sentinel-failover.ts'
import { keyName } from '../workload.ts'

const NODE_TIMEOUT_MS = 800
/** Since the replica has taken over. */
const BACK_WITHIN_MS = 2_000
/** Where the log of the namespace lies. */
const LOG_KEY = '{larder}:log'

export const clusterMasterLoss: FaultRow = {
  number: 14,
  title: 'a master of a cluster lost',
  how: 'Three masters and three replicas: the master that holds the invalidation log is killed; its replica takes over.',
  budgets: { fullServiceMs: BACK_WITHIN_MS },
  breakers: { read: 'opens' },
  async run(drill) {
    const cluster = await openOnCluster(drill, { fullCoverageRequired: false })
    const master = await cluster.masterOf(LOG_KEY)
    await drill.before()
    await drill.outlast(
      () => master.kill(),
      async () => (await cluster.masterOf(LOG_KEY)).port !== master.port,
    )
    await drill.after()
    const others = drill.instruments.events.filter(
      ({ event }) =>
        event.type === 'breaker' && event.to === 'open' && !event.node.endsWith(`:${master.port}`),
    )
    drill.expect('breakers of other nodes stay closed', others.length === 0, `${others.length} opened`, '0')
  },
}

export const slotsMove: FaultRow = {
  number: 15,
  title: 'slots on their way (MOVED, ASK, TRYAGAIN)',
  how: 'Slots of keys in use are moved from node to node under load, some held half-way, with the slot of the log among them.',
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const cluster = await openOnCluster(drill, {})
    await drill.before()
    await drill.fault(() => {})
    let moved = 0
    for (const end = performance.now() + drill.profile.faultMs * 1.5; performance.now() < end; moved++) {
      drill.strike()
      const key = moved % 5 === 0 ? LOG_KEY : `larder:${keyName(moved % 60)}`
      await moveSlotOf(cluster, key, (['open', 'half', 'moved'] as const)[moved % 3] ?? 'open')
    }
    drill.expect('slots moved', moved >= 3, moved, '≥ 3')
    await drill.heal(() => {})
    await drill.after()
  },
}

export const clusterDown: FaultRow = {
  number: 16,
  title: 'CLUSTERDOWN',
  how: 'A master and its replica are killed, and full coverage is required: no node takes commands. Later both start again, empty.',
  breakers: { read: 'opens' },
  async run(drill) {
    const cluster = await openOnCluster(drill, { fullCoverageRequired: true })
    const master = await cluster.masterOf(`larder:${keyName(0)}`)
    const lost = [master, ...(await cluster.replicasOf(master))]
    await drill.before()
    await drill.fault(() => Promise.all(lost.map((server) => server.kill())))
    await drill.hold(Math.max(drill.profile.faultMs, 2 * NODE_TIMEOUT_MS))
    await drill.heal(async () => {
      for (const server of lost) await server.restart()
      await cluster.settled()
    })
    await drill.after()
  },
}

async function openOnCluster(drill: Drill, options: StartClusterOptions): Promise<RedisCluster> {
  const cluster = await startCluster({ nodeTimeoutMs: NODE_TIMEOUT_MS, ...options })
  drill.cleanUp(() => closeWith(cluster.nodes, () => cluster.close()))
  await drill.open({ url: cluster.url })
  return cluster
}

/** Holds it half-way for a moment. A slot needs two keys to be halved. */
async function moveSlotOf(
  cluster: RedisCluster,
  key: string,
  pauseAt: 'open' | 'half' | 'moved',
): Promise<void> {
  const slot = await cluster.slotOf(key)
  const from = await cluster.masterOfSlot(slot)
  const others = cluster.nodes.filter((node) => node !== from)
  const roles = await Promise.all(others.map((node) => node.role()))
  const to = others.find((_, index) => roles[index] === 'master')
  if (!to) throw new Error('There is no other master.')
  const keys = Number(await from.command('CLUSTER', 'COUNTKEYSINSLOT', slot))
  const migration = await cluster.migrateSlot(slot, from, to, {
    pauseAt: pauseAt === 'half' && keys < 2 ? 'open' : pauseAt,
  })
  await new Promise((resolve) => setTimeout(resolve, 60))
  await migration.finish()
}
