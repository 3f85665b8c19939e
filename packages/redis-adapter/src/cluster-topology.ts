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
/** After so many nodes in a row have found the cluster down, they are believed what they say of it. */
const MAX_DOUBTS = 3

/** Asks one node after the other which of them serve which slots, for as long as it is open. */
export class ClusterTopology {
  readonly #options: ClusterTopologyOptions
  readonly #connection: RedisConnection
  #asked: RedisAddress
  #turn = 0
  #timer: Timer | undefined
  #running: Promise<void> | undefined
  #closed = false
  #trouble: Error | undefined
  /** Answers in a row of nodes that find the cluster down. */
  #doubts = 0
  #dueAt = Number.POSITIVE_INFINITY

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

  /** Resolves when there has been an attempt to reach somebody. */
  get attempt(): Promise<void> {
    return this.#connection.attempt
  }

  /** Something is amiss: do not wait for the next regular time. */
  hasten(): void {
    const dueAt = this.#options.clock.monotonic() + TROUBLED_MS / 3
    if (!this.#running && dueAt < this.#dueAt) this.#schedule(TROUBLED_MS / 3)
  }

  /** Why nobody can be asked, or what the last one answered. */
  unavailable(): Error {
    return this.#trouble ?? this.#connection.unavailable()
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
      this.#trouble = undefined
      const ranges = readSlotRanges(slots, this.#asked)
      const isWell = /cluster_state:ok/.test(info)
      // Who has lost sight of the others may be the only one who thinks so: believed only by those who know nothing.
      const isBelieved = ranges.length > 0 && (isWell || this.#doubts >= MAX_DOUBTS)
      if (isBelieved || this.#options.known().length === 0) this.#options.onAnswer(ranges)
      this.#doubts = isWell ? 0 : this.#doubts + 1
      if (!isWell || ranges.length === 0) this.#connection.rotate()
    } catch (error) {
      this.#trouble = error instanceof Error ? error : undefined
      this.#connection.rotate()
    }
  }

  #schedule(soonMs?: number): void {
    this.#timer?.cancel()
    if (this.#closed) return
    const { clock, profile, isTroubled } = this.#options
    const pauseMs = (soonMs ?? (isTroubled() ? TROUBLED_MS : CALM_MS)) * (0.75 + profile.random.next() / 2)
    this.#dueAt = clock.monotonic() + pauseMs
    this.#timer = clock.setTimer(() => void this.refresh(), pauseMs)
    this.#timer.unref()
  }
}

function askSlots(client: Redis): Promise<unknown> {
  return client.cluster('SLOTS')
}
