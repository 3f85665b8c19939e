import { ownerOf, type SeenNode, viewOf, viewsOf } from './cluster-view.ts'
import { introduce, settled, SLOTS } from './form-cluster.ts'
import type { RedisServer } from './local-server.ts'
import { idOf, type MigrationPause, SlotMigration } from './slot-migration.ts'
import { until, withinMs } from './until.ts'

interface Controlled {
  /** Grows by what is added. */
  readonly nodes: RedisServer[]
  readonly replicaCount: number
  readonly password: string | undefined
  readonly start: () => Promise<RedisServer>
}

const CHANGE_BOUND_MS = 15_000
const ANSWER_BOUND_MS = 500

/** What a test asks of a cluster, and does to it. */
export class ClusterControl {
  readonly #nodes: RedisServer[]
  readonly #replicaCount: number
  readonly #password: string | undefined
  readonly #start: () => Promise<RedisServer>

  constructor({ nodes, replicaCount, password, start }: Controlled) {
    this.#nodes = nodes
    this.#replicaCount = replicaCount
    this.#password = password
    this.#start = start
  }

  async masterOf(key: string): Promise<RedisServer> {
    return this.masterOfSlot(await this.slotOf(key))
  }

  async masterOfSlot(slot: number): Promise<RedisServer> {
    const owner = ownerOf(slot, await viewsOf(this.#nodes))
    const server = this.#nodes.find(({ port }) => port === owner?.port)
    if (!server) throw new Error(`No node that answers knows who serves slot ${slot}.`)
    return server
  }

  async slotOf(key: string): Promise<number> {
    const asked = this.#nodes.map((node) =>
      withinMs(ANSWER_BOUND_MS, node.command('CLUSTER', 'KEYSLOT', key)),
    )
    return Number(await Promise.any(asked))
  }

  async replicasOf(master: RedisServer): Promise<readonly RedisServer[]> {
    const id = await idOf(master)
    const followers = (await viewOf(master)).filter(({ masterId }) => masterId === id)
    return this.#nodes.filter((node) => followers.some(({ port }) => port === node.port))
  }

  async migrateSlot(
    slot: number,
    from: RedisServer,
    to: RedisServer,
    pauseAt?: MigrationPause,
  ): Promise<SlotMigration> {
    const others = (await this.#masters()).filter((each) => each !== from && each !== to)
    const isKnown = () => this.#agreed([slot], to)
    const migration = new SlotMigration({ slot, from, to, others, isKnown, password: this.#password })
    const keys = await migration.keysLeft()
    if (pauseAt === 'half' && keys < 2)
      throw new Error(`Slot ${slot} has ${keys} keys: half of them cannot move, it needs two.`)
    await migration.open()
    if (pauseAt === 'half') await migration.moveKeys(Math.ceil(keys / 2))
    if (pauseAt === 'moved') await migration.moveKeys()
    if (pauseAt === undefined) await migration.finish()
    return migration
  }

  async reshard(count: number, from: RedisServer, to: RedisServer): Promise<void> {
    const fromId = await idOf(from)
    const own = (await viewOf(from)).find(({ id }) => id === fromId)
    const slots = (own?.ranges ?? []).flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    )
    if (slots.length < count)
      throw new Error(
        `The node on port ${from.port} has ${slots.length} of ${SLOTS} slots, fewer than ${count}.`,
      )
    const moved = slots.slice(0, count)
    for (const slot of moved) {
      const migration = await this.migrateSlot(slot, from, to, 'open')
      await migration.handOver()
    }
    await this.#agreed(moved, to)
  }

  async failover(master: RedisServer): Promise<RedisServer> {
    const masterId = await idOf(master)
    const [replica] = await this.replicasOf(master)
    if (!replica) throw new Error(`The node on port ${master.port} has no replica.`)
    await replica.command('CLUSTER', 'FAILOVER')
    return until(`port ${replica.port} is the master in every view`, CHANGE_BOUND_MS, async () => {
      const views = await viewsOf(this.#nodes)
      const seen = views.flat().filter(({ id }) => id === masterId)
      return seen.length > 0 && seen.every(({ flags }) => flags.includes('slave')) ? replica : undefined
    })
  }

  async addNode(): Promise<RedisServer> {
    const node = await this.#start()
    this.#nodes.push(node)
    await introduce(node, this.#nodes)
    await settled(this.#nodes, this.#replicaCount)
    return node
  }

  settled(): Promise<void> {
    return settled(this.#nodes, this.#replicaCount)
  }

  /** Resolves when all members that answer know who has the slots: a replica that does not would lose them when it takes over. */
  async #agreed(slots: readonly number[], owner: RedisServer): Promise<void> {
    await until(`all nodes know of the slots of port ${owner.port}`, CHANGE_BOUND_MS, async () => {
      const views = await viewsOf(this.#nodes)
      const wrong = views
        .filter((view) => view.some(({ port }) => port === owner.port))
        .filter((view) => !slots.every((slot) => isSettledIn(view, slot, owner.port)))
      if (wrong.length === 0) return true
      const ports = wrong.map((view) => view.find(({ flags }) => flags.includes('myself'))?.port)
      throw new Error(`${ports.join(', ')} do not know yet.`)
    })
  }

  /** Those that answer now: one that hangs would carry out an old order when it wakes. */
  async #masters(): Promise<readonly RedisServer[]> {
    const roles = await Promise.allSettled(
      this.#nodes.map(async (node) => ({ node, role: await withinMs(ANSWER_BOUND_MS, node.role()) })),
    )
    return roles
      .filter((each) => each.status === 'fulfilled')
      .filter(({ value }) => value.role === 'master')
      .map(({ value }) => value.node)
  }
}

function isSettledIn(view: readonly SeenNode[], slot: number, port: number): boolean {
  return ownerOf(slot, [view])?.port === port && !view.some(({ openSlots }) => openSlots.includes(slot))
}
