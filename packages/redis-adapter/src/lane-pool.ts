import type { Redis } from 'ioredis'
import { type CacheError, type Clock, StoreError, type Timer } from '@larder/cache-core'
import type { RedisCommand, RunOptions } from './redis-router.ts'
import type { RedisConnection } from './redis-connection.ts'

export interface LanePoolOptions {
  readonly connect: (index: number) => RedisConnection
  /** Most lanes. Default 10. */
  readonly max?: number | undefined
  /** Commands that may be under way in all lanes together. Default 20,000. */
  readonly maxInFlight?: number | undefined
  readonly clock: Clock
}

/** A lane is full at any of these, and the next one is used: batches stay big, waits behind others stay short. */
const FULL_COMMANDS = 128
const FULL_BYTES = 256 * 1024
const FULL_AGE_MS = 5
/** Values from this size on (bytes) stay out of lane 0, where they would hold up small ones. */
const LARGE_BYTES = 64 * 1024
const IDLE_MS = 30_000

/**
 * A few connections shared by everybody, without lease, filled in order: the next lane is used when the one before is
 * full, and connected when it is first wanted. Lane 0 is the pilot: until it is up no other one tries.
 */
export class LanePool {
  readonly max: number
  readonly #options: LanePoolOptions
  readonly #maxInFlight: number
  readonly #lanes: Lane[]
  readonly #sweep: Timer[] = []
  #inFlight = 0

  constructor(options: LanePoolOptions) {
    this.#options = options
    this.max = options.max ?? 10
    this.#maxInFlight = options.maxInFlight ?? 20_000
    this.#lanes = [new Lane(options.connect(0), options.clock)]
    this.#scheduleSweep()
  }

  get connected(): boolean {
    return this.#lanes.some((lane) => lane.connection.ready)
  }

  status(): { readonly max: number; readonly open: number; readonly inFlight: number } {
    return {
      max: this.max,
      open: this.#lanes.filter((lane) => lane.connection.ready).length,
      inFlight: this.#inFlight,
    }
  }

  /** Commands under way on each lane that is connected. */
  inFlightByLane(): readonly number[] {
    return this.#lanes.filter(({ connection }) => connection.ready).map(({ commands }) => commands)
  }

  /**
   * Runs a command of about `bytes` on a lane, which is told its server's id; rejects at once when none is connected or too
   * much is under way. Commands of one tick leave in one write, unless one is large enough to leave by itself.
   */
  async run<T>(bytes: number, command: RedisCommand<T>, { corks = true }: RunOptions = {}): Promise<T> {
    if (this.#inFlight >= this.#maxInFlight) throw bulkheadFull(this.#maxInFlight)
    const lane = this.#pick(bytes)
    const client = lane?.connection.ready
    if (!lane || !client) throw this.unavailable()
    this.#inFlight++
    lane.begin(bytes)
    if (corks) lane.cork(client)
    try {
      return await command(client, lane.connection.serverId)
    } catch (error) {
      throw lane.connection.translate(error)
    } finally {
      this.#inFlight--
      lane.end(bytes)
    }
  }

  unavailable(): CacheError {
    return (this.#lanes[0] as Lane).connection.unavailable()
  }

  /** Connections to another place than this one are given up, and ask anew where to go. */
  leaveFor(place: string): void {
    for (const { connection } of this.#lanes) connection.leaveFor(place)
  }

  /** A write went through at the server of that id: connections to others that refused it are given up. */
  leaveReadOnly(serverId: string): void {
    for (const { connection } of this.#lanes) connection.leaveReadOnly(serverId)
  }

  close(): void {
    for (const timer of this.#sweep) timer.cancel()
    for (const lane of this.#lanes) lane.connection.close()
  }

  #pick(bytes: number): Lane | undefined {
    const first = bytes >= LARGE_BYTES ? Math.min(1, this.max - 1) : 0
    for (let index = first; index < this.#lanes.length; index++) {
      const lane = this.#lanes[index]
      if (lane?.connection.ready && !lane.isFull()) return lane
    }
    this.#grow()
    return this.#leastLoaded()
  }

  /** One connection at a time, and none while the pilot is down: a server in trouble meets no storm. */
  #grow(): void {
    if (this.#lanes.length >= this.max || this.#lanes.some((lane) => !lane.connection.ready)) return
    this.#lanes.push(new Lane(this.#options.connect(this.#lanes.length), this.#options.clock))
  }

  #leastLoaded(): Lane | undefined {
    let best: Lane | undefined
    for (const lane of this.#lanes) {
      if (
        lane.connection.ready &&
        (!best || lane.bytes < best.bytes || (lane.bytes === best.bytes && lane.commands < best.commands))
      )
        best = lane
    }
    return best
  }

  #scheduleSweep(): void {
    const { clock } = this.#options
    const timer = clock.setTimer(() => {
      this.#sweep.pop()
      this.#closeIdle()
      this.#scheduleSweep()
    }, IDLE_MS / 3)
    timer.unref()
    this.#sweep.push(timer)
  }

  /** Only from the top, so that lanes stay filled in order. */
  #closeIdle(): void {
    while (this.#lanes.length > 1) {
      const top = this.#lanes.at(-1)
      if (!top?.isIdle(IDLE_MS)) return
      top.connection.close()
      this.#lanes.pop()
    }
  }
}

/** One connection with what is under way on it. */
class Lane {
  readonly connection: RedisConnection
  commands = 0
  bytes = 0
  readonly #clock: Clock
  /** When the lane last had nothing under way, or its oldest command began. */
  #busySince = 0
  #lastUsedAt: number
  #corked = false

  constructor(connection: RedisConnection, clock: Clock) {
    this.connection = connection
    this.#clock = clock
    this.#lastUsedAt = clock.monotonic()
  }

  isFull(): boolean {
    if (this.commands === 0) return false
    return (
      this.commands >= FULL_COMMANDS ||
      this.bytes >= FULL_BYTES ||
      (this.commands >= 8 && this.#clock.monotonic() - this.#busySince > FULL_AGE_MS)
    )
  }

  isIdle(ms: number): boolean {
    return this.commands === 0 && this.#clock.monotonic() - this.#lastUsedAt > ms
  }

  begin(bytes: number): void {
    if (this.commands++ === 0) this.#busySince = this.#clock.monotonic()
    this.bytes += bytes
  }

  end(bytes: number): void {
    this.commands--
    this.bytes -= bytes
    this.#lastUsedAt = this.#clock.monotonic()
    // The age of the oldest command is not tracked one by one: progress counts as youth.
    this.#busySince = this.#lastUsedAt
  }

  /** The commands of one tick leave in one write. */
  cork(client: Redis): void {
    if (this.#corked) return
    const { stream } = client
    this.#corked = true
    stream.cork()
    process.nextTick(() => {
      this.#corked = false
      stream.uncork()
    })
  }
}

function bulkheadFull(limit: number): StoreError {
  return new StoreError(
    'BULKHEAD_FULL',
    'none',
    `${limit} Redis commands are under way, which is the limit: this one was not sent.`,
    { retryable: true },
  )
}
