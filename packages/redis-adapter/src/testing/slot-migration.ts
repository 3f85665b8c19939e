import type { RedisServer } from './local-server.ts'
import { withinMs } from './until.ts'

/**
 * Where a migration is held. `open`: both sides know of it, no key has moved; keys that are not there get ASK. `half`:
 * half of the keys have moved; commands with keys of both halves get TRYAGAIN. `moved`: all keys have, the slot has not;
 * every key gets ASK.
 */
export type MigrationPause = 'open' | 'half' | 'moved'

interface Migration {
  readonly slot: number
  readonly from: RedisServer
  readonly to: RedisServer
  /** The other masters, which are told at the end. */
  readonly others: readonly RedisServer[]
  /** Resolves when all who answer know that the slot has gone there. */
  readonly isKnown: () => Promise<void>
  readonly password: string | undefined
}

const MOVE_BOUND_MS = 5_000
const TOLD_BOUND_MS = 500

/** A slot on its way from one master to another. */
export class SlotMigration {
  readonly #migration: Migration

  constructor(migration: Migration) {
    this.#migration = migration
  }

  /** Marks the slot on both sides: the state `open`. */
  async open(): Promise<void> {
    const { slot, from, to } = this.#migration
    const [fromId, toId] = await Promise.all([idOf(from), idOf(to)])
    await to.command('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId)
    await from.command('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId)
  }

  /** How many keys of the slot have not moved. */
  async keysLeft(): Promise<number> {
    const { slot, from } = this.#migration
    return Number(await from.command('CLUSTER', 'COUNTKEYSINSLOT', slot))
  }

  /** Moves that many keys, one by one. Default: all. */
  async moveKeys(count?: number): Promise<void> {
    const { slot, from, to, password } = this.#migration
    const login = password === undefined ? [] : ['AUTH', password]
    const keys = await from.command('CLUSTER', 'GETKEYSINSLOT', slot, count ?? (await this.keysLeft()))
    for (const key of keys as readonly string[]) {
      await from.command('MIGRATE', '127.0.0.1', to.port, '', 0, MOVE_BOUND_MS, ...login, 'KEYS', key)
    }
  }

  /** Moves what is left and gives the slot to the other side. Resolves when all nodes that answer know. */
  async finish(): Promise<void> {
    await this.handOver()
    await this.#migration.isKnown()
  }

  /** As `finish()`, without waiting for the replicas: one that takes over before it knows would lose the slot. */
  async handOver(): Promise<void> {
    const { slot, from, to, others } = this.#migration
    // Keys may still have been written by who had the slot.
    while ((await this.keysLeft()) > 0) await this.moveKeys()
    const toId = await idOf(to)
    await to.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId)
    await from.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId)
    // One that is away hears of it from the others.
    await Promise.allSettled(
      others.map((each) => withinMs(TOLD_BOUND_MS, each.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId))),
    )
  }
}

/** The name of a node in its cluster, over restarts too. */
export async function idOf(node: RedisServer): Promise<string> {
  return String(await node.command('CLUSTER', 'MYID'))
}
