import type { Clock, Timer } from '@larder/cache-core'
import type { Redis } from 'ioredis'
import { readSlotRanges, type SlotRange } from './cluster-slots.ts'
import type { ConnectionProfile } from './connection-options.ts'
import { RedisConnection } from './redis-connection.ts'
import { describeRedisAddress, type RedisAddress } from './redis-url.ts'

export interface ClusterTopologyOptions {
  readonly profile: ConnectionProfile
  readonly connectionName: string
  readonly clock: Clock
  /** Nodes that have been heard of. */
  readonly known: () => readonly RedisAddress[]
  readonly onAnswer: (ranges: readonly SlotRange[]) => void
  /** Whether something is amiss that a new answer may explain. */
  readonly isTroubled: () => boolean
}

/** How often the nodes are asked who serves what, in ms: while all is well, and while something is amiss. */
const CALM_MS = 3_000
const TROUBLED_MS = 150

/** Asks one node after the other which of them serve which slots, for as long as it is open. */
export class ClusterTopology {
  readonly #options: ClusterTopologyOptions
  readonly #connection: RedisConnection
  #asked: RedisAddress
  #turn = 0
  #timer: Timer | undefined
  #running: Promise<void> | undefined
  #closed = false

  constructor(options: ClusterTopologyOptions) {
    this.#options = options
    const { profile, connectionName, clock } = options
    this.#asked = profile.target.addresses[0]
    this.#connection = new RedisConnection({
      profile,
      route: () => ({ address: this.#next() }),
      isRotating: true,
      name: `${connectionName}:topology`,
      clock,
      onReady: () => void this.refresh(),
    })
    this.#schedule()
  }

  /** The next node to ask: those of the last answer, then those of the URL. */
  #next(): RedisAddress {
    const { profile, known } = this.#options
    const all = [...known(), ...profile.target.addresses]
    const announced = all[this.#turn++ % all.length] ?? profile.target.addresses[0]
    this.#asked = profile.natMap[describeRedisAddress(announced)] ?? announced
    return this.#asked
  }

  /** Resolves when there has been an answer, or there could be none. Never rejects. */
  refresh(): Promise<void> {
    this.#running ??= this.#ask().finally(() => {
      this.#running = undefined
      this.#schedule()
    })
    return this.#running
  }

  /** Something is amiss: do not wait for the next regular time. */
  hasten(): void {
    if (!this.#running) this.#schedule(TROUBLED_MS / 3)
  }

  /** Why nobody can be asked. */
  unavailable(): Error {
    return this.#connection.unavailable()
  }

  close(): void {
    this.#closed = true
    this.#timer?.cancel()
    this.#connection.close()
  }

  async #ask(): Promise<void> {
    try {
      const [info, slots] = await this.#connection.run((client) =>
        Promise.all([client.cluster('INFO'), askSlots(client)]),
      )
      if (this.#closed) return
      this.#options.onAnswer(readSlotRanges(slots, this.#asked))
      // Who has lost sight of the others may be the only one who thinks so: ask somebody else next.
      if (!/cluster_state:ok/.test(info)) this.#connection.leave('')
    } catch {
      // The connection comes back by itself, at another node.
    }
  }

  #schedule(soonMs?: number): void {
    this.#timer?.cancel()
    if (this.#closed) return
    const { clock, profile, isTroubled } = this.#options
    const pauseMs = soonMs ?? (isTroubled() ? TROUBLED_MS : CALM_MS)
    this.#timer = clock.setTimer(() => void this.refresh(), pauseMs * (0.75 + profile.random.next() / 2))
    this.#timer.unref()
  }
}

function askSlots(client: Redis): Promise<unknown> {
  return client.cluster('SLOTS')
}
