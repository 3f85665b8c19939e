import type {
  CacheStore,
  InvalidationLog,
  LeaseBroker,
  LogAnswer,
  LogMessage,
  Random,
  SharedBackend,
  StoreStatus,
} from '@larder/cache-core'
import { StoreError } from '@larder/cache-core'
import type { Follower, SimulatedServer } from './simulated-server.ts'
import { type Route, SimulatedLine } from './simulated-line.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What a process is seen to learn of the log. */
export interface LogWitness {
  /** It knows of every record up to this one, from now on. */
  onKnown(seq: number): void
  /** An answer of the log has come that was asked for then, in ms. */
  onContact(askedAt: number): void
}

export interface SimulatedBackendOptions {
  readonly clock: VirtualClock
  readonly server: SimulatedServer
  /** What the server holds. */
  readonly truth: SharedBackend
  readonly route: Route
  readonly random: Random
  readonly witness: LogWitness
  /** Whether a message to this process is lost on its way, unnoticed. */
  readonly losesMessage: () => boolean
  /** Whether looks at the log bring nothing: a planted error, for tests. */
  readonly isBlind?: boolean | undefined
}

const SMALL_BYTES = 200

/** One process's access to a Redis: the truth, behind lines that take time and break, and a server that is busy. */
export class SimulatedBackend implements SharedBackend {
  readonly store: CacheStore
  readonly #options: SimulatedBackendOptions
  readonly #work: SimulatedLine
  readonly #health: SimulatedLine
  readonly #messages: SimulatedLine
  readonly #follower: Follower
  #listener: ((message: LogMessage) => void) | undefined
  #onGap: (() => void) | undefined
  #known = 0

  constructor(options: SimulatedBackendOptions) {
    this.#options = options
    const { server, losesMessage } = options
    this.#work = new SimulatedLine(options)
    this.#health = new SimulatedLine(options)
    this.#follower = {
      push: (leavesAt, message) => {
        if (!losesMessage()) this.#messages.push(leavesAt, () => this.#hear(message))
      },
    }
    this.#messages = new SimulatedLine({
      ...options,
      onConnected: () => {
        server.followers.add(this.#follower)
        this.#onGap?.()
      },
      onBroken: () => server.followers.delete(this.#follower),
    })
    this.store = this.#createStore()
  }

  openLog(namespace: string): InvalidationLog {
    const { clock, server, truth, witness, isBlind } = this.#options
    const log = truth.openLog(namespace)
    const { costs } = server
    const heardOf = async (answer: Promise<LogAnswer>, askedAt: number) => {
      const { end, records } = await answer
      if (typeof records !== 'string') this.#learn(end.seq)
      witness.onContact(askedAt)
      return { end, records }
    }
    return {
      node: log.node,
      append: (barriers, nonce, since) => {
        const copiesUs = server.followers.size * costs.copyUs
        const act = () => log.append(barriers, nonce, since)
        return heardOf(this.#work.call(costs.appendUs + copiesUs, SMALL_BYTES, act), clock.monotonic())
      },
      readSince: (position) => {
        if (isBlind) return Promise.resolve({ end: position, records: [] })
        const act = () => log.readSince(position)
        return heardOf(this.#work.call(costs.lookUs, SMALL_BYTES, act), clock.monotonic())
      },
      snapshot: async () => {
        const { us, bytes } = server.snapshot
        const snapshot = await this.#work.call(us, bytes, () => {
          server.snapshots++
          return log.snapshot()
        })
        this.#learn(snapshot.end.seq)
        return snapshot
      },
      endEra: (era) => this.#work.call(costs.lookUs, SMALL_BYTES, () => log.endEra(era)),
      broadcast: (barriers) => this.#work.call(costs.appendUs, SMALL_BYTES, () => log.broadcast(barriers)),
      subscribe: (onMessage, onGap) => {
        this.#listener = onMessage
        this.#onGap = onGap
        if (this.#messages.isConnected) onGap()
      },
    }
  }

  openLeases(namespace: string): LeaseBroker {
    const { server, truth } = this.#options
    const leases = truth.openLeases(namespace)
    const half = server.costs.leaseUs / 2
    return {
      nodeOf: (key) => leases.nodeOf(key),
      acquire: (...args) => this.#work.call(half, SMALL_BYTES, () => leases.acquire(...args)),
      renew: (...args) => this.#work.call(half, SMALL_BYTES, () => leases.renew(...args)),
      release: (...args) => this.#work.call(half, SMALL_BYTES, () => leases.release(...args)),
      listen: ({ released, wanted }) =>
        leases.listen({
          released: (...args) => this.#deliver(() => released(...args)),
          wanted: (...args) => this.#deliver(() => wanted(...args)),
        }),
    }
  }

  /** The connection that carries messages breaks: those under way are lost, and the next ones until it is back. */
  loseMessages(): void {
    this.#messages.break()
  }

  /** The process ends: the server hears no more of it. */
  async close(): Promise<void> {
    for (const line of [this.#work, this.#health, this.#messages]) line.close()
    this.#options.server.followers.delete(this.#follower)
  }

  #deliver(message: () => void): void {
    if (!this.#options.losesMessage()) this.#messages.push(this.#options.clock.monotonic(), message)
  }

  #hear(message: LogMessage): void {
    this.#listener?.(message)
    if (message.era !== undefined && message.record.seq === this.#known + 1) this.#learn(message.record.seq)
  }

  #learn(seq: number): void {
    if (seq <= this.#known) return
    this.#known = seq
    this.#options.witness.onKnown(seq)
  }

  #createStore(): CacheStore {
    const { server, truth } = this.#options
    const { store } = truth
    const { costs } = server
    return {
      name: store.name,
      get: (key) => this.#work.call(costs.readUs, 1_000, () => store.get(key)),
      getMany: (keys) =>
        this.#work.call(keys.length * costs.readUs, 1_000 * keys.length, () => store.getMany(keys)),
      inspect: (key) => this.#work.call(costs.readUs, 1_000, () => store.inspect(key)),
      set: (key, entry) => this.#work.call(costs.writeUs, SMALL_BYTES, () => store.set(key, entry)),
      delete: (keys) => this.#work.call(costs.writeUs, SMALL_BYTES, () => store.delete(keys)),
      sweep: () => Promise.resolve(0),
      nodes: () => store.nodes(),
      nodeOf: (key) => store.nodeOf(key),
      check: async (node) => {
        await this.#health.call(costs.checkUs, SMALL_BYTES, () => store.check(node))
        if (!this.#work.isConnected)
          throw new StoreError('STORE_UNAVAILABLE', 'all', 'It is not connected for work yet.', {
            retryable: true,
          })
      },
      status: () => this.#status(),
      close: () => this.close(),
    }
  }

  #status(): StoreStatus {
    const connected = this.#work.isConnected
    const { bytes } = this.#options.truth.store.status()
    return { connected, connections: { max: 1, open: connected ? 1 : 0, inFlight: 0 }, bytes }
  }
}
