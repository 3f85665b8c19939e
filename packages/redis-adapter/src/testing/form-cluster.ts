import { type SeenNode, viewOf, viewsOf } from './cluster-view.ts'
import type { RedisServer } from './local-server.ts'
import { idOf } from './slot-migration.ts'
import { until } from './until.ts'

export const SLOTS = 16_384
const FORMATION_BOUND_MS = 20_000

/** Makes a cluster of empty servers: the first ones are masters, the others replicas, dealt out in turn. */
export async function formCluster(nodes: readonly RedisServer[], masterCount: number): Promise<void> {
  const masters = nodes.slice(0, masterCount)
  const replicas = nodes.slice(masterCount)
  const firstSlotOf = (index: number) => Math.floor((index * SLOTS) / masterCount)
  await Promise.all(nodes.map((node, index) => node.command('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)))
  await Promise.all(
    masters.map((node, index) =>
      node.command('CLUSTER', 'ADDSLOTSRANGE', firstSlotOf(index), firstSlotOf(index + 1) - 1),
    ),
  )
  // Everybody meets everybody: gossip alone would take twice as long.
  await Promise.all(nodes.map((node) => introduce(node, nodes)))
  await allSee('the nodes know each other', nodes, (view) => view.length === nodes.length)
  const ids = await Promise.all(masters.map(idOf))
  await Promise.all(
    replicas.map((replica, index) => replica.command('CLUSTER', 'REPLICATE', ids[index % masterCount] ?? '')),
  )
  await settled(nodes, replicas.length)
}

export async function introduce(node: RedisServer, nodes: readonly RedisServer[]): Promise<void> {
  const others = nodes.filter((other) => other !== node)
  await Promise.all(others.map(({ port }) => node.command('CLUSTER', 'MEET', '127.0.0.1', port)))
}

/** Resolves when every node finds every slot served and sees so many replicas, and these follow their masters. */
export async function settled(nodes: readonly RedisServer[], replicaCount: number): Promise<void> {
  const replicasIn = (view: readonly SeenNode[]) => view.filter(({ masterId }) => masterId !== undefined)
  await allSee(
    'every node sees all the replicas',
    nodes,
    (view) => view.length === nodes.length && replicasIn(view).length === replicaCount,
  )
  await until('every node finds the cluster ok and follows its master', FORMATION_BOUND_MS, async () => {
    const troubles = await Promise.all(nodes.map(troubleOf))
    const said = troubles.filter((trouble) => trouble !== undefined)
    if (said.length > 0) throw new Error(said.join('; '))
    return true
  })
}

/** Resolves when the condition holds for what every node sees, and nobody is being met or missed. */
async function allSee(
  what: string,
  nodes: readonly RedisServer[],
  condition: (view: readonly SeenNode[]) => boolean,
): Promise<void> {
  const wrong = /^(handshake|noaddr|fail\??)$/
  await until(what, FORMATION_BOUND_MS, async () => {
    const views = await viewsOf(nodes)
    const calm = views.flat().every(({ flags }) => !flags.some((flag) => wrong.test(flag)))
    return calm && views.length === nodes.length && views.every(condition)
  })
}

/** What a node finds wrong; undefined when all is well. */
async function troubleOf(node: RedisServer): Promise<string | undefined> {
  const [cluster, replication, view] = await Promise.all([
    node.command('CLUSTER', 'INFO'),
    node.command('INFO', 'replication'),
    viewOf(node),
  ])
  const lines = `${String(cluster)}\n${String(replication)}`.split(/\r?\n/)
  const wrong = lines.filter((line) =>
    /^(cluster_state:(?!ok)|cluster_slots_ok:(?!16384)|master_link_status:down)/.test(line),
  )
  if (wrong.length === 0) return undefined
  const seen = view.map(({ port, flags, configEpoch, ranges, openSlots }) =>
    JSON.stringify({ port, flags, configEpoch, ranges, openSlots }),
  )
  return `${node.port} says ${wrong.join(', ')} and sees ${seen.join(' ')}`
}
