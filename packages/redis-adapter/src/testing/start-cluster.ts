import { CertificateAuthority } from './certificate-authority.ts'
import { ClusterControl } from './cluster-control.ts'
import type { RedisServer, Setting } from './local-server.ts'
import { formCluster } from './form-cluster.ts'
import { ServerGroup } from './server-group.ts'
import type { ClientTls } from './server-tls.ts'
import type { MigrationPause, SlotMigration } from './slot-migration.ts'
import { dataSettings } from './start-redis.ts'

export interface StartClusterOptions {
  /** Default: 3, the fewest that agree on a failover. */
  readonly masters?: number | undefined
  /** Of each master. Default: 1. */
  readonly replicas?: number | undefined
  /** After how long without an answer a node finds another one down. Default: 800. */
  readonly nodeTimeoutMs?: number | undefined
  /** Whether all slots are refused when one is served by nobody. Default: true. */
  readonly fullCoverageRequired?: boolean | undefined
  /** Of all nodes. Default: none. */
  readonly password?: string | undefined
  /** TLS between all of them and for clients, and nothing plain. Default: false. */
  readonly tls?: boolean | undefined
}

/** A Redis Cluster on loopback, under a test's control. */
export interface RedisCluster {
  /** `redis+cluster://` or `rediss+cluster://` with all the nodes it began with, and the password if they have one. */
  readonly url: string
  /** What a client needs to connect to any of them, with TLS. */
  readonly tls: ClientTls | undefined
  /** The masters, then their replicas (of three masters and three replicas, the fourth follows the first), then what was added. */
  readonly nodes: readonly RedisServer[]
  /** Who serves the key, by the newest claim of the nodes that answer. Rejects when nobody does. */
  masterOf(key: string): Promise<RedisServer>
  /** Who serves the slot, 0 to 16,383. */
  masterOfSlot(slot: number): Promise<RedisServer>
  /** The slot of a key. */
  slotOf(key: string): Promise<number>
  /** The replicas of a master, as it sees them itself. */
  replicasOf(master: RedisServer): Promise<readonly RedisServer[]>
  /**
   * Moves a slot and its keys. With `pauseAt` it is held there, and goes on by `migration.finish()`: `open`, both sides
   * know of it and no key has moved (ASK for keys that are not there); `half`, half of the keys have (TRYAGAIN for
   * commands over both halves; needs two keys); `moved`, all keys have, the slot has not (ASK for every key).
   */
  migrateSlot(
    slot: number,
    from: RedisServer,
    to: RedisServer,
    options?: { readonly pauseAt?: MigrationPause | undefined },
  ): Promise<SlotMigration>
  /** Moves that many slots, with their keys, one by one. */
  reshard(count: number, from: RedisServer, to: RedisServer): Promise<void>
  /** Makes a replica of the master the master, without loss. Resolves with it, when all the nodes that answer agree. */
  failover(master: RedisServer): Promise<RedisServer>
  /** Adds a master without slots. Resolves when all the nodes know it. */
  addNode(): Promise<RedisServer>
  /** Resolves when every node runs, finds every slot served, and follows its master. */
  settled(): Promise<void>
  /** Kills them and removes what they left. Idempotent. */
  close(): Promise<void>
}

/**
 * Starts a cluster. Resolves when every node finds all slots served, after some two seconds: a master waits so long
 * before it calls a cluster well.
 */
export async function startCluster(options: StartClusterOptions = {}): Promise<RedisCluster> {
  const { masters = 3, replicas = 1, password } = options
  const group = new ServerGroup()
  const tls = options.tls ? { authority: new CertificateAuthority() } : undefined
  const node = { tls, password, settings: nodeSettings(options) }
  try {
    const nodes = [...(await group.startMany(masters * (1 + replicas), node))]
    await formCluster(nodes, masters)
    const control = new ClusterControl({
      nodes,
      replicaCount: masters * replicas,
      password,
      start: () => group.start(node),
    })
    const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`
    const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
    return {
      url: `${tls ? 'rediss' : 'redis'}+cluster://${login}${hosts}`,
      tls: nodes[0]?.tls,
      nodes,
      masterOf: (key) => control.masterOf(key),
      masterOfSlot: (slot) => control.masterOfSlot(slot),
      slotOf: (key) => control.slotOf(key),
      replicasOf: (master) => control.replicasOf(master),
      migrateSlot: (slot, from, to, { pauseAt } = {}) => control.migrateSlot(slot, from, to, pauseAt),
      reshard: (count, from, to) => control.reshard(count, from, to),
      failover: (master) => control.failover(master),
      addNode: () => control.addNode(),
      settled: () => control.settled(),
      close: () => group.close(),
    }
  } catch (error) {
    await group.close()
    throw error
  }
}

function nodeSettings({
  nodeTimeoutMs = 800,
  fullCoverageRequired = true,
  password,
  tls = false,
}: StartClusterOptions): readonly Setting[] {
  return [
    ...dataSettings({}),
    ['cluster-enabled', 'yes'],
    ['cluster-node-timeout', String(nodeTimeoutMs)],
    ['cluster-require-full-coverage', fullCoverageRequired ? 'yes' : 'no'],
    // A replica stays with its master, also when another one has lost all of its own.
    ['cluster-allow-replica-migration', 'no'],
    ...(password === undefined ? [] : [['masterauth', password]]),
    ...(tls ? [['tls-cluster', 'yes']] : []),
  ]
}
