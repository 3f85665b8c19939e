import { type Clock, StoreError } from '@larder/cache-core'
import { checkRedis } from './redis-health.ts'
import { ClusterMap } from './cluster-map.ts'
import { ClusterTopology } from './cluster-topology.ts'
import type { ConnectionProfile } from './connection-options.ts'
import { describeRedisAddress, describeRedisTarget, type RedisAddress } from './redis-url.ts'
import { keySlot } from './key-slot.ts'
import { isToBeDivided, Redirection } from './redirection.ts'
import { RedisNode } from './redis-node.ts'
import type { RedisCommand, RedisRouter, RunOptions } from './redis-router.ts'

export interface ClusterRouterOptions {
  readonly profile: ConnectionProfile
  readonly connectionName: string
  /** Of each node. */
  readonly maxConnections: number
  readonly canaryKey: string
  readonly clock: Clock
  /** Told of all nodes, masters and replicas, whenever the cluster has been asked. */
  readonly onMembers?: ((addresses: readonly RedisAddress[]) => void) | undefined
}

/** A command is sent on so often, then its last answer counts (spec of Redis Cluster: stable after one, but for resharding). */
const MAX_HOPS = 5
/** A pause before a slot on its way is asked again, times the number of attempts, in ms. */
const AGAIN_MS = 10
/** So many canaries may be sent on before a check has failed. */
const CANARIES = 3
/** How long a command waits for a node that is being connected for the first time, in ms. */
const CONNECT_MS = 100

/**
 * The masters of a Redis Cluster, each with lanes of its own, so that one that hangs holds up nobody else. Follows MOVED, ASK
 * and TRYAGAIN without its callers' knowing. The client library's own cluster mode is not used: see
 * docs/decisions/2026-11-23-cluster-by-our-own-router.md.
 */
export class ClusterRouter implements RedisRouter {
  readonly #options: ClusterRouterOptions
  readonly #map: ClusterMap
  readonly #topology: ClusterTopology
  /** Stands for all that is not served. */
  readonly #nobody: string
  readonly #canaries = new Map<RedisNode, { readonly version: number; readonly key: string }>()

  constructor(options: ClusterRouterOptions) {
    this.#options = options
    this.#nobody = describeRedisTarget(options.profile.target)
    this.#map = new ClusterMap((address) => this.#connect(address))
    this.#topology = new ClusterTopology({
      ...options,
      known: () => this.#map.known,
      onAnswer: (ranges) => {
        this.#map.adopt(ranges)
        options.onMembers?.(this.#map.known.map((announced) => this.#reachable(announced)))
      },
      isTroubled: () => !this.#map.isCovered || this.#map.nodes.some(({ lanes }) => !lanes.connected),
    })
  }

  get version(): number {
    return this.#map.version
  }

  slotOf(key: string): number {
    return keySlot(key)
  }

  nodeOf(key: string): string {
    return this.#map.of(keySlot(key))?.name ?? this.#nobody
  }

  names(): readonly string[] {
    const names = this.#map.nodes.map(({ name }) => name)
    return this.#map.isCovered ? names : [...names, this.#nobody]
  }

  nodes(): readonly RedisNode[] {
    return this.#map.nodes
  }

  async check(name: string): Promise<void> {
    const node = this.#map.nodes.find((one) => one.name === name)
    if (node) return this.#checkNode(node)
    await this.#topology.attempt
    await this.#topology.refresh()
    if (!this.#map.isCovered)
      throw this.#map.nodes.length === 0 ? this.#topology.unavailable() : this.#unserved()
    // Those that have just been heard of, which nobody has asked for by name yet.
    await Promise.all(this.#map.nodes.map((one) => this.#checkNode(one)))
  }

  async run<T>(key: string, bytes: number, command: RedisCommand<T>, options?: RunOptions): Promise<T> {
    const slot = keySlot(key)
    let node = this.#map.of(slot)
    let sent = command
    for (let hop = 1; ; hop++) {
      if (!node) throw this.#unserved()
      // A node that has just been heard of is given a moment; one that was lost is not.
      if (!node.lanes.connected) await node.firstConnection(CONNECT_MS)
      try {
        return await node.lanes.run(bytes, sent, options)
      } catch (error) {
        if (!(error instanceof Redirection)) throw this.#noted(error)
        if (hop > MAX_HOPS) throw this.#unsettled()
        if (options?.isDivisible && isToBeDivided(error)) throw error
        if (error.kind === 'again') await this.#pause(AGAIN_MS * hop)
        else node = this.#redirected(error, slot, node)
        // Nodes that send it to and fro have not heard of each other yet.
        if (error.kind === 'moved' && hop > 1) await this.#pause(AGAIN_MS * hop)
        sent = error.kind === 'ask' ? asking(command) : error.kind === 'moved' ? command : sent
      }
    }
  }

  runAnywhere<T>(bytes: number, command: RedisCommand<T>): Promise<T> {
    const node = this.#map.nodes.find(({ lanes }) => lanes.connected)
    return node ? node.lanes.run(bytes, command) : Promise.reject(this.#topology.unavailable())
  }

  close(): void {
    this.#topology.close()
    this.#map.close()
  }

  /** Where an answer sends a command. */
  #redirected({ kind, address }: Redirection, slot: number, from: RedisNode): RedisNode | undefined {
    if (!address) return undefined
    const whole = address.host === '' ? { ...address, host: from.host } : address
    if (kind === 'ask') return this.#map.guest(whole)
    this.#topology.hasten()
    return this.#map.assign(slot, whole)
  }

  #connect(announced: RedisAddress): RedisNode {
    const { profile, connectionName, maxConnections, clock } = this.#options
    return new RedisNode({
      name: describeRedisAddress(announced),
      route: { address: this.#reachable(announced) },
      profile,
      connectionName,
      maxConnections,
      clock,
    })
  }

  #reachable(announced: RedisAddress): RedisAddress {
    return this.#options.profile.natMap[describeRedisAddress(announced)] ?? announced
  }

  /** A canary in one of the node's own slots; while one is on its way, another. */
  async #checkNode(node: RedisNode): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await checkRedis(node, this.#canaryOf(node))
      } catch (error) {
        this.#topology.hasten()
        if (!(error instanceof Redirection)) throw error
        this.#canaries.delete(node)
        if (attempt === CANARIES) throw this.#unsettled()
      }
    }
  }

  #canaryOf(node: RedisNode): string {
    const { version } = this.#map
    const known = this.#canaries.get(node)
    if (known?.version === version) return known.key
    const { profile } = this.#options
    // A hash tag would hold it to one slot.
    const canaryKey = this.#options.canaryKey.replaceAll(/[{}]/g, '')
    const salt = Math.floor(profile.random.next() * 2 ** 32)
    let key = canaryKey
    for (let attempt = 0; attempt < 100_000 && this.#map.of(keySlot(key)) !== node; attempt++)
      key = `${canaryKey}:${salt + attempt}`
    for (const other of this.#canaries.keys())
      if (!this.#map.nodes.includes(other)) this.#canaries.delete(other)
    this.#canaries.set(node, { version, key })
    return key
  }

  /** Failures of a whole node may mean that another one has taken over. */
  #noted(error: unknown): unknown {
    if (error instanceof StoreError && error.scope === 'all') this.#topology.hasten()
    return error
  }

  #unserved(): Error {
    if (this.#map.nodes.length === 0) return this.#topology.unavailable()
    this.#topology.hasten()
    const message = `Redis at ${this.#nobody} has no master for the key's slot at the moment.`
    return new StoreError('STORE_UNAVAILABLE', 'all', message, { retryable: true })
  }

  #unsettled(): Error {
    this.#topology.hasten()
    const message = `Redis at ${this.#nobody} is moving the key's slot and has not settled where it is: tried ${MAX_HOPS} times.`
    return new StoreError('STORE_REJECTED', 'none', message, { retryable: true })
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#options.clock.setTimer(resolve, ms))
  }
}

/** The node does not own the slot yet and answers for it only when it is told that we know. */
function asking<T>(command: RedisCommand<T>): RedisCommand<T> {
  return (client, serverId) => {
    client.asking().catch(() => {
      // The command behind it meets the same trouble.
    })
    return command(client, serverId)
  }
}
